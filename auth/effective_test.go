package auth

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
)

func TestSettingsShowOriginsAndNoSecrets(t *testing.T) {
	o := complete()
	o.SignInStore = "redis://user:hunter2@h:1/0"
	o.ExtraParams = Params{"url": "ghes.example.org"}
	list := o.Settings(map[string]string{"oauth-provider": "PANEL_OAUTH_PROVIDER", "oauth-key": "--oauth-key"})
	text := fmt.Sprint(list)
	for _, want := range []string{
		"{oauth-provider github PANEL_OAUTH_PROVIDER}", "{oauth-key id --oauth-key}", "{oauth-secret ••• code}", "{login-endpoint /login default}", "{oauth-expiry-days 1 default}",
		"{signin-store redis://user:xxxxx@h:1/0 code}", `{oauth-extra-params {"url":"ghes.example.org"} code}`, "{basic-auth  default}",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	for _, secret := range []string{"s3cr3t-of-github", testCookieSecret, specKey, "hunter2"} {
		if strings.Contains(text, secret) {
			t.Errorf("shows %s", secret)
		}
	}
}

func TestRegistration(t *testing.T) {
	p := startIDP(t)
	o := Options{Provider: "oidc", Key: clientID, Secret: clientSecret, CookieSecret: testCookieSecret, ExtraParams: Params{"issuer": p.URL}, RefreshTokens: true}
	base, err := url.Parse("https://app.example/pre")
	must(t, err)
	r, err := o.Registration(t.Context(), base)
	if err != nil || r.RedirectURI != "https://app.example/pre/oauth2/callback" || r.Issuer != p.URL || r.Backchannel != "https://app.example/pre/oauth2/backchannel-logout" ||
		r.SignedOut != "https://app.example/pre/logout" || r.Revoke == "" || r.Logout == "" || strings.Join(r.Scopes, " ") != "openid email profile offline_access" {
		t.Errorf("%+v, %v", r, err)
	}
	p.Close()
	r, err = o.Registration(t.Context(), base)
	if err == nil || r.RedirectURI == "" {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := (Options{Provider: "github"}).Registration(t.Context(), base); err == nil {
		t.Error("incomplete options pass")
	}
}
