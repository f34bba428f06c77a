package auth

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/auth/store/storetest"
)

func TestSignInsOutliveTheProcess(t *testing.T) {
	for name, store := range map[string]string{"redis": storetest.Redis(t), "files": "file:" + t.TempDir()} {
		p := startIDP(t)
		share := func(o *Options) { o.SignInStore, o.OAuthEncryptionKey = Secret(store), specKey }
		one := worldAt(t, p, share)
		b := one.browser()
		signin := b.get("/app").who(t)["signin"]
		cookie := b.cookies()["__Host-panelgo"]
		// No Close: the process was killed. A new one knows everybody.
		two := worldAt(t, p, share)
		if who := two.browser().get("/app", "Cookie", "__Host-panelgo="+cookie).who(t); who["signin"] != signin || p.count("/authorize") != 1 {
			t.Errorf("%s: %v", name, who)
		}
	}
}

func TestStoreHoldsNothingReadable(t *testing.T) {
	dir := t.TempDir()
	w := newWorld(t, func(o *Options) { o.SignInStore, o.OAuthRefreshTokens = Secret("file:"+dir), true })
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	kept := w.tokens(signin)
	var text strings.Builder
	must(t, filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			raw, err := os.ReadFile(path)
			text.WriteString(path + string(raw))
			return err
		}
		return err
	}))
	secret := strings.Split(b.cookies()["__Host-panelgo"], ".")[1]
	for _, s := range []string{"alice", "sub-1", "sid-1", kept.Access.Reveal(), kept.Refresh.Reveal(), kept.ID.Reveal(), secret} {
		if strings.Contains(text.String(), s) {
			t.Errorf("the store shows %.20q", s)
		}
	}
	if !strings.Contains(text.String(), signin) {
		t.Fatal("the store was not found")
	}
}

func TestKeysRotateWithoutSigningPeopleOut(t *testing.T) {
	p, dir := startIDP(t), t.TempDir()
	old, fresh := NewKey(), NewKey()
	with := func(encryption, secret, previous string) *world {
		return worldAt(t, p, func(o *Options) {
			o.SignInStore, o.OAuthEncryptionKey = Secret("file:"+dir), Secret(encryption)
			o.CookieSecret, o.CookieSecretPrevious = Secret(secret), Secret(previous)
		})
	}
	b := with(old, "first secret of cookies", "").browser()
	b.get("/app").who(t)
	cookie := "__Host-panelgo=" + b.cookies()["__Host-panelgo"]
	inside := func(w *world) bool {
		return w.browser().still().get("/app", "Cookie", cookie).StatusCode == http.StatusOK
	}
	if !inside(with(fresh+","+old, "second secret of cookies", "first secret of cookies")) {
		t.Error("rotation signed people out")
	}
	if inside(with(fresh, "first secret of cookies", "")) {
		t.Error("a removed key still opens sign-ins")
	}
	if inside(with(old, "second secret of cookies", "")) {
		t.Error("a removed cookie secret still counts")
	}
	b = with(fresh+","+old, "first secret of cookies", "").browser()
	b.get("/app").who(t)
	cookie = "__Host-panelgo=" + b.cookies()["__Host-panelgo"]
	if !inside(with(fresh, "first secret of cookies", "")) {
		t.Error("new sign-ins are not sealed with the newest key")
	}
}

func TestRecordsCannotBeSwapped(t *testing.T) {
	w := newWorld(t, nil)
	mine, theirs := w.browser(), w.browser()
	mine.get("/app").who(t)
	w.idp.set(func() { w.idp.claims = map[string]any{"sub": "sub-2", "email": "bob@example.org"} })
	bob := theirs.get("/app").who(t)["signin"].(string)
	alice := strings.Split(mine.cookies()["__Host-panelgo"], ".")[0]
	value, err := w.manager.signIns.store.Load(t.Context(), bob)
	must(t, err)
	must(t, w.manager.signIns.store.Save(t.Context(), store.Entry{Key: alice, Value: value, Expires: w.manager.must(t, bob).Expiry}))
	if a := mine.still().get("/app"); a.StatusCode != http.StatusFound {
		t.Errorf("a record moved to another sign-in opens: %d %s", a.StatusCode, a.body)
	}
}

func (m *Manager) must(t *testing.T, signin string) *record {
	t.Helper()
	rec, _, err := m.signIns.load(t.Context(), signin)
	must(t, err)
	return rec
}

func TestAlteredCookiesAreNoSignIn(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/app").who(t)
	value := b.cookies()["__Host-panelgo"]
	for i := 0; i < len(value); i += 3 {
		forged := flip(value, i)
		if a := w.browser().still().get("/app", "Cookie", "__Host-panelgo="+forged); a.StatusCode != http.StatusFound {
			t.Errorf("character %d: %d", i, a.StatusCode)
		}
	}
	// The unguarded name means nothing on https.
	if a := w.browser().still().get("/app", "Cookie", "panelgo="+value); a.StatusCode != http.StatusFound {
		t.Errorf("a cookie without its prefix: %d", a.StatusCode)
	}
}

func TestStoreThatIsDownIsNoLoop(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.Store = &brokenStore{Memory: store.NewMemory()} })
	b := w.browser()
	b.get("/app").who(t)
	w.opts.Store.(*brokenStore).broken.Store(true)
	a := b.still().get("/app")
	a.expect(t, http.StatusServiceUnavailable, "Please try again in a moment")
	if a.Header.Get("Retry-After") == "" || len(a.Cookies()) != 0 {
		t.Error("no Retry-After, or a cookie lost")
	}
	b.still().get("/app", "Sec-Fetch-Mode", "cors").expect(t, http.StatusServiceUnavailable, "Service Unavailable")
	w.opts.Store.(*brokenStore).broken.Store(false)
	b.get("/app").who(t)
	if _, err := w.manager.Identify(nil, w.browser().request("GET", "/app", nil)); !errors.Is(err, ErrNoSignIn) {
		t.Error(err)
	}
}

// brokenStore is a store that can lose its connection.
type brokenStore struct {
	*store.Memory
	broken atomic.Bool
}

func (k *brokenStore) Load(ctx context.Context, key string) ([]byte, error) {
	if k.broken.Load() {
		return nil, errors.New("connection refused")
	}
	return k.Memory.Load(ctx, key)
}

// TestNoSecretShows runs everything once and looks for every secret of the run
// in pages, headers and the log.
func TestNoSecretShows(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthRefreshTokens = true })
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	w.age(signin, -1)
	b.get("/app").who(t)
	for _, fault := range []string{"token 400", "token 500", "token error with 200", "sub missing", "error=access_denied"} {
		w.idp.set(func() { w.idp.fault = fault })
		b.get("/login?again=1")
	}
	w.idp.set(func() { w.idp.fault = "" })
	b.get("/app").who(t)
	b.get("/logout")
	if _, err := w.manager.AccessToken(t.Context(), signin); err != nil {
		t.Error(err)
	}
	must(t, w.manager.SignOut(t.Context(), signin))
	b.get("/logout").expect(t, http.StatusOK, "You are signed out")
	secrets := append([]string{clientSecret, testCookieSecret, w.opts.OAuthEncryptionKey.Reveal()}, w.idp.issued...)
	if len(secrets) < 9 {
		t.Fatalf("only %d secrets were used", len(secrets))
	}
	for _, s := range secrets {
		if strings.Contains(b.seen.String(), s) {
			t.Errorf("pages or headers show %.12q", s)
		}
		if strings.Contains(w.log.String(), s) {
			t.Errorf("the log shows %.12q", s)
		}
	}
	for _, c := range b.cookies() {
		if strings.Contains(w.log.String(), c) {
			t.Error("the log shows a cookie")
		}
	}
	for _, word := range []string{"signed in", "access token renewed", "sign-in failed", "signed out"} {
		if !strings.Contains(w.log.String(), word) {
			t.Errorf("the log does not tell of %q", word)
		}
	}
}
