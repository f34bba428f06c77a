package panelgo_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/panelgo/panelgo"
)

// stripped is a program whose pages are all below /tools, which a proxy takes off.
func stripped(s *panelgo.Server) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/mine", s.Gate(whoami(s)))
	mux.Handle("/staff", s.GateWith(panelgo.AllowGroups("staff"))(whoami(s)))
	mux.Handle("/", s)
	return http.StripPrefix("/tools", mux)
}

// TestNobodyComesBackToPagesThatAnotherServerHas: below a root path, the rest of the host is not
// the program's.
func TestNobodyComesBackToPagesThatAnotherServerHas(t *testing.T) {
	var opts panelgo.Options
	opts.Server.RootPath, opts.Server.Prefix, opts.Auth.Validate = "/tools", "/apps", people
	web := mounted(t, opts, stripped)
	for next, want := range map[string]string{
		"/tools/mine?a=1": "/tools/mine?a=1", "/tools/apps/sales": "/tools/apps/sales",
		"/other": "/tools/apps/", "/toolsmith": "/tools/apps/", "/": "/tools/apps/", "/tools/../other": "/tools/apps/",
	} {
		a, _ := enter(t, browser(t), web.URL+"/tools/apps/login?"+url.Values{"next": {next}}.Encode(), "bob")
		if got := a.Request.URL.RequestURI(); got != want && got != want+"sales" {
			t.Errorf("%q leads to %s, want %s", next, got, want)
		}
	}
}

// TestAFormOfAnExpiredPageLeadsToTheSignInPage and back to the page that it is on: a POST cannot be
// sent again.
func TestAFormOfAnExpiredPageLeadsToTheSignInPage(t *testing.T) {
	for name, m := range mounts {
		t.Run(name, func(t *testing.T) {
			var opts panelgo.Options
			opts.Server.Prefix, opts.Auth.Validate = m.prefix, people
			web := mounted(t, opts, m.program)
			login := func(next string) string { return m.prefix + "/login?" + url.Values{"next": {next}}.Encode() }
			for referer, next := range map[string]string{
				web.URL + m.at + "/mine?a=1": m.at + "/mine?a=1", "": m.prefix + "/", "https://evil.example/x": m.prefix + "/", "%": m.prefix + "/",
			} {
				for _, browser := range []string{"Sec-Fetch-Mode: navigate", "Accept: text/html,*/*;q=0.8"} {
					a, body := fetch(t, unmoved, "POST", web.URL+m.at+"/mine", browser, "Origin: "+web.URL, "Referer: "+referer)
					if a.StatusCode != http.StatusSeeOther || a.Header.Get("Location") != login(next) {
						t.Errorf("%s, from %q: %d, on to %q: %s", browser, referer, a.StatusCode, a.Header.Get("Location"), body)
					}
				}
			}
			for _, script := range []string{"Sec-Fetch-Mode: cors", "Accept: */*", "Accept: application/json", "X-Requested-With: XMLHttpRequest"} {
				if a, body := fetch(t, unmoved, "POST", web.URL+m.at+"/mine", script, "Origin: "+web.URL); a.StatusCode != http.StatusUnauthorized || !isJSON(a, body) {
					t.Errorf("%s: %d %s", script, a.StatusCode, body)
				}
			}
			if a, body := fetch(t, unmoved, "DELETE", web.URL+m.at+"/mine", "Accept: text/html"); a.StatusCode != http.StatusUnauthorized || !isJSON(a, body) {
				t.Errorf("DELETE: %d %s", a.StatusCode, body)
			}
			if a, _ := fetch(t, unmoved, "POST", web.URL+m.at+"/mine", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: cross-site"); a.StatusCode != http.StatusForbidden {
				t.Errorf("a form of another site: %d", a.StatusCode)
			}
		})
	}
}

// TestGuestsWhomARouteRefusesMaySignIn to be more than guests; whoever has signed in is refused.
func TestGuestsWhomARouteRefusesMaySignIn(t *testing.T) {
	for name, m := range mounts {
		t.Run(name, func(t *testing.T) {
			var opts panelgo.Options
			opts.Server.Prefix, opts.Auth.Validate, opts.Auth.OAuthOptional = m.prefix, people, true
			web := mounted(t, opts, m.program)
			if a, body := fetch(t, unmoved, "GET", web.URL+m.at+"/mine"); a.StatusCode != http.StatusOK {
				t.Errorf("a guest at /mine: %d %s", a.StatusCode, body)
			}
			if a, body := fetch(t, unmoved, "GET", web.URL+m.at+"/staff", "Sec-Fetch-Mode: cors"); a.StatusCode != http.StatusUnauthorized || !isJSON(a, body) {
				t.Errorf("a guest's script: %d %s", a.StatusCode, body)
			}
			if a, body := enter(t, browser(t), web.URL+m.at+"/staff", "alice"); body != "alice?" {
				t.Errorf("alice comes back to %s: %d %s", a.Request.URL, a.StatusCode, body)
			}
			if a, _ := enter(t, browser(t), web.URL+m.at+"/staff", "bob"); a.StatusCode != http.StatusForbidden {
				t.Errorf("bob: %d", a.StatusCode)
			}
		})
	}
}
