package panelgo_test

import (
	"context"
	"net/http"
	"sync/atomic"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
)

// ownRoutes are routes of a program's own whose paths are like those of apps and of guests' places.
var ownRoutes = map[string]struct {
	prefix, root string
	routes       []string // as a visitor asks for them
	strip        string
}{
	"at the root":      {routes: []string{"/report/own", "/report/deep/own", "/own", "/guests/own"}},
	"outside a prefix": {prefix: "/tools", routes: []string{"/report", "/report/deep", "/report/own", "/own", "/guests/own"}},
	"below a prefix":   {prefix: "/tools", routes: []string{"/tools/report/own", "/tools/report/deep/own", "/tools/own", "/tools/guests/own"}},
	"a stripped path":  {root: "/tools", strip: "/tools", routes: []string{"/tools/report/own", "/tools/report/deep/own", "/tools/own", "/tools/guests/own"}},
}

// eachOwnRoute serves the apps /report and /report/deep, and beside them each of ownRoutes.
func eachOwnRoute(t *testing.T, set func(*panelgo.Options), check func(t *testing.T, address string)) {
	for name, of := range ownRoutes {
		t.Run(name, func(t *testing.T) {
			var opts panelgo.Options
			opts.Server.Prefix, opts.Server.RootPath = of.prefix, of.root
			opts.Auth.Authenticator = keyNames{}
			set(&opts)
			app := func(*panelgo.Document) error { return nil }
			s, err := panelgo.New(panelgo.Apps{"report": app, "report/deep": app}, opts)
			if err != nil {
				t.Fatal(err)
			}
			web := serving(t, s, func() http.Handler {
				mux := http.NewServeMux()
				mux.Handle(of.prefix+of.root+"/", http.StripPrefix(of.strip, s))
				for _, route := range of.routes {
					mux.Handle(route, http.StripPrefix(of.strip, s.Gate(whoami(s))))
				}
				return mux
			})
			for _, route := range of.routes {
				check(t, web.URL+route)
			}
			if a, _ := fetch(t, unmoved, "GET", web.URL+of.prefix+of.root+"/report", "X-Key: bob"); a.StatusCode != http.StatusOK {
				t.Errorf("bob may use the app, and gets %d", a.StatusCode)
			}
		})
	}
}

// keyNames is a way of signing in by a header with a name.
type keyNames struct{ everybody }

func (keyNames) Identify(_ http.ResponseWriter, r *http.Request) (panelgo.Identity, error) {
	if name := r.Header.Get("X-Key"); name != "" {
		return panelgo.Identity{User: name}, nil
	}
	return panelgo.Identity{}, auth.ErrNoSignIn
}

func TestOwnRoutesFollowTheRulesForAllApps(t *testing.T) {
	eachOwnRoute(t, func(o *panelgo.Options) {
		o.Auth.AllowUser = auth.List{"alice", "/report=bob", "/report/deep=bob"}
	}, func(t *testing.T, address string) {
		for name, want := range map[string]int{"alice": http.StatusOK, "bob": http.StatusForbidden} {
			if a, _ := fetch(t, unmoved, "GET", address, "X-Key: "+name); a.StatusCode != want {
				t.Errorf("%s at %s: %d, want %d", name, address, a.StatusCode, want)
			}
		}
	})
}

func TestOwnRoutesAreNoPlaceOfGuests(t *testing.T) {
	for _, pattern := range []string{"/*", "/report", "/report/*"} {
		eachOwnRoute(t, func(o *panelgo.Options) { o.Auth.OAuthGuestEndpoints = auth.List{pattern} }, func(t *testing.T, address string) {
			if a, body := fetch(t, unmoved, "GET", address); a.StatusCode == http.StatusOK {
				t.Errorf("guests of %s get %s: %s", pattern, address, body)
			}
		})
	}
}

func TestOwnRoutesAreOpenToGuestsWhereSigningInIsOptional(t *testing.T) {
	for _, all := range []bool{false, true} {
		eachOwnRoute(t, func(o *panelgo.Options) {
			o.Auth.OAuthOptional, o.Auth.AllowUser = true, auth.List{"/report=bob"}
			if all {
				o.Auth.AllowUser = append(o.Auth.AllowUser, "alice")
			}
		}, func(t *testing.T, address string) {
			if a, body := fetch(t, unmoved, "GET", address); (a.StatusCode == http.StatusOK) == all {
				t.Errorf("rules for all apps: %t; a guest at %s: %d %s", all, address, a.StatusCode, body)
			}
		})
	}
}

func TestAuthorizeIsAskedAboutNoAppOnOwnRoutes(t *testing.T) {
	var asked atomic.Pointer[string]
	eachOwnRoute(t, func(o *panelgo.Options) {
		o.Auth.Authorize = func(_ context.Context, _ panelgo.Identity, app string) error { asked.Store(&app); return nil }
	}, func(t *testing.T, address string) {
		fetch(t, unmoved, "GET", address, "X-Key: alice")
		if app := asked.Load(); app == nil || *app != "" {
			t.Errorf("%s: asked about %v", address, app)
		}
	})
}
