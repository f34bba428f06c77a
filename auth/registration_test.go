package auth

import (
	"net/url"
	"strings"
	"testing"
)

func TestRegistration(t *testing.T) {
	p := startIDP(t)
	o := Options{OAuthProvider: "oidc", OAuthKey: clientID, OAuthSecret: clientSecret, CookieSecret: testCookieSecret, OAuthExtraParams: Params{"issuer": p.URL}, OAuthRefreshTokens: true}
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
	if _, err := (Options{OAuthProvider: "github"}).Registration(t.Context(), base); err == nil {
		t.Error("incomplete options pass")
	}
}
