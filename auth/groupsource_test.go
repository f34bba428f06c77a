package auth

import (
	"fmt"
	"net/http"
	"testing"
)

// groupSource is a place where a service says which groups somebody is in.
type groupSource struct {
	name string
	open func(t *testing.T) (*world, *browser) // signed in as a member of staff and admins
	say  func(w *world, groups ...string)      // what it says from now on
	fail func(w *world, status int)            // how it fails from now on
}

func ruled(o *Options) {
	o.OAuthRefreshTokens = true
	o.AllowGroup = List{"admins"}
}

func inIDToken() groupSource {
	say := func(w *world, groups ...string) {
		w.idp.set(func() { w.idp.claims = map[string]any{"groups": groups} })
	}
	return groupSource{"ID token", func(t *testing.T) (*world, *browser) {
		w := newWorld(t, ruled)
		say(w, "staff", "admins")
		b := w.browser()
		b.get("/app").who(t)
		return w, b
	}, say, nil}
}

func inUserinfo() groupSource {
	say := func(w *world, groups ...string) {
		w.idp.set(func() {
			w.idp.claims = map[string]any{"groups": nil}
			w.idp.info = map[string]any{"sub": "sub-1", "groups": groups}
		})
	}
	return groupSource{"userinfo", func(t *testing.T) (*world, *browser) {
		w := newWorld(t, ruled)
		say(w, "staff", "admins")
		b := w.browser()
		b.get("/app").who(t)
		return w, b
	}, say, func(w *world, code int) { w.idp.answerInstead("/userinfo", status(code)) }}
}

func inProfile() groupSource {
	say := func(w *world, groups ...string) {
		w.idp.set(func() {
			w.idp.info = map[string]any{"sub": "sub-1", "email": "alice@example.org", "groups": groups}
		})
	}
	return groupSource{"profile", func(t *testing.T) (*world, *browser) {
		p := startIDP(t)
		w := worldAt(t, p, func(o *Options) {
			ruled(o)
			o.OAuthProvider = "generic"
			o.OAuthExtraParams = Params{"AUTHORIZE_URL": p.URL + "/authorize", "TOKEN_URL": p.URL + "/token", "USER_URL": p.URL + "/userinfo"}
		})
		say(w, "staff", "admins")
		b := w.browser()
		b.get("/app").who(t)
		return w, b
	}, say, func(w *world, code int) { w.idp.answerInstead("/userinfo", status(code)) }}
}

// inGraph is Microsoft with more groups than fit a token, read at Graph.
func inGraph() groupSource {
	const tid = "11111111-2222-3333-4444-555555555555"
	const base = "https://login.microsoftonline.com/" + tid
	var graph http.HandlerFunc
	say := func(w *world, groups ...string) {
		w.idp.set(func() {
			graph = func(w http.ResponseWriter, _ *http.Request) {
				var page struct {
					Value []map[string]string `json:"value"`
				}
				for _, g := range groups {
					page.Value = append(page.Value, map[string]string{"id": g})
				}
				writeJSON(w, page)
			}
		})
	}
	return groupSource{"Graph", func(t *testing.T) (*world, *browser) {
		p := public(t, base+"/v2.0", map[string]string{"authorization_endpoint": base + "/a", "token_endpoint": base + "/t", "jwks_uri": base + "/k"},
			map[string]any{"tid": tid, "oid": "oid-1", "groups": nil, "_claim_names": map[string]any{"groups": "src1"}, "_claim_sources": map[string]any{"src1": map[string]any{"endpoint": "https://graph.windows.net/x/getMemberObjects"}}})
		theInternet.host(t, "graph.microsoft.com", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			p.mu.Lock()
			h := graph
			p.mu.Unlock()
			h(w, r)
		}))
		w := worldAt(t, p, func(o *Options) {
			ruled(o)
			o.OAuthProvider, o.OAuthExtraParams, o.OAuthCAFile = "azurev2", Params{"tenant": tid}, theInternet.caFile
		})
		say(w, "staff", "admins")
		b := w.browser()
		if a := w.through(t, b, "/app"); a.StatusCode != 200 {
			t.Fatal(w.log)
		}
		return w, b
	}, say, func(w *world, code int) { w.idp.set(func() { graph = status(code) }) }}
}

// inGitHub is GitHub with tokens that expire: teams and organisations are read from its own
// interface.
func inGitHub() groupSource {
	orgs := []string{"staff", "admins"}
	failing := 0
	hub := http.NewServeMux()
	hub.HandleFunc("GET github.com/login/oauth/authorize", func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		http.Redirect(w, r, q.Get("redirect_uri")+"?code=c1&state="+q.Get("state"), http.StatusFound)
	})
	hub.HandleFunc("POST github.com/login/oauth/access_token", func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		w.Header().Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		fmt.Fprint(w, "access_token=ghu_x&expires_in=28800&refresh_token=ghr_x&token_type=bearer")
	})
	hub.HandleFunc("GET api.github.com/user", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"login":"octocat","id":9007199254740993}`)
	})
	hub.HandleFunc("GET api.github.com/user/emails", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `[]`) })
	hub.HandleFunc("GET api.github.com/user/teams", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, `[]`) })
	hub.HandleFunc("GET api.github.com/user/orgs", func(w http.ResponseWriter, _ *http.Request) {
		if failing != 0 {
			http.Error(w, "secret-of-the-provider", failing)
			return
		}
		list := []map[string]string{}
		for _, one := range orgs {
			list = append(list, map[string]string{"login": one})
		}
		writeJSON(w, list)
	})
	return groupSource{"GitHub", func(t *testing.T) (*world, *browser) {
		theInternet.host(t, "github.com", hub)
		theInternet.host(t, "api.github.com", hub)
		w := newWorld(t, func(o *Options) {
			ruled(o)
			o.OAuthProvider, o.OAuthExtraParams, o.OAuthCAFile = "github", nil, theInternet.caFile
		})
		b := w.browser()
		w.through(t, b, "/app").who(t)
		return w, b
	}, func(_ *world, groups ...string) { orgs = groups }, func(_ *world, code int) { failing = code }}
}
