package realidp

import (
	"bytes"
	"crypto/rand"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	gosundheit "github.com/AppsFlyer/go-sundheit"
	"github.com/dexidp/dex/server"
	"github.com/dexidp/dex/server/session"
	"github.com/dexidp/dex/server/signer"
	"github.com/dexidp/dex/server/tokens"
	"github.com/dexidp/dex/storage"
	"github.com/dexidp/dex/storage/memory"
	"github.com/dexidp/dex/web"
	"github.com/prometheus/client_golang/prometheus"
	"golang.org/x/crypto/bcrypt"

	"github.com/panelgo/panelgo/auth"
)

const dexPassword = "a password of alice"

// startDex runs dex in this process with one user and one client, sessions on.
func startDex(t *testing.T, app string) string {
	t.Helper()
	var dex http.Handler
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { dex.ServeHTTP(w, r) }))
	t.Cleanup(srv.Close)
	log := slog.New(slog.DiscardHandler)
	store := memory.New(log)
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	hash, err := bcrypt.GenerateFromPassword([]byte(dexPassword), 10)
	check(err)
	check(store.CreatePassword(t.Context(), storage.Password{
		Email: "alice@example.org", Hash: hash, Username: "alice", PreferredUsername: "alice", UserID: "user-1", Groups: []string{"staff", "admins"},
	}))
	check(store.CreateConnector(t.Context(), storage.Connector{ID: "local", Type: "local", Name: "Email"}))
	check(store.CreateClient(t.Context(), storage.Client{
		ID: clientID, Secret: clientSecret, Name: "panelgo", RedirectURIs: []string{app + "/oauth2/callback"},
		PostLogoutRedirectURIs: []string{app + "/logout"}, BackchannelLogoutURI: app + "/oauth2/backchannel-logout",
	}))
	keys, err := (&signer.LocalConfig{KeysRotationPeriod: "6h"}).Open(t.Context(), store, time.Hour, time.Now, log)
	check(err)
	keys.Start(t.Context())
	cookieKey := make([]byte, 32)
	rand.Read(cookieKey)
	dex, err = server.NewServer(t.Context(), server.Config{
		Issuer: srv.URL, Storage: store, SkipApprovalScreen: true, Signer: keys, Logger: log, Web: server.WebConfig{WebFS: web.FS()},
		AllowedGrantTypes:  []string{"authorization_code", "refresh_token"},
		IDTokensValidFor:   time.Hour,
		RefreshTokenPolicy: tokens.NewRefreshStrategy(true, 0, 0, 0, nil),
		PrometheusRegistry: prometheus.NewRegistry(), HealthChecker: gosundheit.New(),
		SessionConfig: &session.Config{CookieName: "dex_session", CookieEncryptionKey: cookieKey, AbsoluteLifetime: time.Hour, ValidIfNotUsedFor: time.Hour, RememberMeCheckedByDefault: true, SSOSharedWithDefault: "all"},
	})
	check(err)
	return srv.URL
}

func enterDex(t *testing.T, b *browser, address string) string {
	t.Helper()
	page := b.get(address)
	expect(t, page, "password")
	return b.submit(page, map[string]string{"login": "alice@example.org", "password": dexPassword})
}

func TestDexWholeFlow(t *testing.T) {
	w := newWorld(t, func(app string) string { return startDex(t, app) }, func(o *auth.Options) {
		o.OAuthScope = auth.List{"openid", "email", "profile", "groups"}
		o.AllowGroup = auth.List{"admins"}
	})
	b := newBrowser(t)
	expect(t, enterDex(t, b, w.app.URL+"/app?x=1"), "Hello alice@example.org")
	who := w.who()
	if b.at.String() != w.app.URL+"/app?x=1" || strings.Join(who.Groups, " ") != "admins staff" {
		t.Errorf("at %s: %+v", b.at, who)
	}
	events := make(chan auth.Event, 9)
	defer w.manager.Watch(who.SignInID, func(e auth.Event) { events <- e })()
	page := b.submit(b.get(w.app.URL+"/logout"), nil)
	hear(t, events, true, time.Second)
	if strings.Contains(page, "<form") { // dex asks, unless the hint satisfies it
		page = b.submit(page, nil)
	}
	expect(t, page, "Sign in again")
	expect(t, b.get(w.app.URL+"/app"), "password")
}

func TestDexBackchannelLogout(t *testing.T) {
	w := newWorld(t, func(app string) string { return startDex(t, app) }, nil)
	b := newBrowser(t)
	expect(t, enterDex(t, b, w.app.URL+"/app"), "Hello alice@example.org")
	events := make(chan auth.Event, 9)
	defer w.manager.Watch(w.who().SignInID, func(e auth.Event) { events <- e })()
	page := b.get(w.issuer + "/logout")
	if strings.Contains(page, "<form") {
		b.submit(page, nil)
	}
	if e := hear(t, events, true, 20*time.Second); !strings.Contains(e.Reason, "identity provider") {
		t.Errorf("reason %q", e.Reason)
	}
	expect(t, b.get(w.app.URL+"/app"), "password")
}

func TestDexRefusesAWrongPassword(t *testing.T) {
	w := newWorld(t, func(app string) string { return startDex(t, app) }, nil)
	b := newBrowser(t)
	page := b.submit(b.get(w.app.URL+"/app"), map[string]string{"login": "alice@example.org", "password": "wrong"})
	expect(t, page, "Invalid")
	if bytes.Contains([]byte(w.log.String()), []byte("signed in")) {
		t.Error("somebody came in")
	}
}
