package auth

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/auth/store/storetest"
)

// oddID and oddSecret change when they are form-urlencoded, and hold what a header cannot tell
// apart otherwise.
const oddID, oddSecret = "app one/two+three", "s:e cret%+&=ü"

// TestClientAuthentication compares what arrives at the token endpoint, at sign-in, at a renewal
// and when tokens are revoked.
func TestClientAuthentication(t *testing.T) {
	encoded := "header " + url.QueryEscape(oddID) + ":" + url.QueryEscape(oddSecret)
	raw, body, public := "header "+oddID+":"+oddSecret, "body "+oddID+":"+oddSecret, "body "+oddID+":"
	for _, c := range []struct {
		method    string
		published []string // nil leaves the list out
		want      string
	}{
		{"", nil, encoded},
		{"", []string{"client_secret_basic"}, encoded},
		{"", []string{"client_secret_post"}, body},
		{"", []string{"client_secret_post", "client_secret_basic"}, encoded},
		{"", []string{"private_key_jwt", "client_secret_post"}, body},
		{"client_secret_basic", []string{"client_secret_post"}, encoded},
		{"client_secret_post", []string{"client_secret_basic"}, body},
		{"client_secret_basic_raw", nil, raw},
		{"client_secret_basic_raw", []string{"client_secret_post"}, raw},
		{"client_secret_basic", []string{"private_key_jwt"}, encoded},
		{"none", []string{"client_secret_basic", "none"}, public},
		{"", []string{"private_key_jwt", "tls_client_auth"}, ""},
	} {
		for _, provider := range []string{"oidc", "generic"} {
			if provider == "generic" && (c.method == "" || c.published != nil) {
				continue // there is no discovery
			}
			t.Run(fmt.Sprint(provider, c.method, c.published), func(t *testing.T) {
				p := startIDP(t)
				p.doc = map[string]any{"token_endpoint_auth_methods_supported": c.published}
				var seen []string
				note := func(next http.HandlerFunc) http.HandlerFunc {
					return func(w http.ResponseWriter, r *http.Request) {
						id, secret, basic := r.BasicAuth()
						r.ParseForm()
						got := "header " + id + ":" + secret
						if !basic {
							got = "body " + r.PostForm.Get("client_id") + ":" + r.PostForm.Get("client_secret")
						} else if r.PostForm.Has("client_secret") {
							got += " and body"
						}
						p.set(func() { seen = append(seen, got) })
						r.SetBasicAuth(clientID, clientSecret)
						next(w, r)
					}
				}
				p.answerInstead("/token", note(p.token))
				p.answerInstead("/revoke", note(p.revoke))
				p.answerInstead("/authorize", func(w http.ResponseWriter, r *http.Request) {
					q := r.URL.Query()
					q.Set("client_id", clientID)
					r.URL.RawQuery = q.Encode()
					p.authorize(w, r)
				})
				p.claims = map[string]any{"aud": oddID}
				w := worldAt(t, p, func(o *Options) {
					o.OAuthKey, o.OAuthSecret, o.OAuthClientAuth, o.OAuthRefreshTokens = oddID, oddSecret, c.method, true
					if c.method == "none" {
						o.OAuthSecret = ""
					}
					if o.OAuthProvider = provider; provider == "generic" {
						o.OAuthExtraParams = Params{"AUTHORIZE_URL": p.URL + "/authorize", "TOKEN_URL": p.URL + "/token", "USER_URL": p.URL + "/userinfo"}
					}
				})
				b := w.browser()
				if c.want == "" {
					b.get("/app").expect(t, http.StatusBadGateway, "cannot be reached")
					if !strings.Contains(w.log.String(), "private_key_jwt, tls_client_auth") || !strings.Contains(w.log.String(), "--oauth-client-auth") || len(seen) > 0 {
						t.Errorf("sent %q, log: %s", seen, w.log)
					}
					return
				}
				signin := b.get("/app").who(t)["signin"].(string)
				must(t, w.renewNow(b))
				must(t, w.manager.SignOut(t.Context(), signin))
				for _, got := range seen {
					if got != c.want {
						t.Errorf("sent %q, want %q", seen, c.want)
					}
				}
				if len(seen) < 2 || provider == "oidc" && len(seen) != 4 || strings.Contains(w.log.String(), oddSecret) {
					t.Errorf("sent %q, log: %s", seen, w.log)
				}
			})
		}
	}
}

// TestClientAuthenticationThatCannotWork refuses the start.
func TestClientAuthenticationThatCannotWork(t *testing.T) {
	good := Options{OAuthProvider: "oidc", OAuthKey: "k", OAuthSecret: "s", CookieSecret: testCookieSecret, OAuthExtraParams: Params{"issuer": "https://id.example"}}
	for what, c := range map[string]struct {
		change func(*Options)
		want   string
	}{
		"no such method":        {func(o *Options) { o.OAuthClientAuth = "basic" }, "client_secret_basic, client_secret_post, client_secret_basic_raw, none"},
		"none with a secret":    {func(o *Options) { o.OAuthClientAuth = "none" }, "--oauth-secret"},
		"basic without one":     {func(o *Options) { o.OAuthClientAuth, o.OAuthSecret = "client_secret_basic", "" }, "needs a secret"},
		"without a provider":    {func(o *Options) { *o = Options{OAuthClientAuth: "none"} }, "--oauth-client-auth (PANELGO_OAUTH_CLIENT_AUTH) is given but no --oauth-provider"},
		"groups, no provider":   {func(o *Options) { *o = Options{OAuthGroupsClaim: List{"x"}} }, "--oauth-groups-claim (PANELGO_OAUTH_GROUPS_CLAIM) is given but no --oauth-provider"},
		"none, and no secret":   {func(o *Options) { o.OAuthClientAuth, o.OAuthSecret = "none", "" }, ""},
		"a method and a secret": {func(o *Options) { o.OAuthClientAuth = "client_secret_post" }, ""},
	} {
		o := good
		c.change(&o)
		err := o.Check()
		if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestGroupsClaim covers the shapes in which services list groups, and the names of claims that do.
func TestGroupsClaim(t *testing.T) {
	for _, c := range []struct {
		names  []string
		claims string
		want   string
	}{
		{[]string{"groups"}, `{"groups":["b","a","a",""," c "]}`, "a|b|c"},
		{[]string{"groups"}, `{"groups":["Data Team","cn=a,dc=b"]}`, "Data Team|cn=a,dc=b"},
		{[]string{"groups"}, `{"groups":"Data Team, staff,,admins"}`, "Data Team|admins|staff"},
		{[]string{"groups"}, `{"groups":[{"name":"a","id":1},{"id":2},{"name":["x"]},"b"]}`, "a|b"},
		{[]string{"groups"}, `{"groups":{"name":"a"}}`, "a"},
		{[]string{"groups"}, `{"groups":[9007199254740993,7]}`, "7|9007199254740993"},
		{[]string{"groups"}, `{"groups":[true,null,["x"],{"a":"b"}]}`, ""},
		{[]string{"groups"}, `{"groups":true}`, ""},
		{[]string{"groups"}, `{}`, ""},
		{[]string{"realm_access.roles"}, `{"realm_access":{"roles":["a","b"]}}`, "a|b"},
		{[]string{"a.b.c"}, `{"a":{"b":{"c":"x,y"}}}`, "x|y"},
		{[]string{"a.b.c"}, `{"a.b":{"c":["x"]},"a":{"b":{"c":["y"]}}}`, "x"},
		{[]string{"a.b.c"}, `{"a.b":{"d":1},"a":{"b.c":["y"]}}`, "y"},
		{[]string{"a.b"}, `{"a.b":["whole"],"a":{"b":["nested"]}}`, "whole"},
		{[]string{"a.b"}, `{"a":["b"]}`, ""},
		{[]string{"cognito:groups"}, `{"cognito:groups":["a"]}`, "a"},
		{[]string{"https://example.org/groups"}, `{"https://example.org/groups":["a"]}`, "a"},
		{[]string{"https://example.org/claims.roles"}, `{"https://example.org/claims":{"roles":["a"]}}`, "a"},
		{[]string{"resource_access.my.app.roles"}, `{"resource_access":{"my.app":{"roles":["a"]}}}`, "a"},
		{[]string{"groups", "roles"}, `{"groups":["a"],"roles":["b"]}`, "a|b"},
		{[]string{".", "", "a.", ".a"}, `{"a":{"":["x"]}}`, "x"},
	} {
		var claims map[string]any
		d := json.NewDecoder(strings.NewReader(c.claims))
		d.UseNumber()
		must(t, d.Decode(&claims))
		if got := strings.Join(groupsIn(claims, c.names), "|"); got != c.want {
			t.Errorf("%v in %s: %q, want %q", c.names, c.claims, got, c.want)
		}
	}
}

// TestGroupsClaimIsInForce at sign-in and at renewals, in the ID token and in userinfo, and nothing
// beside it counts.
func TestGroupsClaimIsInForce(t *testing.T) {
	for claim, value := range map[string]func(...string) map[string]any{
		"realm_access.roles": func(g ...string) map[string]any { return map[string]any{"realm_access": map[string]any{"roles": g}} },
		"cognito:groups":     func(g ...string) map[string]any { return map[string]any{"cognito:groups": g} },
		"https://example.org/groups": func(g ...string) map[string]any {
			return map[string]any{"https://example.org/groups": strings.Join(g, ", ")}
		},
	} {
		for _, place := range []string{"ID token", "userinfo"} {
			t.Run(claim+" in "+place, func(t *testing.T) {
				w := newWorld(t, func(o *Options) {
					o.OAuthRefreshTokens, o.OAuthGroupsClaim, o.AllowGroup = true, List{claim}, List{"admins", "/other=staff"}
				})
				say := func(groups ...string) {
					said := value(groups...)
					w.idp.set(func() {
						if w.idp.claims = said; place == "userinfo" {
							said["sub"] = "sub-1"
							w.idp.claims, w.idp.info = nil, said
						}
					})
				}
				say("admins", "x")
				b := w.browser()
				if who := b.get("/app").who(t); fmt.Sprint(who["groups"]) != "[admins x]" {
					t.Fatalf("groups %v", who["groups"])
				}
				say("x")
				must(t, w.renewNow(b))
				b.get("/app").expect(t, http.StatusForbidden, "not open to")
				b.get("/other").expect(t, http.StatusForbidden, "not open to") // staff stands in the claim groups
			})
		}
	}
}

// TestFormsOfMicrosoftsMark: the service writes it in four forms, and others mean nothing.
func TestFormsOfMicrosoftsMark(t *testing.T) {
	for form, want := range map[string]bool{
		`true`: true, `"1"`: true, `1`: true, `"true"`: true, `"True"`: true,
		`false`: false, `"0"`: false, `0`: false, `"false"`: false, `null`: false, `2`: false, `""`: false, `"yes"`: false, `[]`: false, `{}`: false, `1.5`: false,
	} {
		p := startIDP(t)
		p.claims = map[string]any{"email_verified": nil, "xms_edov": json.RawMessage(form)}
		p.info = map[string]any{"sub": "sub-1"}
		if who := worldAt(t, p, nil).browser().get("/app").who(t); (who["email"] != "") != want {
			t.Errorf("%s: %v", form, who)
		}
		p.set(func() { p.claims["email_verified"] = false })
		if who := worldAt(t, p, nil).browser().get("/app").who(t); who["email"] != "" {
			t.Errorf("%s beside a refusal: %v", form, who)
		}
	}
}

// TestStartSaysWhichIssuerTheServiceUses: with or without a slash, or another altogether.
func TestStartSaysWhichIssuerTheServiceUses(t *testing.T) {
	for what, c := range map[string]struct {
		set, published, words string
	}{
		"with":             {"", "/", "with a slash at its end"},
		"without":          {"/", "", "without a slash at its end"},
		"another":          {"", "/realms/x", "/realms/x"},
		"with, below":      {"/realms/x", "/realms/x/", "with a slash at its end"},
		"as it should be":  {"", "", ""},
		"both with slash":  {"/", "/", ""},
		"below, as it is":  {"/realms/x", "/realms/x", ""},
		"below, too short": {"/realms/x/", "/realms/x", "without a slash at its end"},
	} {
		t.Run(what, func(t *testing.T) {
			p := startIDP(t)
			published := p.URL + c.published
			p.Config.Handler.(*http.ServeMux).HandleFunc("/realms/x/.well-known/openid-configuration", p.discovery)
			p.doc = map[string]any{"issuer": published}
			w := worldAt(t, p, func(o *Options) { o.OAuthExtraParams = Params{"issuer": p.URL + c.set} })
			if c.words == "" {
				if _, err := w.manager.oauth.service.metadata(t.Context()); err != nil {
					t.Error(err)
				}
				return
			}
			storetest.Eventually(t, "said at the start", func() bool {
				log := w.log.String()
				return strings.Contains(log, c.words) && strings.Contains(log, `\"`+published+`\"`) && strings.Contains(log, "--oauth-extra-params")
			})
			o := w.opts
			_, err := o.Registration(t.Context(), &url.URL{Scheme: "https", Host: "app.example"})
			if err == nil || !strings.Contains(err.Error(), c.words) {
				t.Errorf("auth check: %v", err)
			}
		})
	}
}

// TestMissingPermissionIsNamed on the page and in the log, where a service does not tell groups.
func TestMissingPermissionIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		source  groupSource
		missing string
	}{"Graph": {inGraph(), "GroupMember.Read.All"}, "GitHub": {inGitHub(), "read:org"}} {
		for _, code := range []int{401, 403} {
			t.Run(fmt.Sprint(name, code), func(t *testing.T) {
				c.source.fail(&world{idp: &idp{}}, 0)
				w, _ := c.source.open(t)
				c.source.fail(w, code)
				a := w.through(t, w.browser(), "/app")
				a.expect(t, http.StatusBadGateway, c.missing)
				if strings.Contains(a.body, "cannot be trusted") || strings.Contains(a.body, "secret-of") || !strings.Contains(w.log.String(), c.missing) {
					t.Errorf("page %s\nlog %s", shorten(a.body), w.log)
				}
			})
		}
	}
}
