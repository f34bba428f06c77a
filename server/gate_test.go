package server_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
)

// behindTheGate is one address of every kind that a visitor may have after signing in only.
var behindTheGate = []string{
	"/", "/app", "/app/", "/app?x=1", "/app/metadata", "/app/autoload.js?bokeh-autoload-element=x", "/app/ws",
	"/deep/er", "/deep/er/", "/deep/er/metadata", "/deep/er/autoload.js?bokeh-autoload-element=x", "/deep/er/ws",
	"/staff", "/assets/plan.txt", "/liveness?endpoint=/app",
}

// ask sends a request as a browser on its way to a page, as a script, or as a page that opens a
// websocket.
func (g *guarded) ask(how, path string, headers ...string) answer {
	g.t.Helper()
	switch how {
	case "page":
		headers = append(headers, "Sec-Fetch-Mode: navigate", "Accept: text/html")
	case "script":
		headers = append(headers, "Sec-Fetch-Mode: cors")
	case "websocket":
		headers = append(headers, upgrade("bokeh, "+token("x", time.Hour), "Origin: "+g.host)...)
	}
	return request(g.t, g.at, "GET "+path, headers...)
}

func TestNothingIsShownBeforeSigningIn(t *testing.T) {
	for name, prefix := range map[string]string{"at the root": "", "under a prefix": "/tools/x"} {
		t.Run(name, func(t *testing.T) {
			g := guard(t, func(o *panelgo.Options) { o.Server.Prefix = prefix })
			for _, path := range behindTheGate {
				a := g.ask("page", path)
				want := prefix + "/login?" + url.Values{"next": {prefix + path}}.Encode()
				if a.StatusCode != http.StatusFound || a.Header.Get("Location") != want {
					t.Errorf("%s: %d, on to %q, want %q", path, a.StatusCode, a.Header.Get("Location"), want)
				}
				if a := g.ask("script", path); a.StatusCode != http.StatusUnauthorized {
					t.Errorf("%s: a script gets %d", path, a.StatusCode)
				}
				if a := g.ask("websocket", path); a.StatusCode != http.StatusForbidden {
					t.Errorf("%s: a websocket gets %d", path, a.StatusCode)
				}
				a.has(t, "Cache-Control", "no-store")
			}
			for _, path := range []string{"/login", "/logout", "/liveness", "/readiness", "/static/own/theme.css", "/favicon.ico"} {
				if a := g.ask("page", path); a.StatusCode != http.StatusOK {
					t.Errorf("%s is for everybody, and answers %d", path, a.StatusCode)
				}
			}
			if n := g.runs.Load(); n != 0 {
				t.Errorf("the app's code ran %d times", n)
			}
		})
	}
}

func TestEverythingIsShownAfterSigningIn(t *testing.T) {
	for name, prefix := range map[string]string{"at the root": "", "under a prefix": "/tools/x"} {
		t.Run(name, func(t *testing.T) {
			g := guard(t, func(o *panelgo.Options) { o.Server.Prefix = prefix })
			alice := g.signIn("alice")
			for _, path := range behindTheGate {
				want := http.StatusOK
				if strings.HasSuffix(path, "/ws") {
					want = http.StatusBadRequest // it is no page
				}
				if a := g.ask("page", path, "Cookie: "+alice.cookie()); a.StatusCode != want {
					t.Errorf("%s: %d", path, a.StatusCode)
				}
			}
			for _, path := range []string{"/app", "/deep/er"} {
				if tab := alice.open(path); !strings.Contains(tab.Value("visit").(string), `"User":"alice"`) {
					t.Errorf("%s: the app sees %v", path, tab.Value("visit"))
				}
			}
		})
	}
}

// TestRefusedVisitorMeetsOneAnswerEverywhere is acceptance case 11.
func TestRefusedVisitorMeetsOneAnswerEverywhere(t *testing.T) {
	for what, change := range map[string]func(*panelgo.Options){
		"by a rule": func(o *panelgo.Options) { o.Auth.AllowGroup = auth.List{"staff"} },
		"by a rule per app": func(o *panelgo.Options) {
			o.Auth.AllowUser = auth.List{"/app=alice", "/deep=alice", "/staff=alice", "/assets=alice"}
		},
		"by the program":       func(o *panelgo.Options) { o.Auth.Authorize = only("alice") },
		"by a program's error": func(o *panelgo.Options) { o.Auth.Authorize = broken("bob") },
	} {
		t.Run(what, func(t *testing.T) {
			g := guard(t, change)
			bob, alice := g.signIn("bob"), g.signIn("alice")
			for _, path := range behindTheGate {
				for _, how := range []string{"page", "script", "websocket"} {
					if a := g.ask(how, path, "Cookie: "+bob.cookie()); a.StatusCode != http.StatusForbidden {
						t.Errorf("%s %s: %d", how, path, a.StatusCode)
					}
				}
			}
			if n := g.runs.Load(); n != 0 {
				t.Errorf("the app's code ran %d times", n)
			}
			alice.open("/app")
		})
	}
}

func only(name string) auth.Policy {
	return func(_ context.Context, who auth.Identity, _ string) error {
		if who.User != name {
			return auth.ErrRefused
		}
		return nil
	}
}

func broken(name string) auth.Policy {
	return func(_ context.Context, who auth.Identity, _ string) error {
		if who.User == name {
			return errors.New("the list cannot be read")
		}
		return nil
	}
}

func TestProgramSendsVisitorElsewhere(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) {
		o.Auth.Authorize = func(_ context.Context, _ auth.Identity, app string) error {
			if app == "/staff" {
				return &auth.Elsewhere{URL: "https://example.org/apply"}
			}
			return nil
		}
	})
	alice := g.signIn("alice")
	a := g.ask("page", "/staff", "Cookie: "+alice.cookie())
	if a.StatusCode != http.StatusFound || a.Header.Get("Location") != "https://example.org/apply" {
		t.Errorf("%d, on to %q", a.StatusCode, a.Header.Get("Location"))
	}
	for _, how := range []string{"script", "websocket"} {
		if a := g.ask(how, "/staff/ws", "Cookie: "+alice.cookie()); a.StatusCode != http.StatusForbidden {
			t.Errorf("a %s gets %d", how, a.StatusCode)
		}
	}
	if n := g.runs.Load(); n != 0 {
		t.Errorf("the app's code ran %d times", n)
	}
}

func TestIndexListsWhatTheVisitorMayUse(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Auth.AllowGroup = auth.List{"/staff=staff"} })
	for name, staff := range map[string]bool{"alice": true, "bob": false} {
		v := g.signIn(name)
		list := v.get("/")
		if !strings.Contains(list.body, "./deep/er") || strings.Contains(list.body, "./staff") != staff {
			t.Errorf("%s sees\n%s", name, list.body)
		}
		want := map[bool]int{true: http.StatusOK, false: http.StatusForbidden}[staff]
		if a := v.get("/staff"); a.StatusCode != want {
			t.Errorf("%s gets %d", name, a.StatusCode)
		}
	}
}

func TestIndexIsForWhoeverMayUseAnApp(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Auth.AllowUser = auth.List{"alice", "/staff=bob"} })
	list := g.signIn("bob").get("/")
	if list.StatusCode != http.StatusOK || !strings.Contains(list.body, "./staff") || strings.Contains(list.body, "./app") {
		t.Errorf("%d\n%s", list.StatusCode, list.body)
	}
}

func TestGuestsComeInWhereTheyMay(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Auth.OAuthGuestEndpoints = auth.List{"/deep/*"} })
	v := g.visitor()
	for _, path := range []string{"/deep/er", "/deep/er/", "/deep/er?x=1"} {
		tab := v.open(path)
		if shown := tab.Value("visit").(string); !strings.Contains(shown, `"Guest":true`) {
			t.Errorf("%s: the app sees %s", path, shown)
		}
		if !strings.Contains(tab.HTML, ">Sign in</a>") {
			t.Errorf("%s offers no way in", path)
		}
	}
	runs := g.runs.Load()
	if a := g.ask("page", "/app", "Cookie: is_guest=1; panelgo=guest"); a.StatusCode != http.StatusFound || g.runs.Load() != runs {
		t.Errorf("a guest elsewhere gets %d", a.StatusCode)
	}
	if shown := g.signIn("alice").open("/deep/er").Value("visit").(string); !strings.Contains(shown, `"Guest":false`) {
		t.Errorf("somebody who has signed in is %s", shown)
	}
}

// TestRefusalsBearTheRequestsName, the one that the log and X-Request-Id have.
func TestRefusalsBearTheRequestsName(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Auth.Authorize = only("alice") })
	a := g.ask("page", "/app", "Cookie: "+g.signIn("bob").cookie())
	id := a.Header.Get("X-Request-Id")
	if id == "" || !strings.Contains(a.body, "<code>"+id+"</code>") || !strings.Contains(g.log.String(), "msg=refused user=bob guest=false path=/app status=403 request="+id) {
		t.Errorf("%q is not on the page, or not in the log:\n%s", id, a.body)
	}
}
