package auth

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// through runs the authorize step by hand: the browser's visit to the public
// host is a request to the stand-in, which answers with the way back.
func (w *world) through(t *testing.T, b *browser, page string) answer {
	t.Helper()
	still := b.still()
	to := still.get(still.get(page).Header.Get("Location")).Header.Get("Location")
	r, err := http.NewRequest("GET", to, nil)
	must(t, err)
	theInternet.mu.Lock()
	handler := theInternet.hosts[r.URL.Hostname()]
	theInternet.mu.Unlock()
	if handler == nil || r.URL.Scheme != "https" {
		t.Fatalf("sent to %s", to)
	}
	rec := httptest.NewRecorder()
	handler.ServeHTTP(rec, r)
	back := rec.Header().Get("Location")
	if rec.Code != http.StatusFound || back == "" {
		t.Fatalf("the stand-in answered %d %s", rec.Code, rec.Body)
	}
	return b.get(back)
}

// public makes an OpenID Connect provider live at a public address: the same
// provider, with its addresses rewritten.
func public(t *testing.T, issuer string, paths map[string]string, claims map[string]any) *idp {
	t.Helper()
	p := startIDP(t)
	inner := p.Config.Handler
	p.set(func() {
		p.claims = claims
		p.URL, _ = strings.CutSuffix(issuer, "/")
	})
	doc := map[string]any{"issuer": issuer}
	mux := http.NewServeMux()
	for key, address := range paths {
		doc[key] = address
		local := map[string]string{"authorization_endpoint": "/authorize", "token_endpoint": "/token", "userinfo_endpoint": "/userinfo", "jwks_uri": "/keys", "revocation_endpoint": "/revoke", "end_session_endpoint": "/logout"}[key]
		hostPath := strings.TrimPrefix(address, "https://")
		mux.HandleFunc(hostPath, func(w http.ResponseWriter, r *http.Request) {
			r2 := r.Clone(r.Context())
			r2.URL.Path, r2.Pattern = local, ""
			inner.ServeHTTP(w, r2)
		})
		host, _, _ := strings.Cut(hostPath, "/")
		theInternet.host(t, host, mux)
	}
	wellKnown := strings.TrimSuffix(issuer, "/") + "/.well-known/openid-configuration"
	mux.HandleFunc(strings.TrimPrefix(wellKnown, "https://"), func(w http.ResponseWriter, r *http.Request) {
		r2 := r.Clone(r.Context())
		r2.URL.Path, r2.Pattern = "/.well-known/openid-configuration", ""
		inner.ServeHTTP(w, r2)
	})
	host, _, _ := strings.Cut(strings.TrimPrefix(issuer, "https://"), "/")
	theInternet.host(t, host, mux)
	p.set(func() { p.doc = doc })
	if _, ok := claims["iss"]; !ok {
		claims["iss"] = issuer
	}
	return p
}

// TestShippedAddresses signs in at each OpenID Connect service of the
// catalogue, at the very addresses that the service publishes.
func TestShippedAddresses(t *testing.T) {
	const tid = "11111111-2222-3333-4444-555555555555"
	const ms = "https://login.microsoftonline.com/"
	entra := func(base string) map[string]string {
		return map[string]string{"authorization_endpoint": base + "/oauth2/v2.0/authorize", "token_endpoint": base + "/oauth2/v2.0/token", "jwks_uri": base + "/discovery/v2.0/keys",
			"userinfo_endpoint": "https://graph.microsoft.com/oidc/userinfo", "end_session_endpoint": base + "/oauth2/v2.0/logout"}
	}
	oktaPaths := func(base string) map[string]string {
		return map[string]string{"authorization_endpoint": base + "/v1/authorize", "token_endpoint": base + "/v1/token", "jwks_uri": base + "/v1/keys", "userinfo_endpoint": base + "/v1/userinfo"}
	}
	for _, c := range []struct {
		name, provider string
		extra          Params
		issuer         string
		paths          map[string]string
		claims         map[string]any
		user, account  string
		refresh        bool
		asks           string // in the query of the authorize request
	}{
		{"google", "google", nil, "https://accounts.google.com",
			map[string]string{"authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth", "token_endpoint": "https://oauth2.googleapis.com/token",
				"jwks_uri": "https://www.googleapis.com/oauth2/v3/certs", "userinfo_endpoint": "https://openidconnect.googleapis.com/v1/userinfo", "revocation_endpoint": "https://oauth2.googleapis.com/revoke"},
			map[string]any{"hd": "example.org"}, "alice@example.org", "sub-1", true, "access_type=offline"},
		{"google without scheme", "google", nil, "https://accounts.google.com",
			map[string]string{"authorization_endpoint": "https://accounts.google.com/o/oauth2/v2/auth", "token_endpoint": "https://oauth2.googleapis.com/token", "jwks_uri": "https://www.googleapis.com/oauth2/v3/certs"},
			map[string]any{"iss": "accounts.google.com"}, "alice@example.org", "sub-1", false, "scope=openid+email+profile"},
		{"azure, shared", "azure", nil, ms + "{tenantid}/v2.0", entra(ms + "common"),
			map[string]any{"iss": ms + tid + "/v2.0", "tid": tid, "oid": "oid-1", "email_verified": nil}, "alice", tid + "/oid-1", false, "scope=openid+email+profile"},
		{"azurev2, one directory", "azurev2", Params{"tenant": tid, "prompt": "select_account"}, ms + tid + "/v2.0", entra(ms + tid),
			map[string]any{"tid": tid, "oid": "oid-1", "email_verified": nil}, "alice", tid + "/oid-1", true, "offline_access"},
		{"azurev2, verified address", "azurev2", Params{"tenant": tid}, ms + tid + "/v2.0", entra(ms + tid),
			map[string]any{"tid": tid, "oid": "oid-1", "email_verified": nil, "xms_edov": true}, "alice@example.org", tid + "/oid-1", false, ""},
		{"okta, organisation", "okta", Params{"url": "example.okta.com"}, "https://example.okta.com", oktaPaths("https://example.okta.com/oauth2"), map[string]any{}, "alice@example.org", "sub-1", false, ""},
		{"okta, server", "okta", Params{"url": "example.okta.com", "server": "default"}, "https://example.okta.com/oauth2/default", oktaPaths("https://example.okta.com/oauth2/default"), map[string]any{}, "alice@example.org", "sub-1", true, "offline_access"},
		{"auth0", "auth0", Params{"subdomain": "dev-x.us", "audience": "https://api"}, "https://dev-x.us.auth0.com/",
			map[string]string{"authorization_endpoint": "https://dev-x.us.auth0.com/authorize", "token_endpoint": "https://dev-x.us.auth0.com/oauth/token", "jwks_uri": "https://dev-x.us.auth0.com/.well-known/jwks.json", "userinfo_endpoint": "https://dev-x.us.auth0.com/userinfo"},
			map[string]any{}, "alice@example.org", "sub-1", false, "audience=https%3A%2F%2Fapi"},
		{"gitlab", "gitlab", nil, "https://gitlab.com",
			map[string]string{"authorization_endpoint": "https://gitlab.com/oauth/authorize", "token_endpoint": "https://gitlab.com/oauth/token", "jwks_uri": "https://gitlab.com/oauth/discovery/keys", "userinfo_endpoint": "https://gitlab.com/oauth/userinfo"},
			map[string]any{"nickname": "alice"}, "alice", "sub-1", false, ""},
		{"gitlab, own host", "gitlab", Params{"url": "git.example.org"}, "https://git.example.org",
			map[string]string{"authorization_endpoint": "https://git.example.org/oauth/authorize", "token_endpoint": "https://git.example.org/oauth/token", "jwks_uri": "https://git.example.org/oauth/discovery/keys"},
			map[string]any{}, "alice", "sub-1", false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := public(t, c.issuer, c.paths, c.claims)
			discovery := c.issuer
			if strings.Contains(c.issuer, "{") {
				discovery = ms + "common/v2.0"
				theInternet.hosts["login.microsoftonline.com"].(*http.ServeMux).HandleFunc("login.microsoftonline.com/common/v2.0/.well-known/openid-configuration", p.discovery)
			}
			w := worldAt(t, p, func(o *Options) {
				o.OAuthProvider, o.OAuthExtraParams, o.OAuthCAFile, o.OAuthRefreshTokens = c.provider, c.extra, theInternet.caFile, c.refresh
			})
			who := w.through(t, w.browser(), "/app?x=1").who(t)
			if who["user"] != c.user || who["account"] != c.account || who["url"] != "/app?x=1" {
				t.Errorf("who = %v", who)
			}
			if q := p.lastAuth.Encode(); !strings.Contains(q, c.asks) || strings.Contains(q, "offline_access") && (!c.refresh || c.provider == "google" || c.provider == "gitlab") {
				t.Errorf("asked with %s", q)
			}
			for _, one := range []string{"GET " + strings.TrimPrefix(strings.TrimSuffix(discovery, "/"), "https://") + "/.well-known/openid-configuration", "POST " + strings.TrimPrefix(c.paths["token_endpoint"], "https://"), "GET " + strings.TrimPrefix(c.paths["jwks_uri"], "https://")} {
				if !theInternet.wasAsked(one) {
					t.Errorf("never asked: %s", one)
				}
			}
		})
	}
}

// TestForeignDirectoriesStayOut is the shared Microsoft issuer with tokens of
// directories that were not meant.
func TestForeignDirectoriesStayOut(t *testing.T) {
	const tid, other = "11111111-2222-3333-4444-555555555555", "99999999-2222-3333-4444-555555555555"
	const ms = "https://login.microsoftonline.com/"
	for what, c := range map[string]struct {
		extra  Params
		claims map[string]any
	}{
		"not on the list":      {Params{"tenants": tid}, map[string]any{"tid": other, "iss": ms + other + "/v2.0"}},
		"issuer and directory": {nil, map[string]any{"tid": tid, "iss": ms + other + "/v2.0"}},
		"no directory":         {nil, map[string]any{"iss": ms + tid + "/v2.0"}},
		"the template itself":  {nil, map[string]any{"tid": "{tenantid}", "iss": ms + "{tenantid}/v2.0"}},
	} {
		t.Run(what, func(t *testing.T) {
			c.claims["oid"] = "o"
			p := public(t, ms+"{tenantid}/v2.0", map[string]string{"authorization_endpoint": ms + "common/oauth2/v2.0/authorize", "token_endpoint": ms + "common/oauth2/v2.0/token", "jwks_uri": ms + "common/discovery/v2.0/keys"}, c.claims)
			theInternet.hosts["login.microsoftonline.com"].(*http.ServeMux).HandleFunc("login.microsoftonline.com/common/v2.0/.well-known/openid-configuration", p.discovery)
			w := worldAt(t, p, func(o *Options) {
				o.OAuthProvider, o.OAuthExtraParams, o.OAuthCAFile = "azurev2", c.extra, theInternet.caFile
			})
			w.through(t, w.browser(), "/app").expect(t, http.StatusBadGateway, "cannot be trusted")
			if w.runs.Load() != 0 {
				t.Error("somebody came in")
			}
		})
	}
}

// TestGitHubAndBitbucket have no OpenID Connect. Their quirks: GitHub answers
// tokens as a form, and failures with status 200.
func TestGitHubAndBitbucket(t *testing.T) {
	code := func(w http.ResponseWriter, r *http.Request) {
		q := r.URL.Query()
		http.Redirect(w, r, q.Get("redirect_uri")+"?code=c1&state="+q.Get("state"), http.StatusFound)
	}
	fail := false
	hub := http.NewServeMux()
	hub.HandleFunc("GET github.com/login/oauth/authorize", code)
	hub.HandleFunc("POST github.com/login/oauth/access_token", func(w http.ResponseWriter, r *http.Request) {
		r.ParseForm()
		w.Header().Set("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
		switch {
		case fail:
			fmt.Fprint(w, "error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired.")
		case r.Form.Get("client_secret") == clientSecret && r.Form.Get("code_verifier") != "":
			fmt.Fprint(w, "access_token=gho_x&scope=read%3Auser&token_type=bearer")
		}
	})
	hub.HandleFunc("GET api.github.com/user", func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") == "Bearer gho_x" {
			fmt.Fprint(w, `{"login":"octocat","id":583231,"email":null,"name":"The \"Octocat\" O'Hub"}`)
		}
	})
	hub.HandleFunc("GET api.github.com/user/emails", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `[{"email":"o@users.noreply.github.com","primary":false,"verified":true},{"email":"octo@example.org","primary":true,"verified":true}]`)
	})
	hub.HandleFunc("GET api.github.com/user/orgs", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Query().Get("page") == "" {
			w.Header().Set("Link", `<https://api.github.com/user/orgs?page=2>; rel="next"`)
			fmt.Fprint(w, `[{"login":"one"}]`)
			return
		}
		fmt.Fprint(w, `[{"login":"two"}]`)
	})
	hub.HandleFunc("GET api.github.com/user/teams", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `[{"slug":"core","organization":{"login":"one"}}]`)
	})
	theInternet.host(t, "github.com", hub)
	theInternet.host(t, "api.github.com", hub)
	w := newWorld(t, func(o *Options) {
		o.OAuthProvider, o.OAuthExtraParams, o.OAuthCAFile, o.AllowGroup = "github", nil, theInternet.caFile, List{"two"}
	})
	who := w.through(t, w.browser(), "/app").who(t)
	if who["user"] != "octocat" || who["email"] != "octo@example.org" || who["account"] != "583231" || fmt.Sprint(who["groups"]) != "[one one/core two]" {
		t.Errorf("who = %v", who)
	}
	fail = true
	w.through(t, w.browser(), "/app").expect(t, http.StatusBadGateway, "did not complete the sign-in")

	bucket := http.NewServeMux()
	bucket.HandleFunc("GET bitbucket.org/site/oauth2/authorize", code)
	bucket.HandleFunc("POST bitbucket.org/site/oauth2/access_token", func(w http.ResponseWriter, r *http.Request) {
		if id, secret, ok := r.BasicAuth(); ok && id == clientID && secret == clientSecret {
			writeJSON(w, map[string]any{"access_token": "bb", "refresh_token": "r", "expires_in": 7200, "token_type": "bearer", "scopes": "account email"})
		}
	})
	bucket.HandleFunc("GET api.bitbucket.org/2.0/user", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"uuid":"{u-1}","username":"bucketeer","display_name":"B"}`)
	})
	bucket.HandleFunc("GET api.bitbucket.org/2.0/user/emails", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprint(w, `{"values":[{"email":"b@example.org","is_primary":true,"is_confirmed":true}]}`)
	})
	theInternet.host(t, "bitbucket.org", bucket)
	theInternet.host(t, "api.bitbucket.org", bucket)
	w = newWorld(t, func(o *Options) {
		o.OAuthProvider, o.OAuthExtraParams, o.OAuthCAFile = "bitbucket", nil, theInternet.caFile
	})
	who = w.through(t, w.browser(), "/app").who(t)
	if who["user"] != "bucketeer" || who["email"] != "b@example.org" || who["account"] != "{u-1}" {
		t.Errorf("who = %v", who)
	}
}

func TestGenericServices(t *testing.T) {
	for _, name := range []string{"generic", "auth_code"} {
		p := startIDP(t)
		w := worldAt(t, p, func(o *Options) {
			o.OAuthProvider = name
			o.OAuthExtraParams = Params{"AUTHORIZE_URL": p.URL + "/authorize", "TOKEN_URL": p.URL + "/token", "USER_URL": p.URL + "/userinfo", "USER_KEY": "preferred_username", "prompt": "consent"}
		})
		who := w.browser().get("/app").who(t)
		if who["user"] != "alice" || who["account"] != "sub-1" || p.lastAuth.Get("prompt") != "consent" || p.lastAuth.Get("code_challenge") == "" {
			t.Errorf("%s: %v, asked %v", name, who, p.lastAuth)
		}
	}
}

func TestAuthorityMustBeKnown(t *testing.T) {
	p := public(t, "https://accounts.google.com", map[string]string{"authorization_endpoint": "https://accounts.google.com/a", "token_endpoint": "https://accounts.google.com/t", "jwks_uri": "https://accounts.google.com/k"}, map[string]any{})
	w := worldAt(t, p, func(o *Options) { o.OAuthProvider, o.OAuthExtraParams = "google", nil })
	w.browser().get("/app").expect(t, http.StatusBadGateway, "cannot be reached")
}
