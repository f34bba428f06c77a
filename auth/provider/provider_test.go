package provider

import (
	"strings"
	"testing"
)

func TestCatalogueKnowsPanelsNames(t *testing.T) {
	for _, name := range strings.Fields("azure azurev2 bitbucket github gitlab google okta auth0 generic oidc auth_code password dev GitHub") {
		if _, err := Lookup(name); err != nil {
			t.Error(err)
		}
	}
	_, err := Lookup("nope")
	if err == nil || !strings.Contains(err.Error(), `no provider "nope"`) || !strings.Contains(err.Error(), "github") {
		t.Errorf("an unknown name: %v", err)
	}
}

// TestEveryValueIsComplete holds for each line of the catalogue.
func TestEveryValueIsComplete(t *testing.T) {
	for _, p := range catalogue {
		if p.Title == "" || len(p.Scopes) == 0 || len(p.SubjectClaims) == 0 {
			t.Errorf("%s lacks a title, scopes or the claim that keys its accounts", p.Name)
		}
		if p.OpenID() == (p.Endpoints.Token != "") {
			t.Errorf("%s must have either an issuer or its own token endpoint", p.Name)
		}
		if !p.OpenID() && p.Profile == nil && p.Endpoints.User == "" {
			t.Errorf("%s has no way to tell who the visitor is", p.Name)
		}
		for _, param := range p.Params {
			if param.Help == "" {
				t.Errorf("%s: %s has no help", p.Name, param.Name)
			}
		}
	}
}

func TestResolve(t *testing.T) {
	type want struct{ issuer, authorize, token, api string }
	generic := "AUTHORIZE_URL=https://id.example/a TOKEN_URL=https://id.example/t USER_URL=https://id.example/u"
	for _, c := range []struct {
		name, extra, env string
		want             want
	}{
		{"azure", "", "", want{issuer: "https://login.microsoftonline.com/common/v2.0", api: "https://graph.microsoft.com/v1.0"}},
		{"azurev2", "tenant=contoso.com", "", want{issuer: "https://login.microsoftonline.com/contoso.com/v2.0", api: "https://graph.microsoft.com/v1.0"}},
		{"azurev2", "", "AAD_TENANT_ID=abc", want{issuer: "https://login.microsoftonline.com/abc/v2.0", api: "https://graph.microsoft.com/v1.0"}},
		{"azurev2", "tenant=one", "AAD_TENANT_ID=two", want{issuer: "https://login.microsoftonline.com/one/v2.0", api: "https://graph.microsoft.com/v1.0"}},
		{"google", "", "", want{issuer: "https://accounts.google.com"}},
		{"gitlab", "", "", want{issuer: "https://gitlab.com"}},
		{"gitlab", "url=git.example.org/", "", want{issuer: "https://git.example.org"}},
		{"okta", "url=example.okta.com", "", want{issuer: "https://example.okta.com"}},
		{"okta", "url=https://example.okta.com/ server=default", "", want{issuer: "https://example.okta.com/oauth2/default"}},
		{"auth0", "subdomain=dev-x.us", "", want{issuer: "https://dev-x.us.auth0.com/"}},
		{"auth0", "domain=https://login.example.org/", "", want{issuer: "https://login.example.org/"}},
		{"github", "", "", want{authorize: "https://github.com/login/oauth/authorize", token: "https://github.com/login/oauth/access_token", api: "https://api.github.com"}},
		{"github", "url=ghes.example.org", "", want{authorize: "https://ghes.example.org/login/oauth/authorize", token: "https://ghes.example.org/login/oauth/access_token", api: "https://ghes.example.org/api/v3"}},
		{"github", "url=https://octo.ghe.com", "", want{authorize: "https://octo.ghe.com/login/oauth/authorize", token: "https://octo.ghe.com/login/oauth/access_token", api: "https://api.octo.ghe.com"}},
		{"bitbucket", "", "", want{authorize: "https://bitbucket.org/site/oauth2/authorize", token: "https://bitbucket.org/site/oauth2/access_token", api: "https://api.bitbucket.org/2.0"}},
		{"generic", generic, "", want{authorize: "https://id.example/a", token: "https://id.example/t"}},
		{"auth_code", generic, "", want{authorize: "https://id.example/a", token: "https://id.example/t"}},
		{"generic", "USER_URL=https://id.example/u", "PANEL_OAUTH_AUTHORIZE_URL=https://e.example/a PANEL_OAUTH_TOKEN_URL=https://e.example/t", want{authorize: "https://e.example/a", token: "https://e.example/t"}},
		{"password", "token_url=https://id.example/t user_url=https://id.example/u", "", want{token: "https://id.example/t"}},
		{"oidc", "issuer=https://kc.example/realms/x", "", want{issuer: "https://kc.example/realms/x"}},
		{"oidc", "issuer=http://127.0.0.1:5556/dex", "", want{issuer: "http://127.0.0.1:5556/dex"}},
		{"dev", "issuer=http://localhost:5556", "", want{issuer: "http://localhost:5556"}},
	} {
		t.Run(c.name+" "+c.extra, func(t *testing.T) {
			p, err := resolve(c.name, c.extra, c.env)
			if err != nil {
				t.Fatal(err)
			}
			got := want{p.Issuer, p.Endpoints.Authorize, p.Endpoints.Token, p.Endpoints.API}
			if got != c.want {
				t.Errorf("got  %+v\nwant %+v", got, c.want)
			}
		})
	}
}

func TestResolveComplains(t *testing.T) {
	for _, c := range []struct{ name, extra, want string }{
		{"okta", "", `"url" is missing`},
		{"auth0", "", `"subdomain"`},
		{"auth0", "subdomain=a/b", "host name"},
		{"oidc", "", `"issuer" is missing (or PANEL_OAUTH_ISSUER)`},
		{"oidc", "issuer=http://kc.example", "https://"},
		{"oidc", "issuer=https://user:pw@kc.example", "credentials"},
		{"azure", "tenant=../evil", "letters, digits"},
		{"generic", "TOKEN_URL=https://id.example/t USER_URL=https://id.example/u", `"AUTHORIZE_URL" is missing`},
		{"generic", "AUTHORIZE_URL=https://id.example/a", `"TOKEN_URL" is missing`},
		{"google", "redirect_uri=https://evil.example", "belongs to the protocol"},
		{"google", "State=1", "belongs to the protocol"},
		{"dev", "issuer=https://id.example", "this machine only"},
	} {
		_, err := resolve(c.name, c.extra, "")
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s %q: %v, want %q", c.name, c.extra, err, c.want)
		}
	}
}

func TestForwardedParams(t *testing.T) {
	p, err := resolve("azurev2", "tenant=abc prompt=select_account domain=ignored login_hint=pat audience=api", "")
	if err != nil {
		t.Fatal(err)
	}
	for k, want := range map[string]string{"prompt": "select_account", "login_hint": "pat", "audience": "api", "tenant": "", "domain": ""} {
		if p.Forward[k] != want {
			t.Errorf("%s = %q, want %q", k, p.Forward[k], want)
		}
	}
}

func TestScopes(t *testing.T) {
	for _, c := range []struct {
		name            string
		chosen          []string
		refresh, groups bool
		want            string
	}{
		{"google", nil, true, true, "openid email profile"}, // never offline_access
		{"azurev2", nil, true, false, "openid email profile offline_access"},
		{"github", nil, false, true, "read:user user:email read:org"},
		{"github", []string{"repo"}, false, false, "repo"},
		{"okta", []string{"openid", "offline_access"}, true, false, "openid offline_access"},
		{"gitlab", nil, true, false, "openid email profile"},
	} {
		p, _ := Lookup(c.name)
		if got := strings.Join(p.AllScopes(c.chosen, c.refresh, c.groups), " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "127.0.0.1": true, "127.8.8.8": true, "::1": true, "[::1]": true, "a.localhost": true, "127.0.0.1:80": true,
		"::ffff:127.0.0.1": true, "0.0.0.0": false, "::": false, "10.0.0.1": false, "localhost.evil.example": false, "": false, "127.0.0.1.nip.io": false,
	} {
		if got := Loopback(host); got != want {
			t.Errorf("Loopback(%q) = %v", host, got)
		}
	}
}

// resolve takes "k=v k=v" for the parameters and for the environment.
func resolve(name, extra, environ string) (Provider, error) {
	p, err := Lookup(name)
	if err != nil {
		return Provider{}, err
	}
	env := pairs(environ)
	return p.Resolve(pairs(extra), func(k string) string { return env[k] })
}

func pairs(text string) map[string]string {
	m := map[string]string{}
	for _, one := range strings.Fields(text) {
		k, v, _ := strings.Cut(one, "=")
		m[k] = v
	}
	return m
}
