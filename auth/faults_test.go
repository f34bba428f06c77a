package auth

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestMisbehavingProvider switches one fault on at a time. Each must end in one
// page with fixed words, its number in the log, nobody signed in, the app not
// run, and no word of the provider's on the page.
func TestMisbehavingProvider(t *testing.T) {
	type want struct {
		status int
		words  string
	}
	broken := want{http.StatusBadGateway, "cannot be trusted"}
	down := want{http.StatusBadGateway, "cannot be reached"}
	cases := map[string]want{
		"alg none": broken, "alg none with kid": broken, "alg HS256 with the client secret": broken, "alg HS256 with the public key": broken,
		"kid unknown": broken, "signature of another key": broken, "signature bad": broken,
		"id_token missing": broken, "id_token garbage": broken, "token_type mac": broken,
		"iss of another issuer in the answer": broken,
		"state wrong":                         {http.StatusBadRequest, "This sign-in is over"},
		"token 400":                           {http.StatusBadRequest, "took too long or was used before"},
		"token 500":                           broken, "token garbage": broken, "token empty": broken, "token huge": broken,
		"token error with 200": {http.StatusBadGateway, "did not complete the sign-in"},
		"token redirects":      down, "token redirects elsewhere": down, "token hangs": down,
		"error=access_denied":           {http.StatusForbidden, "Sign-in was declined"},
		"error=login_required":          {http.StatusForbidden, "answer a question first"},
		"error=interaction_required":    {http.StatusForbidden, "answer a question first"},
		"error=temporarily_unavailable": {http.StatusServiceUnavailable, "cannot be reached"},
		"error=server_error":            {http.StatusServiceUnavailable, "cannot be reached"},
		"error=invalid_scope":           {http.StatusBadGateway, "not set up correctly"},
		"error=<script>alert(1)":        {http.StatusBadGateway, "did not complete the sign-in"},
	}
	for name := range claimFaults {
		cases[name] = broken
	}
	for _, name := range slices.Sorted(maps.Keys(cases)) {
		want := cases[name]
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			w.manager.oauth.service.client.Timeout = 2 * time.Second
			w.idp.set(func() { w.idp.fault = name })
			b := w.browser()
			a := b.get("/app")
			a.expect(t, want.status, want.words)
			for _, secret := range []string{"secret-of-the-provider", "words-of-the-provider", "alert(1)", "evil.example", clientSecret} {
				if strings.Contains(a.body, secret) {
					t.Errorf("the page repeats %q", secret)
				}
			}
			number := between(a.body, "<code>", "</code>")
			if strings.Contains(w.log.String(), "secret-of-the-provider") {
				t.Error("the provider's body stands in the log")
			}
			if number == "" || !strings.Contains(w.log.String(), number) {
				t.Errorf("number %q is not in the log", number)
			}
			if w.runs.Load() != 0 || w.idp.count("/authorize") != 1 || len(b.cookies()) > 0 && want.words != "This sign-in is over" {
				t.Errorf("app ran %d times, provider asked %d times, cookies %v", w.runs.Load(), w.idp.count("/authorize"), b.cookies())
			}
			// Once the provider behaves, the same browser gets in.
			w.idp.set(func() { w.idp.fault = "" })
			b.get("/app").who(t)
		})
	}
}

func between(s, from, to string) string {
	_, s, ok := strings.Cut(s, from)
	if !ok {
		return ""
	}
	s, _, _ = strings.Cut(s, to)
	return s
}

// TestHarmlessOddities are answers that conforming providers give.
func TestHarmlessOddities(t *testing.T) {
	for name, change := range map[string]func(*idp){
		"expires_in as text":          func(p *idp) { p.fault = "expires_in text" },
		"expires_in negative":         func(p *idp) { p.fault = "expires_in negative" },
		"no expires_in":               func(p *idp) { p.extra = map[string]any{"expires_in": nil} },
		"token type in lower case":    func(p *idp) { p.extra = map[string]any{"token_type": "bearer"} },
		"no refresh token":            func(p *idp) { p.extra = map[string]any{"refresh_token": nil} },
		"no at_hash":                  func(p *idp) { p.claims = map[string]any{"at_hash": ""} },
		"aud as a list":               func(p *idp) { p.claims = map[string]any{"aud": []string{clientID}} },
		"several aud and our azp":     func(p *idp) { p.claims = map[string]any{"aud": []string{"api", clientID}, "azp": clientID} },
		"a clock half a minute ahead": func(p *idp) { p.claims = map[string]any{"iat": time.Now().Add(30 * time.Second).Unix()} },
		"expired half a minute ago":   func(p *idp) { p.claims = map[string]any{"exp": time.Now().Add(-30 * time.Second).Unix()} },
		"issuer named and right":      func(p *idp) { p.doc = map[string]any{"authorization_response_iss_parameter_supported": true} },
		"userinfo breaks, not needed": func(p *idp) { p.fault = "userinfo 500" },
		"a JWT without exp": func(p *idp) {
			p.extra = map[string]any{"access_token": "e30.e30.e30", "expires_in": nil}
			p.claims = map[string]any{"at_hash": ""}
		},
		"one key and no kid": func(p *idp) { p.key.id = ""; p.keys = []signer{p.key} },
		"secret in the form only": func(p *idp) {
			p.doc = map[string]any{"token_endpoint_auth_methods_supported": []string{"client_secret_post"}}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, func(o *Options) { o.OAuthRefreshTokens = true })
			w.idp.set(func() { change(w.idp) })
			w.browser().get("/app").who(t)
		})
	}
}

func TestIssuerMustBeNamedWhereItIsPromised(t *testing.T) {
	w := newWorld(t, nil)
	w.idp.set(func() {
		w.idp.doc = map[string]any{"authorization_response_iss_parameter_supported": true}
		w.idp.fault = "iss missing in the answer"
	})
	w.browser().get("/app").expect(t, http.StatusBadGateway, "cannot be trusted")
}

func TestKeysRotateAtTheProvider(t *testing.T) {
	w := newWorld(t, nil)
	w.browser().get("/app").who(t)
	w.idp.set(func() {
		w.idp.key = newSigner("two")
		w.idp.keys = append(w.idp.keys, w.idp.key)
	})
	w.browser().get("/app").who(t)
	w.idp.set(func() { w.idp.keys = []signer{w.idp.key} })
	w.browser().get("/app").who(t)
}

func TestUserinfoMustBeAboutTheSamePerson(t *testing.T) {
	for fault, words := range map[string]string{
		"userinfo of somebody else": "cannot be trusted", "userinfo without sub": "cannot be trusted", "userinfo garbage": "", "userinfo 500": "",
	} {
		w := newWorld(t, func(o *Options) { o.OAuthJWTUser = "email" })
		w.idp.set(func() {
			w.idp.fault = fault
			w.idp.claims = map[string]any{"email": nil}
		})
		a := w.browser().get("/app")
		a.expect(t, http.StatusBadGateway, words)
		if strings.Contains(a.body, "boss") || w.runs.Load() != 0 {
			t.Errorf("%s: somebody else came in", fault)
		}
	}
}

func TestDiscoveryTrouble(t *testing.T) {
	for name, change := range map[string]func(*idp){
		"another issuer":     func(p *idp) { p.doc = map[string]any{"issuer": "https://evil.example"} },
		"a trailing slash":   func(p *idp) { p.doc = map[string]any{"issuer": p.URL + "/"} },
		"plain http":         func(p *idp) { p.doc = map[string]any{"token_endpoint": "http://id.example/token"} },
		"no endpoints":       func(p *idp) { p.doc = map[string]any{"token_endpoint": "", "authorization_endpoint": ""} },
		"script as endpoint": func(p *idp) { p.doc = map[string]any{"authorization_endpoint": "javascript:alert(1)"} },
		"keys elsewhere":     func(p *idp) { p.doc = map[string]any{"jwks_uri": "file:///etc/passwd"} },
		"it is gone":         func(p *idp) { p.CloseClientConnections(); p.Config.Handler = http.NotFoundHandler() },
	} {
		t.Run(name, func(t *testing.T) {
			p := startIDP(t)
			change(p)
			w := worldAt(t, p, nil)
			b := w.browser()
			b.get("/app").expect(t, http.StatusBadGateway, "cannot be reached")
			if len(b.cookies()) != 0 {
				t.Error("an attempt began")
			}
		})
	}
}

func TestProviderComesBack(t *testing.T) {
	p := startIDP(t)
	p.set(func() { p.doc = map[string]any{"issuer": "https://evil.example"} })
	w := worldAt(t, p, nil)
	w.browser().get("/app").expect(t, http.StatusBadGateway, "cannot be reached")
	p.set(func() { p.doc = nil })
	w.browser().get("/app").who(t)
}

// TestStates covers states that must not pass: missing, empty, of another tab,
// replayed, too old, altered.
func TestStates(t *testing.T) {
	w := newWorld(t, nil)
	begin := func(b *browser) url.Values {
		to, err := url.Parse(b.still().get(b.still().get("/login?next=/app").Header.Get("Location")).Header.Get("Location"))
		must(t, err)
		return to.Query()
	}
	refused := func(what string, b *browser, q url.Values) {
		t.Helper()
		if a := b.still().get("/oauth2/callback?" + q.Encode()); a.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %d %s", what, a.StatusCode, a.Header.Get("Location"))
		}
	}
	with := func(q url.Values, name, value string) url.Values {
		c := maps.Clone(q)
		c[name] = []string{value}
		if value == "" {
			delete(c, name)
		}
		return c
	}
	b := w.browser()
	mine := begin(b)
	others := begin(w.browser())
	refused("missing", b, with(mine, "state", ""))
	refused("empty", b, url.Values{"state": {""}, "code": mine["code"]})
	refused("no cookie", w.browser(), mine)
	refused("empty without cookie", w.browser(), url.Values{"state": {""}, "code": mine["code"]})
	refused("of another browser", b, others)
	refused("our prefix only", b, with(mine, "state", statePrefix))
	state := mine.Get("state")
	forged := begin(b)
	refused("altered", b, with(forged, "state", forged.Get("state")[:20]+strings.Repeat("A", len(state)-20)))
	refused("the altered one burnt its attempt", b, forged)
	if n := w.idp.count("/token"); n != 0 {
		t.Errorf("the provider was asked %d times before the state was right", n)
	}
	if a := b.still().get("/oauth2/callback?" + mine.Encode()); a.StatusCode != http.StatusFound || a.Header.Get("Location") != "/app" {
		t.Errorf("the right one: %d %s", a.StatusCode, a.Header.Get("Location"))
	}
	asked := w.idp.count("/token")
	if a := b.still().get("/oauth2/callback?" + mine.Encode()); a.StatusCode != http.StatusFound || a.Header.Get("Location") != "/" || w.idp.count("/token") != asked {
		t.Errorf("replayed by who is signed in: %d %s", a.StatusCode, a.Header.Get("Location"))
	}
	refused("replayed by anybody else", w.browser(), mine)
}
