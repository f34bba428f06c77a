package auth

import (
	"crypto/rand"
	"encoding/hex"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestDeepLinksSurviveTheSignIn whatever stands in them, and however long they are.
func TestDeepLinksSurviveTheSignIn(t *testing.T) {
	noise := make([]byte, 1500)
	rand.Read(noise)
	for what, link := range map[string]string{
		"a backslash":            `/app?dir=C:\tmp\x`,
		"backslashes like hosts": `/app?\\evil.example`,
		"1,100 bytes":            "/app?x=" + strings.Repeat("a", 1100),
		"3,000 random bytes":     "/app?x=" + hex.EncodeToString(noise),
		"7,000 bytes":            "/group/app?" + strings.Repeat("filter=red&", 630) + "end",
		"quotes and spaces":      `/app?q="a"%20<b>`,
		"escaped everything":     "/app?x=" + strings.Repeat("%F0%9F%98%80", 300),
	} {
		t.Run(what, func(t *testing.T) {
			w := newWorld(t, nil)
			b := w.browser()
			req := b.request(http.MethodGet, "/app", nil)
			path, query, _ := strings.Cut(link, "?")
			req.URL.Path, req.URL.RawQuery = path, query
			asked, _ := url.ParseQuery(query)
			got, err := url.Parse(b.do(req).who(t)["url"].(string))
			must(t, err)
			if got.Path != path || got.Query().Encode() != asked.Encode() {
				t.Errorf("asked for %.200s, came to %.200s", link, got)
			}
		})
	}
}

// TestALinkThatNoCookieHoldsLeadsToItsPage without what was asked of it, rather than to the start.
func TestALinkThatNoCookieHoldsLeadsToItsPage(t *testing.T) {
	noise := make([]byte, 3900)
	rand.Read(noise)
	w := newWorld(t, nil)
	b := w.browser()
	if got := b.get("/group/app?x=" + hex.EncodeToString(noise)).who(t)["url"]; got != "/group/app" {
		t.Errorf("came to %.100s", got)
	}
	for name, value := range b.cookies() {
		if len(name)+len(value) > 4000 {
			t.Errorf("the cookie %s has %d bytes", name, len(value))
		}
	}
}

// TestBackToTheCallbackWhileSignedIn goes on to the start, with whatever the provider wrote into
// the address; for anybody else it stays the end of a sign-in.
func TestBackToTheCallbackWhileSignedIn(t *testing.T) {
	w := newWorld(t, nil)
	b := w.browser()
	b.get("/app").who(t)
	var callback string
	for _, address := range b.trail {
		if strings.Contains(address, "/oauth2/callback?") {
			callback = strings.TrimPrefix(address, w.app.URL)
		}
	}
	asked := w.idp.count("/token")
	for _, address := range []string{callback, "/oauth2/callback", "/oauth2/callback?error=access_denied&state=" + attempt{seed: "x"}.state(), "/oauth2/callback?code=x&state=y"} {
		if a := b.still().get(address); a.StatusCode != http.StatusFound || a.Header.Get("Location") != "/" {
			t.Errorf("%.60s: %d %s", address, a.StatusCode, a.Header.Get("Location"))
		}
		w.browser().still().get(address).expect(t, http.StatusBadRequest, "This sign-in is over")
	}
	if w.idp.count("/token") != asked {
		t.Error("the provider was asked again")
	}
}

// TestVisitorsComeByTheNameOfTheRedirectURI: a browser keeps the cookies of localhost from
// 127.0.0.1.
func TestVisitorsComeByTheNameOfTheRedirectURI(t *testing.T) {
	for _, names := range [][2]string{{"localhost", "127.0.0.1"}, {"127.0.0.1", "localhost"}} {
		w := newWorld(t, nil)
		came := strings.Replace(w.app.URL, "127.0.0.1", names[0], 1)
		there := strings.Replace(w.app.URL, "127.0.0.1", names[1], 1)
		w.manager.oauth.options.OAuthRedirectURI = there + "/oauth2/callback"
		b := w.browser()
		a := b.get(came + "/app?x=1")
		if a.who(t)["url"] != "/app?x=1" || a.Request.URL.Host != strings.TrimPrefix(there, "https://") {
			t.Errorf("%v: came to %s", names, a.Request.URL)
		}
	}
}

// TestAProxyThatTellsTheWrongNameMakesNoLoop: the name of the redirect URI is tried once.
func TestAProxyThatTellsTheWrongNameMakesNoLoop(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.Locate = func(r *http.Request) RequestOrigin {
			at := Locate("")(r)
			at.Base.Host = "internal:5006"
			return at
		}
	})
	w.manager.oauth.options.OAuthRedirectURI = w.app.URL + "/oauth2/callback"
	w.browser().get("/app").who(t)
}

// TestTwoServersOfOneHostSignNobodyOut: browsers send a cookie to every port, and on https to every
// path.
func TestTwoServersOfOneHostSignNobodyOut(t *testing.T) {
	for what, c := range map[string]struct {
		sameSecret, plain bool
	}{
		"with secrets of their own": {}, "with the same secret": {sameSecret: true}, "without https": {plain: true}, "without https, with the same secret": {sameSecret: true, plain: true},
	} {
		t.Run(what, func(t *testing.T) {
			p := startIDP(t)
			servers := make([]*world, 3)
			for i := range servers {
				servers[i] = worldAt(t, p, func(o *Options) {
					if !c.sameSecret {
						o.CookieSecret = Secret("the secret of server " + string(rune('a'+i)))
					}
				})
				if c.plain {
					plain := httptest.NewServer(servers[i].handler(""))
					t.Cleanup(plain.Close)
					servers[i].app = plain
				}
			}
			b := servers[0].browser()
			at := func(w *world) *browser { other := *b; other.w = w; return &other }
			for _, w := range servers {
				at(w).get("/app").who(t)
			}
			for _, w := range servers {
				at(w).get("/login?again=1&next=/app").who(t)
			}
			asked := p.count("/authorize")
			for _, w := range servers {
				at(w).get("/app").who(t)
			}
			if p.count("/authorize") != asked {
				t.Fatal("somebody was signed out by a sign-in elsewhere")
			}
			for i, w := range servers {
				out := at(w).get("/logout")
				at(w).post("/logout", url.Values{"token": {out.field(t, "token")}}, "Sec-Fetch-Site", "same-origin").expect(t, http.StatusOK, "You are signed out")
				if a := at(w).still().get("/app"); a.StatusCode != http.StatusFound {
					t.Errorf("still signed in: %d", a.StatusCode)
				}
				for _, other := range servers[i+1:] {
					if a := at(other).still().get("/app"); a.StatusCode != http.StatusOK {
						t.Errorf("signing out of one ended another: %d", a.StatusCode)
					}
				}
			}
			if !c.sameSecret && len(b.cookies()) != 0 {
				t.Errorf("left: %v", b.cookies())
			}
		})
	}
}

// TestASignInOutlivesAChangeOfTheInnerPort: the name of its cookie follows from what visitors see.
func TestASignInOutlivesAChangeOfTheInnerPort(t *testing.T) {
	w := newWorld(t, func(o *Options) {
		o.Locate = func(r *http.Request) RequestOrigin {
			at := Locate("")(r)
			at.Base.Host = "apps.example.org"
			return at
		}
	})
	w.manager.oauth.options.OAuthRedirectURI = w.app.URL + "/oauth2/callback"
	b := w.browser()
	b.get("/app").who(t)
	moved := httptest.NewUnstartedServer(w.handler(""))
	moved.StartTLS()
	t.Cleanup(moved.Close)
	if a := b.still().get(moved.URL + "/app"); a.StatusCode != http.StatusOK {
		t.Errorf("signed out: %d", a.StatusCode)
	}
}
