package auth

import (
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"
)

// TestEveryPlace signs in and out under every prefix, behind every proxy, from
// every depth, with every kind of redirect URI.
func TestEveryPlace(t *testing.T) {
	for _, prefix := range []string{"", "/pre", "/two/deep"} {
		for _, proxy := range []string{"none", "keeps the path", "strips /ext"} {
			for _, redirect := range []string{"", "/", "/login", "/app"} {
				for _, page := range []string{"/app", "/group/sub/app?x=1", "/"} {
					name := strings.Join([]string{prefix, proxy, redirect, page}, "|")
					t.Run(name, func(t *testing.T) { signInAt(t, prefix, proxy, redirect, page) })
				}
			}
		}
	}
}

func signInAt(t *testing.T, prefix, proxy, redirect, page string) {
	outside := prefix
	if proxy == "strips /ext" {
		outside = "/ext" + prefix
	}
	front := &url.URL{}
	w := newWorld(t, func(o *Options) {
		inside := Locate(prefix)
		o.Locate = func(r *http.Request) RequestOrigin {
			at := inside(r)
			if proxy != "none" {
				at.Base.Scheme, at.Base.Host, at.Base.Path = front.Scheme, front.Host, outside
			}
			return at
		}
	})
	h := w.handler(prefix)
	if proxy == "none" {
		w.app.Config.Handler = h
	} else {
		behind := httptest.NewServer(h) // plain http behind the proxy
		t.Cleanup(behind.Close)
		to, err := url.Parse(behind.URL)
		must(t, err)
		w.app.Config.Handler = &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(to)
			if proxy == "strips /ext" {
				r.Out.URL.Path = strings.TrimPrefix(r.In.URL.Path, "/ext")
			}
		}}
		u, err := url.Parse(w.app.URL)
		must(t, err)
		*front = *u
	}
	if redirect != "" {
		w.manager.oauth.options.OAuthRedirectURI = w.app.URL + outside + redirect
	}
	b := w.browser()
	a := b.get(outside + page)
	who := a.who(t)
	if got := a.Request.URL.RequestURI(); got != outside+page {
		t.Errorf("led to %s, asked for %s", got, outside+page)
	}
	want := w.app.URL + outside + "/oauth2/callback"
	if redirect != "" {
		want = w.app.URL + outside + redirect
	}
	if got := w.idp.lastAuth.Get("redirect_uri"); got != want {
		t.Errorf("redirect URI %s, want %s", got, want)
	}
	if _, ok := b.cookies()["__Host-panelgo"]; !ok || who["user"] != "alice@example.org" {
		t.Errorf("cookies = %v", b.cookies())
	}
	out := b.get(outside + "/logout")
	b.post(outside+"/logout", url.Values{"token": {out.field(t, "token")}}, "Sec-Fetch-Site", "same-origin").expect(t, http.StatusOK, "You are signed out")
	if got := w.idp.lastAuth.Get("post_logout_redirect_uri"); got != w.app.URL+outside+"/logout" {
		t.Errorf("comes back to %s", got)
	}
	if a := b.still().get(outside + page); a.StatusCode != http.StatusFound || !strings.HasPrefix(a.Header.Get("Location"), outside+"/login?") {
		t.Errorf("after signing out: %d %s", a.StatusCode, a.Header.Get("Location"))
	}
}

func TestPlainHTTPHasPlainCookies(t *testing.T) {
	w := newWorld(t, nil)
	plain := httptest.NewServer(w.handler(""))
	t.Cleanup(plain.Close)
	w.app = plain
	b := w.browser()
	b.get("/app").who(t)
	if _, ok := b.cookies()["panelgo"]; !ok {
		t.Errorf("cookies = %v", b.cookies())
	}
	if strings.Contains(b.seen.String(), "Secure") {
		t.Error("a Secure cookie on plain http is never sent back")
	}
}
