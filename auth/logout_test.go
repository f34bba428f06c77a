package auth

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth/store/storetest"
)

func TestSignOut(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthRefreshTokens = true })
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	kept := w.tokens(signin)
	cookie := b.cookies()["__Host-panelgo"]
	heard := make(chan Event, 1)
	defer w.manager.Watch(signin, func(e Event) { heard <- e })()

	a := b.get("/logout")
	a.expect(t, http.StatusOK, "You are signed in as alice@example.org")
	if len(b.cookies()) != 1 {
		t.Fatal("GET signed out")
	}
	began := time.Now()
	b.post("/logout", url.Values{"token": {a.field(t, "token")}}).expect(t, http.StatusOK, "You are signed out")
	select {
	case e := <-heard:
		if !e.Ended || e.Reason != "signed out" || time.Since(began) > time.Second {
			t.Errorf("event %+v after %s", e, time.Since(began))
		}
	case <-time.After(time.Second):
		t.Error("open sockets were not told within a second")
	}
	if len(b.cookies()) != 0 {
		t.Errorf("cookies left: %v", b.cookies())
	}
	if !slices.Contains(w.idp.revoked, kept.Access.Reveal()) || !slices.Contains(w.idp.revoked, kept.Refresh.Reveal()) {
		t.Error("the tokens were not revoked")
	}
	if q := w.idp.lastAuth; q.Get("client_id") != clientID || q.Get("post_logout_redirect_uri") != w.app.URL+"/logout" || q.Get("id_token_hint") != kept.ID.Reveal() {
		t.Errorf("the provider's session was not ended: %v", q)
	}
	if a := w.browser().still().get("/app", "Cookie", "__Host-panelgo="+cookie); a.StatusCode != http.StatusFound {
		t.Errorf("a copy of the cookie still opens the door: %d", a.StatusCode)
	}
	// Signing in again asks whom as.
	again := b.still().get("/login?again=1")
	if !strings.Contains(again.Header.Get("Location"), "prompt=login") {
		t.Errorf("goes to %s", again.Header.Get("Location"))
	}
}

func TestSignOutIsProtected(t *testing.T) {
	w := newWorld(t, nil)
	b, other := w.browser(), w.browser()
	b.get("/app").who(t)
	other.get("/app").who(t)
	mine, theirs := b.get("/logout").field(t, "token"), other.get("/logout").field(t, "token")
	for what, try := range map[string]func() answer{
		"no token":            func() answer { return b.post("/logout", url.Values{}) },
		"somebody's token":    func() answer { return b.post("/logout", url.Values{"token": {theirs}}) },
		"token in the query":  func() answer { return b.post("/logout?token="+mine, url.Values{}) },
		"from another site":   func() answer { return b.post("/logout", url.Values{"token": {mine}}, "Origin", "https://evil.example") },
		"from a sibling site": func() answer { return b.post("/logout", url.Values{"token": {mine}}, "Sec-Fetch-Site", "same-site") },
		"a huge form": func() answer {
			return b.post("/logout", url.Values{"token": {mine}, "x": {strings.Repeat("x", 1<<17)}})
		},
	} {
		try().expect(t, http.StatusForbidden, "did not come from this page")
		if b.get("/app").who(t)["user"] == nil {
			t.Errorf("%s signed out", what)
		}
	}
	b.post("/logout", url.Values{"token": {mine}}, "Origin", w.app.URL, "Sec-Fetch-Site", "same-origin").expect(t, http.StatusOK, "You are signed out")
}

func TestSignOutWithoutSignIn(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/logout").expect(t, http.StatusOK, "You are signed out")
	b.post("/logout", url.Values{}).expect(t, http.StatusOK, "You are signed out")
	signin := b.get("/app").who(t)["signin"].(string)
	must(t, w.manager.SignOut(t.Context(), signin))
	b.get("/logout").expect(t, http.StatusOK, "You are signed out")
	if len(b.cookies()) != 0 {
		t.Error("the stale cookie stayed")
	}
}

func TestSignOutWithOtherCookiePaths(t *testing.T) {
	for _, path := range []string{"/", "/app"} {
		w := newWorld(t, func(o *Options) { o.CookiePath, o.LoginEndpoint, o.LogoutEndpoint = path, "/app/login", "/app/logout" })
		w.manager.oauth.options.OAuthRedirectURI = w.app.URL + "/app/login"
		b := w.browser()
		b.get("/app/x").who(t)
		a := b.get("/app/logout")
		b.post("/app/logout", url.Values{"token": {a.field(t, "token")}}).expect(t, http.StatusOK, "You are signed out")
		if a := b.still().get("/app/x"); a.StatusCode != http.StatusFound {
			t.Errorf("%s: still inside", path)
		}
	}
}

func TestProviderThatIsDownDoesNotKeepAnybodyIn(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/app").who(t)
	a := b.get("/logout")
	w.idp.CloseClientConnections()
	w.idp.Listener.Close()
	w.manager.oauth.service.client.Timeout = 200 * time.Millisecond
	if a := b.still().post("/logout", url.Values{"token": {a.field(t, "token")}}); a.StatusCode != http.StatusSeeOther {
		t.Errorf("%d", a.StatusCode)
	}
	if a := b.still().get("/app"); a.StatusCode == http.StatusOK {
		t.Error("still inside")
	}
}

func TestBackchannelLogout(t *testing.T) {
	for what, c := range map[string]struct {
		change func(map[string]any)
		ends   []bool // browser one (sid-1), two (sid-2), of sub-1; three of sub-2
	}{
		"one session":       {nil, []bool{true, false, false}},
		"all of somebody's": {func(c map[string]any) { delete(c, "sid") }, []bool{true, true, false}},
		"session only":      {func(c map[string]any) { delete(c, "sub") }, []bool{true, false, false}},
		"nobody here":       {func(c map[string]any) { c["sid"] = "sid-9" }, []bool{false, false, false}},
	} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, nil)
			var signins []string
			for _, claims := range []map[string]any{{"sid": "sid-1"}, {"sid": "sid-2"}, {"sid": "sid-3", "sub": "sub-2"}} {
				w.idp.set(func() { w.idp.claims = claims })
				signins = append(signins, w.browser().get("/app").who(t)["signin"].(string))
			}
			post := url.Values{"logout_token": {w.idp.logoutToken(c.change)}}
			w.browser().post("/oauth2/backchannel-logout", post).expect(t, http.StatusOK, "")
			for i, signin := range signins {
				_, _, err := w.manager.signIns.load(t.Context(), signin)
				if (err != nil) != c.ends[i] {
					t.Errorf("browser %d: %v", i+1, err)
				}
			}
			w.browser().post("/oauth2/backchannel-logout", post).expect(t, http.StatusBadRequest, "invalid_request")
		})
	}
}

func TestBackchannelRefusesForgeries(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	id := w.tokens(signin).ID.Reveal()
	tokens := map[string]string{"nothing": "", "garbage": "a.b.c", "an ID token": id}
	for what, change := range map[string]func(map[string]any){
		"no event":           func(c map[string]any) { delete(c, "events") },
		"another event":      func(c map[string]any) { c["events"] = map[string]any{"http://x": map[string]any{}} },
		"event is no object": func(c map[string]any) { c["events"] = map[string]any{logoutEvent: "yes"} },
		"a nonce":            func(c map[string]any) { c["nonce"] = "x" },
		"aud of another":     func(c map[string]any) { c["aud"] = "another" },
		"iss of another":     func(c map[string]any) { c["iss"] = "https://evil.example" },
		"expired":            func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() },
		"no exp":             func(c map[string]any) { delete(c, "exp") },
		"no jti":             func(c map[string]any) { delete(c, "jti") },
		"no iat":             func(c map[string]any) { delete(c, "iat") },
		"old iat":            func(c map[string]any) { c["iat"] = time.Now().Add(-time.Hour).Unix() },
		"future iat":         func(c map[string]any) { c["iat"] = time.Now().Add(time.Hour).Unix() },
		"nobody named":       func(c map[string]any) { delete(c, "sub"); delete(c, "sid") },
	} {
		tokens[what] = w.idp.logoutToken(change)
	}
	for _, fault := range []string{"alg none", "alg HS256 with the client secret", "kid unknown", "signature bad", "signature of another key"} {
		w.idp.set(func() { w.idp.fault = fault })
		tokens[fault] = w.idp.logoutToken(nil)
		w.idp.set(func() { w.idp.fault = "" })
	}
	for what, token := range tokens {
		a := b.post("/oauth2/backchannel-logout", url.Values{"logout_token": {token}})
		if a.StatusCode != http.StatusBadRequest || a.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d", what, a.StatusCode)
		}
	}
	b.get("/app").who(t)
}

// TestSignOutReachesOtherReplicas has two managers on one Redis, each with a
// socket of the same person.
func TestSignOutReachesOtherReplicas(t *testing.T) {
	for name, store := range map[string]string{"redis": storetest.Redis(t), "files": "file:" + t.TempDir()} {
		t.Run(name, func(t *testing.T) {
			p := startIDP(t)
			share := func(o *Options) {
				o.SignInStore, o.OAuthEncryptionKey, o.OAuthRefreshTokens = Secret(store), specKey, true
			}
			one, two := worldAt(t, p, share), worldAt(t, p, share)
			b := one.browser()
			signin := b.get("/app").who(t)["signin"].(string)
			if who := two.browser().get("/app", "Cookie", "__Host-panelgo="+b.cookies()["__Host-panelgo"]).who(t); who["signin"] != signin {
				t.Errorf("the other replica says %v", who)
			}
			heard := make(chan Event, 9)
			defer two.manager.Watch(signin, func(e Event) { heard <- e })()

			// A renewal on one replica is heard of on the other, and not repeated.
			one.age(signin, time.Second)
			calls := p.count("/token")
			for _, w := range []*world{one, two, one, two} {
				if _, err := w.manager.AccessToken(t.Context(), signin); err != nil {
					t.Fatal(err)
				}
			}
			if n := p.count("/token") - calls; n != 1 {
				t.Errorf("renewed %d times", n)
			}
			a := b.get("/logout")
			began := time.Now()
			b.still().post("/logout", url.Values{"token": {a.field(t, "token")}})
			for {
				select {
				case e := <-heard:
					if !e.Ended {
						continue
					}
					if e.Reason != "signed out" {
						t.Errorf("reason %q", e.Reason)
					}
				case <-time.After(time.Second - time.Since(began)):
					t.Error("not heard of within a second")
				}
				break
			}
		})
	}
}

func TestManySocketsHearOfOneSignOut(t *testing.T) {
	w := newWorld(t, nil)
	signin := w.browser().get("/app").who(t)["signin"].(string)
	heard := make(chan string, 100)
	for i := range 50 {
		w.manager.Watch(signin, func(Event) { heard <- fmt.Sprint(i) })
	}
	must(t, w.manager.SignOut(t.Context(), signin))
	seen := map[string]bool{}
	for range 50 {
		select {
		case who := <-heard:
			seen[who] = true
		case <-time.After(time.Second):
			t.Fatal("some were not told within a second")
		}
	}
	if len(seen) != 50 {
		t.Errorf("%d heard", len(seen))
	}
	// Who comes too late hears at once.
	late := make(chan Event, 1)
	w.manager.Watch(signin, func(e Event) { late <- e })
	select {
	case e := <-late:
		if !e.Ended {
			t.Errorf("event %+v", e)
		}
	case <-time.After(5 * time.Second):
		t.Error("a late watcher was never told")
	}
}

func TestExpiryIsHeardOf(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.OAuthExpiryDays = 1.5 / 86400 })
	b := w.browser()
	signin := b.get("/app").who(t)["signin"].(string)
	heard := make(chan Event, 1)
	defer w.manager.Watch(signin, func(e Event) { heard <- e })()
	select {
	case e := <-heard:
		if !e.Ended || !strings.Contains(e.Reason, "expired") {
			t.Errorf("event %+v", e)
		}
	case <-time.After(20 * time.Second):
		t.Fatal("never told")
	}
	if a := b.still().get("/app"); a.StatusCode != http.StatusFound {
		t.Errorf("still inside: %d", a.StatusCode)
	}
}
