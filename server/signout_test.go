package server_test

import (
	"context"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/devidp"
	"github.com/panelgo/panelgo/auth/password"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/pane"
)

// startRedis starts the store that replicas share, and answers its address.
func startRedis(t *testing.T) auth.Secret {
	t.Helper()
	dir := t.TempDir()
	socket := filepath.Join(dir, "redis.sock")
	cmd := exec.Command("redis-server", "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", dir)
	if err := cmd.Start(); err != nil {
		t.Fatalf("redis-server is needed, which make tools installs: %v", err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	await(t, "redis-server", "unix", socket)
	return auth.Secret("unix://" + socket)
}

// await returns when another process listens.
func await(t *testing.T, what, network, address string) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		c, err := net.Dial(network, address)
		if err == nil {
			c.Close()
			return
		}
		if time.Now().After(end) {
			t.Fatalf("%s never answers: %v", what, err)
		}
	}
}

// TestSignOutClosesEveryPageOfThatPerson also of another process. What a notice missed is found by
// looking only after longer than a tab waits here, so that it is the notice that is shown.
func TestSignOutClosesEveryPageOfThatPerson(t *testing.T) {
	store := startRedis(t)
	shared := func(o *panelgo.Options) { o.Auth.SignInStore = store }
	here, there := guard(t, shared), guard(t, shared)
	alice, bob := here.signIn("alice"), here.signIn("bob")
	pages := []interface{ ExpectClosed(int) }{alice.open("/app"), alice.open("/app"), alice.open("/deep/er")}
	elsewhere := *alice
	elsewhere.g = there
	pages = append(pages, elsewhere.open("/app"))
	neighbour := bob.open("/app")

	alice.signOut()
	for _, page := range pages {
		page.ExpectClosed(4001)
	}
	if err := neighbour.TryAgain(); err != nil {
		t.Errorf("somebody else's page: %v", err)
	}
	neighbour.Ready()
}

// TestAppSignsItsVisitorOut is Document.SignOut.
func TestAppSignsItsVisitorOut(t *testing.T) {
	g := guardApp(t, func(doc *document.Document) error {
		doc.OnReady(func() {
			doc.Go(func(ctx context.Context) func() {
				_ = doc.SignOut(ctx)
				return nil
			})
		})
		return nil
	}, nil)
	alice := g.signIn("alice")
	other, tab := alice.open("/deep/er"), alice.open("/app")
	tab.Ready()
	tab.ExpectClosed(4001)
	other.ExpectClosed(4001)
}

// atProvider has visitors sign in at the development provider, whose access tokens last as long as
// given.
func atProvider(t *testing.T, life time.Duration, o *panelgo.Options) *devidp.Provider {
	t.Helper()
	p, err := devidp.Start(devidp.Config{TokenLife: life, Log: o.Server.Logger})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Close)
	o.Auth.Validate = nil
	o.Auth.OAuthProvider, o.Auth.OAuthExtraParams = "dev", auth.Params{"issuer": p.Issuer}
	o.Auth.OAuthKey, o.Auth.OAuthSecret, o.Auth.OAuthRefreshTokens = p.ClientID, auth.Secret(p.ClientSecret), true
	return p
}

// short is a life after which a token is renewed while a tab waits.
const short = 2 * time.Second

// renewals counts how often the visitor's token was renewed while the page was open.
func renewals(doc *document.Document) error {
	shown := pane.NewText("not yet")
	shown.Name.Set(document.Some("renewals"))
	doc.OnRenewal(func() { shown.SetText("renewed") })
	doc.Add(shown)
	return nil
}

func TestAppHearsOfRenewals(t *testing.T) {
	g := guardApp(t, renewals, func(o *panelgo.Options) { atProvider(t, short, o) })
	tab := g.signInAtProvider("alice").open("/app")
	tab.Expect("renewals", "renewed")
}

// TestRulesAreAskedAgainAtRenewals: a page that is open closes once its visitor is no longer let
// in.
func TestRulesAreAskedAgainAtRenewals(t *testing.T) {
	var closed atomic.Bool
	g := guardApp(t, renewals, func(o *panelgo.Options) {
		atProvider(t, short, o)
		o.Auth.Authorize = func(_ context.Context, _ auth.Identity, app string) error {
			if closed.Load() && app == "/app" {
				return auth.ErrRefused
			}
			return nil
		}
	})
	alice := g.signInAtProvider("alice")
	tab, other := alice.open("/app"), alice.open("/deep/er")
	closed.Store(true)
	tab.ExpectClosed(4001)
	other.Expect("renewals", "renewed")
}

// TestChangedPasswordClosesThePage of whoever signed in with the old one, and of nobody else.
func TestChangedPasswordClosesThePage(t *testing.T) {
	file := filepath.Join(t.TempDir(), "users")
	line := func(name, secret string) string {
		t.Helper()
		hash, err := password.Hash(secret)
		if err != nil {
			t.Fatal(err)
		}
		return name + ":" + hash + "\n"
	}
	write := func(lines string) {
		t.Helper()
		if err := os.WriteFile(file, []byte(lines), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bobs := line("bob", passwordOf("bob"))
	write(line("alice", passwordOf("alice")) + bobs)
	g := guard(t, func(o *panelgo.Options) { o.Auth.Validate, o.Auth.BasicAuth = nil, auth.Secret(file) })
	tab, neighbour := g.signIn("alice").open("/app"), g.signIn("bob").open("/app")
	write(line("alice", "another one") + bobs)
	tab.ExpectClosed(4001)
	if err := neighbour.TryAgain(); err != nil {
		t.Errorf("somebody else's page: %v", err)
	}
}

// TestReadinessTellsOfABrokenPasswordFile while pages of the last good list stay open.
func TestReadinessTellsOfABrokenPasswordFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "users")
	hash, err := password.Hash(passwordOf("alice"))
	if err != nil {
		t.Fatal(err)
	}
	good := []byte("alice:" + hash + "\n")
	if err := os.WriteFile(file, good, 0o600); err != nil {
		t.Fatal(err)
	}
	g := guard(t, func(o *panelgo.Options) { o.Auth.Validate, o.Auth.BasicAuth = nil, auth.Secret(file) })
	alice := g.signIn("alice")
	tab := alice.open("/app")
	for _, step := range []struct {
		text   []byte
		status int
	}{{good[:20], http.StatusServiceUnavailable}, {good, http.StatusOK}} {
		if err := os.WriteFile(file, step.text, 0o600); err != nil {
			t.Fatal(err)
		}
		status := 0
		for end := time.Now().Add(time.Minute); status != step.status && time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			status = alice.get("/readiness").StatusCode
		}
		if status != step.status {
			t.Errorf("with %q readiness answers %d", step.text, status)
		}
		if err := tab.TryAgain(); err != nil {
			t.Errorf("the open page: %v", err)
		}
		if page := alice.get("/app"); page.StatusCode != http.StatusOK {
			t.Errorf("a new page: %d", page.StatusCode)
		}
	}
}
