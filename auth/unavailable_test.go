//go:build unix

package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/redis/go-redis/v9"

	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/auth/store/storetest"
)

// faultyStore fails where it is told to: with an error, or by not answering.
type faultyStore struct {
	*store.Memory
	fault atomic.Pointer[string] // "" or "METHOD fails", "all fails", "all hangs"
}

func (s *faultyStore) set(fault string) { s.fault.Store(&fault) }

func (s *faultyStore) fail(ctx context.Context, method string) error {
	fault := ""
	if f := s.fault.Load(); f != nil {
		fault = *f
	}
	which, how, _ := strings.Cut(fault, " ")
	switch {
	case which != method && which != "all":
		return nil
	case how == "hangs":
		<-ctx.Done()
		return ctx.Err()
	}
	return errors.New("the store is down")
}

func (s *faultyStore) Load(ctx context.Context, key string) ([]byte, error) {
	if err := s.fail(ctx, "Load"); err != nil {
		return nil, err
	}
	return s.Memory.Load(ctx, key)
}

func (s *faultyStore) Save(ctx context.Context, e store.Entry) error {
	if err := s.fail(ctx, "Save"); err != nil {
		return err
	}
	return s.Memory.Save(ctx, e)
}

func (s *faultyStore) Delete(ctx context.Context, key string) error {
	if err := s.fail(ctx, "Delete"); err != nil {
		return err
	}
	return s.Memory.Delete(ctx, key)
}

func (s *faultyStore) Tagged(ctx context.Context, tag string) ([]string, error) {
	if err := s.fail(ctx, "Tagged"); err != nil {
		return nil, err
	}
	return s.Memory.Tagged(ctx, tag)
}

// TestUnavailableIsNotSignedOut takes the store away in every way, and tries
// every way to end a sign-in. Either it is ended, or it says that it is not.
func TestUnavailableIsNotSignedOut(t *testing.T) {
	for _, fault := range []string{"all fails", "all hangs", "Load fails", "Delete fails", "Load hangs", "Delete hangs", "Tagged fails"} {
		t.Run(fault, func(t *testing.T) {
			t.Parallel()
			faulty := &faultyStore{Memory: store.NewMemory()}
			w := newWorld(t, func(o *Options) { o.Store = faulty })
			cannotSignOut(t, w, func() { faulty.set(fault) }, func() { faulty.set("") }, fault)
		})
	}
}

// TestUnavailableRedisIsNotSignedOut is the same with the real server.
func TestUnavailableRedisIsNotSignedOut(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "redis.sock")
	server := storetest.RunRedis(t, socket)
	client := redis.NewClient(&redis.Options{Network: "unix", Addr: socket})
	t.Cleanup(func() { client.Close() })
	do := func(args ...any) func() {
		return func() { must(t, client.Do(t.Context(), args...).Err()) }
	}
	signal := func(s os.Signal) func() { return func() { must(t, server.Signal(s)) } }
	for _, c := range []struct {
		how         string
		break_, fix func()
	}{
		{"read-only", do("REPLICAOF", "127.0.0.1", "1"), do("REPLICAOF", "NO", "ONE")},
		{"hanging", signal(syscall.SIGSTOP), signal(syscall.SIGCONT)},
	} {
		t.Run(c.how, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.SignInStore = Secret("unix://" + socket) })
			cannotSignOut(t, w, c.break_, c.fix, map[string]string{"read-only": "Delete fails", "hanging": "all hangs"}[c.how])
		})
	}
	t.Run("stopped", func(t *testing.T) {
		w := newWorld(t, func(o *Options) { o.SignInStore = Secret("unix://" + socket) })
		b := w.browser()
		b.get("/app").who(t)
		must(t, server.Kill())
		for _, a := range []answer{b.get("/logout"), b.post("/logout", url.Values{}), b.still().get("/login"), b.still().get("/app")} {
			unavailable(t, a)
		}
		if len(b.cookies()) != 1 {
			t.Errorf("cookies %v", b.cookies())
		}
	})
}

func unavailable(t *testing.T, a answer) {
	t.Helper()
	a.expect(t, http.StatusServiceUnavailable, "try again in a moment")
	if a.Header.Get("Retry-After") == "" || strings.Contains(a.body, "You are signed out") || len(a.Cookies()) != 0 {
		t.Errorf("Retry-After %q, cookies %v: %s", a.Header.Get("Retry-After"), a.Cookies(), shorten(a.body))
	}
}

func cannotSignOut(t *testing.T, w *world, break_, fix func(), fault string) {
	t.Helper()
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	token := b.get("/logout").field(t, "token")
	notice := url.Values{"logout_token": {w.idp.logoutToken(nil)}}
	reads := !strings.HasPrefix(fault, "all") && !strings.HasPrefix(fault, "Load")
	ends := strings.HasPrefix(fault, "Tagged") // only by tag is nothing found
	break_()
	if !reads {
		unavailable(t, b.get("/logout"))
		unavailable(t, b.still().get("/login?next=/app"))
	}
	if !ends {
		unavailable(t, b.post("/logout", url.Values{"token": {token}}))
		if err := w.manager.SignOut(t.Context(), signin); !errors.Is(err, ErrUnavailable) {
			t.Errorf("SignOut: %v", err)
		}
		// Somebody else at the same browser.
		at := w.idp
		at.set(func() { at.claims = map[string]any{"sub": "sub-2", "email": "bob@example.org"} })
		b.get("/login?again=1").expect(t, http.StatusServiceUnavailable, "try again in a moment")
		at.set(func() { at.claims = nil })
	}
	if a := b.post("/oauth2/backchannel-logout", notice); a.StatusCode != http.StatusServiceUnavailable || a.Header.Get("Retry-After") == "" {
		t.Errorf("back-channel: %d %s", a.StatusCode, a.body)
	}
	if len(b.cookies()) == 0 {
		t.Error("the cookie is gone")
	}
	fix()
	if who := b.get("/app").who(t); who["signin"] != signin {
		t.Errorf("another sign-in: %v", who)
	}
	b.post("/oauth2/backchannel-logout", notice).expect(t, http.StatusOK, "")
	if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
		t.Errorf("the second notice did not end it: %d", a.StatusCode)
	}
	b.get("/app").who(t)
	b.post("/logout", url.Values{"token": {b.get("/logout").field(t, "token")}}).expect(t, http.StatusOK, "You are signed out")
}

// TestBackchannelWithoutKnownSession has a service whose ID tokens name no session, but whose
// notices do.
func TestBackchannelWithoutKnownSession(t *testing.T) {
	w := newWorld(t, nil)
	var signins []string
	for _, claims := range []map[string]any{{"sid": nil}, {"sid": "sid-2"}, {"sid": nil, "sub": "sub-2"}} {
		w.idp.set(func() { w.idp.claims = claims })
		signins = append(signins, w.browser().get("/app").who(t)["signin"].(string))
	}
	post := url.Values{"logout_token": {w.idp.logoutToken(func(c map[string]any) { c["sid"] = "sid-9" })}}
	w.browser().post("/oauth2/backchannel-logout", post).expect(t, http.StatusOK, "")
	for i, ended := range []bool{true, false, false} {
		if _, _, err := w.manager.signIns.load(t.Context(), signins[i]); (err != nil) != ended {
			t.Errorf("sign-in %d: %v", i+1, err)
		}
	}
}

// TestOldSessionsNoticeSparesTheNewSignIn signs in twice from one browser, which keeps the handle.
func TestOldSessionsNoticeSparesTheNewSignIn(t *testing.T) {
	for name, store := range map[string]string{"memory": "memory", "files": "file:" + t.TempDir(), "redis": storetest.Redis(t)} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.SignInStore = Secret(store) })
			b := w.browser()
			first := b.get("/app").who(t)["signin"]
			w.idp.set(func() { w.idp.claims = map[string]any{"sid": "sid-2"} })
			b.get("/login?again=1&next=/app")
			if second := b.get("/app").who(t)["signin"]; second != first {
				t.Fatalf("the handle was not kept: %v, %v", first, second)
			}
			notice := func(sid string) url.Values {
				return url.Values{"logout_token": {w.idp.logoutToken(func(c map[string]any) { c["sid"] = sid })}}
			}
			b.post("/oauth2/backchannel-logout", notice("sid-1")).expect(t, http.StatusOK, "")
			b.still().get("/app").who(t)
			b.post("/oauth2/backchannel-logout", notice("sid-2")).expect(t, http.StatusOK, "")
			if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
				t.Errorf("still inside: %d", a.StatusCode)
			}
		})
	}
}

// TestPostLogoutRedirectURI is what the service is told about the way back.
func TestPostLogoutRedirectURI(t *testing.T) {
	for option, want := range map[string][]string{"": {"/logout"}, "none": nil, "https://www.example.org/bye": {"https://www.example.org/bye"}} {
		w := newWorld(t, func(o *Options) { o.OAuthPostLogoutRedirectURI = option })
		b := w.browser()
		b.get("/app").who(t)
		a := b.still().post("/logout", url.Values{"token": {b.get("/logout").field(t, "token")}})
		to, err := url.Parse(a.Header.Get("Location"))
		must(t, err)
		if option == "" {
			want[0] = w.app.URL + want[0]
		}
		if got := to.Query()["post_logout_redirect_uri"]; !slices.Equal(got, want) || to.Query().Get("client_id") != clientID {
			t.Errorf("%q: %v", option, to)
		}
	}
	for _, option := range []string{"no", "/bye", "javascript:alert(1)", "https://x/#y"} {
		o := newWorld(t, nil).opts
		o.OAuthPostLogoutRedirectURI = option
		if err := o.Check(); err == nil || !strings.Contains(err.Error(), "--oauth-post-logout-redirect-uri") {
			t.Errorf("%q: %v", option, err)
		}
	}
}
