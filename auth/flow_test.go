package auth

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestNobodyPassesBeforeSigningIn(t *testing.T) {
	w := newWorld(t, nil)
	a := w.browser().still().get("/app?x=1&y=%2F")
	if a.StatusCode != http.StatusFound || a.Header.Get("Location") != "/login?next=%2Fapp%3Fx%3D1%26y%3D%252F" {
		t.Errorf("%d %s", a.StatusCode, a.Header.Get("Location"))
	}
	for what, headers := range map[string][]string{
		"a script": {"Sec-Fetch-Mode", "no-cors"}, "fetch": {"Sec-Fetch-Mode", "cors"},
	} {
		w.browser().get("/app", headers...).expect(t, http.StatusUnauthorized, "Unauthorized")
		_ = what
	}
	w.browser().get("/app/ws", "Upgrade", "websocket", "Connection", "Upgrade").expect(t, http.StatusForbidden, "Forbidden")
	w.browser().post("/app", url.Values{"a": {"b"}}).expect(t, http.StatusUnauthorized, "")
	if n := w.runs.Load(); n != 0 {
		t.Errorf("the app ran %d times", n)
	}
}

func TestSignInLeadsBackToTheAddressAskedFor(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	who := b.get("/group/app?x=1&y=a%20b").who(t)
	if who["user"] != "alice@example.org" || who["url"] != "/group/app?x=1&y=a%20b" {
		t.Errorf("who = %v", who)
	}
	if len(b.trail) != 5 { // app, login, provider, callback, app
		t.Errorf("took a detour: %v", b.trail)
	}
	if got := w.idp.lastAuth; got.Get("code_challenge_method") != "S256" || got.Get("nonce") == "" || got.Get("scope") != "openid email profile" ||
		got.Get("redirect_uri") != w.app.URL+"/oauth2/callback" {
		t.Errorf("asked for %v", got)
	}
	b.get("/group/app").who(t)
	if w.idp.count("/authorize") != 1 {
		t.Error("signed in twice")
	}
}

func TestCookieIsGuardedAndSmall(t *testing.T) {
	w := newWorld(t, nil)
	w.idp.set(func() {
		w.idp.claims = map[string]any{"filler": strings.Repeat(random(), 400)}
		w.idp.extra = map[string]any{"access_token": strings.Repeat(random(), 300)}
		w.idp.fault = ""
	})
	w.idp.set(func() {
		w.idp.claims["at_hash"] = nil
		w.idp.claims["groups"] = strings.Split(strings.Repeat("group-of-some-length ", 100), " ")
	})
	b := w.browser()
	b.get("/app").who(t)
	cookies := b.cookies()
	if len(cookies) != 1 {
		t.Errorf("cookies left: %v", cookies)
	}
	for name, value := range cookies {
		if name != "__Host-panelgo" || len(name)+len(value) >= 200 {
			t.Errorf("%s of %d bytes", name, len(value))
		}
	}
	if !strings.Contains(b.seen.String(), "__Host-panelgo=") {
		t.Fatal("the cookie was not seen")
	}
	for line := range strings.SplitSeq(b.seen.String(), "\n") {
		if !strings.HasPrefix(line, "Set-Cookie:") {
			continue
		}
		for _, flag := range []string{"HttpOnly", "Secure", "SameSite=Lax", "Path=/"} {
			if !strings.Contains(line, flag) {
				t.Errorf("%s lacks %s", line, flag)
			}
		}
		if strings.Contains(line, "Domain") {
			t.Errorf("%s names a domain", line)
		}
	}
}

func TestTwoTabsSignInAtOnce(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	still := b.still()
	one := still.get(still.get("/one").Header.Get("Location"))
	two := still.get(still.get("/two").Header.Get("Location"))
	for range 10 { // stray hits do not push them out
		still.get("/login")
	}
	if n := len(b.cookies()); n != 12 {
		t.Errorf("%d attempts are pending", n)
	}
	first := b.get(one.Header.Get("Location")).who(t)
	second := b.get(two.Header.Get("Location")).who(t)
	if first["url"] != "/one" || second["url"] != "/two" {
		t.Errorf("tabs led to %v and %v", first["url"], second["url"])
	}
	if first["signin"] != second["signin"] {
		t.Error("the first tab's pages belong to a sign-in that is gone")
	}
}

func TestPendingAttemptsStaySmall(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser().still()
	var last answer
	for range 100 {
		last = b.get("/login?next=/" + strings.Repeat("x", 900))
	}
	size := 0
	for name, value := range b.cookies() {
		size += len(name) + len(value)
	}
	if size > 4096 {
		t.Errorf("pending attempts weigh %d bytes", size)
	}
	b.client.CheckRedirect = nil
	b.get(last.Header.Get("Location")).who(t)
}

func TestImagesStartNoAttempts(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/login", "Sec-Fetch-Mode", "no-cors", "Sec-Fetch-Dest", "image").expect(t, http.StatusOK, "Sign in with")
	if len(b.cookies()) != 0 || w.idp.count("/authorize") != 0 {
		t.Error("an image began to sign in")
	}
}

func TestNewProofAtEverySignIn(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/app").who(t)
	old := b.cookies()["__Host-panelgo"]
	b.get("/login?again=1&next=/app").who(t)
	fresh := b.cookies()["__Host-panelgo"]
	if old == fresh {
		t.Error("the cookie is the same after signing in again")
	}
	thief := w.browser()
	thief.get("/app", "Cookie", "__Host-panelgo="+old)
	if w.idp.count("/authorize") != 3 {
		t.Error("the old cookie still opens the door")
	}
}

func TestAnotherAccountEndsTheSignInBefore(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	first := b.get("/app").who(t)
	heard := make(chan Event, 1)
	defer w.manager.Watch(first["signin"].(string), func(e Event) { heard <- e })()
	w.idp.set(func() { w.idp.claims = map[string]any{"sub": "sub-2", "email": "bob@example.org"} })
	second := b.get("/login?again=1").who(t)
	if second["user"] != "bob@example.org" || second["signin"] == first["signin"] {
		t.Errorf("second = %v", second)
	}
	if e := <-heard; !e.Ended {
		t.Errorf("event %+v", e)
	}
}

// TestReturnsAreUnderstoodWhereOlderRegistrationsPoint covers redirect URIs of
// existing registrations: the start page, the login page, an app.
func TestReturnsAreUnderstoodWhereOlderRegistrationsPoint(t *testing.T) {
	for _, path := range []string{"/oauth2/callback", "/", "/login", "/app", "/group/other"} {
		t.Run(path, func(t *testing.T) {
			var w *world
			p := startIDP(t)
			redirect := ""
			w = worldAt(t, p, func(o *Options) { o.OAuthRedirectURI = "https://placeholder.example" + path })
			redirect = w.app.URL + path
			w.manager.oauth.options.OAuthRedirectURI = redirect
			b := w.browser()
			who := b.get("/app?x=1").who(t)
			if who["url"] != "/app?x=1" || p.lastAuth.Get("redirect_uri") != redirect {
				t.Errorf("led to %v by %v", who["url"], p.lastAuth)
			}
			// The back button: a signed-in visitor meets no loop.
			back := b.trail[3]
			a := b.get(back)
			if a.who(t); strings.Contains(a.Request.URL.String(), "code=") {
				t.Errorf("the code stayed in the address: %s", a.Request.URL)
			}
		})
	}
}

// TestBlockedCookiesEndInOnePage is a browser that keeps no cookies: it must
// meet one page with fixed words, not a loop between us and the provider.
func TestBlockedCookiesEndInOnePage(t *testing.T) {
	for _, path := range []string{"/oauth2/callback", "/", "/login", "/app"} {
		p := startIDP(t)
		w := worldAt(t, p, nil)
		w.manager.oauth.options.OAuthRedirectURI = w.app.URL + path
		b := w.browser()
		b.client.Jar = nil
		b.get("/app").expect(t, http.StatusBadRequest, "allow cookies for this site")
		if n := p.count("/authorize"); n != 1 {
			t.Errorf("%s: asked the provider %d times", path, n)
		}
	}
}

func TestAppsMayUseTheSameParameterNames(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/app").who(t)
	for _, q := range []string{"?code=1&state=2", "?state=open&error=none", "?code=7"} {
		if who := b.get("/app" + q).who(t); who["url"] != "/app"+q {
			t.Errorf("the app saw %v", who["url"])
		}
	}
}

func TestOtherCookiesStayUntouched(t *testing.T) {
	w := newWorld(t, nil)
	w.idp.set(func() { w.idp.fault = "error=access_denied" })
	b := w.browser()
	u, _ := url.Parse(w.app.URL)
	b.client.Jar.SetCookies(u, []*http.Cookie{{Name: "other", Value: "1"}, {Name: "user", Value: "x"}})
	b.get("/app").expect(t, http.StatusForbidden, "Sign-in was declined")
	w.idp.set(func() { w.idp.fault = "" })
	b.get("/app").who(t)
	a := b.get("/logout")
	b.post("/logout", url.Values{"token": {a.field(t, "token")}})
	if c := b.cookies(); c["other"] != "1" || c["user"] != "x" || len(c) != 2 {
		t.Errorf("cookies = %v", c)
	}
}

func TestLoginPageWithAButton(t *testing.T) {
	w := newWorld(t, func(o *Options) { o.LoginPage = true })
	b := w.browser()
	a := b.get("/app?x=1")
	a.expect(t, http.StatusOK, "Sign in with single sign-on")
	_, rest, _ := strings.Cut(a.body, `class="button" href="`)
	link, _, _ := strings.Cut(rest, `"`)
	if who := b.get(strings.ReplaceAll(link, "&amp;", "&")).who(t); who["url"] != "/app?x=1" {
		t.Errorf("led to %v", who["url"])
	}
}

func TestOtherMethodsAreRefused(t *testing.T) {
	w := newWorld(t, nil)
	for path, methods := range map[string][]string{
		"/login": {"POST", "PUT", "DELETE"}, "/logout": {"PUT", "DELETE"}, "/oauth2/callback": {"POST"}, "/oauth2/backchannel-logout": {"GET", "HEAD"},
	} {
		for _, m := range methods {
			b := w.browser()
			if a := b.do(b.request(m, path, nil)); a.StatusCode != http.StatusMethodNotAllowed || a.Header.Get("Allow") == "" {
				t.Errorf("%s %s: %d", m, path, a.StatusCode)
			}
		}
	}
	b := w.browser()
	if a := b.do(b.request("HEAD", "/login", nil)); a.StatusCode != http.StatusOK || len(b.cookies()) != 0 {
		t.Errorf("HEAD /login: %d", a.StatusCode)
	}
}
