package auth

import (
	"cmp"
	"context"
	"net/url"
)

// Registration is what a service has to be told about an app, and what the
// service says about itself.
type Registration struct {
	Provider    string
	RedirectURI string // to register, to the letter
	SignedOut   string // to register where the service has addresses to return to after signing out
	Backchannel string // to register where the service reports sign-outs; "" where it cannot
	Scopes      []string

	Issuer    string // as published; "" without OpenID Connect
	Authorize string
	Token     string
	User      string
	Logout    string // where the session at the service ends; "" where it cannot
	Revoke    string
}

// Registration returns what to register for a server at the given address, and
// asks the service whether it is there. It returns what it knows also with an
// error, which says why the service could not be asked.
func (o Options) Registration(ctx context.Context, base *url.URL) (Registration, error) {
	if err := o.Check(); err != nil {
		return Registration{}, err
	}
	o = o.WithDefaults()
	s, err := newService(o)
	if err != nil {
		return Registration{}, err
	}
	at := RequestOrigin{Base: *base}
	r := Registration{Provider: s.Title, RedirectURI: cmp.Or(o.OAuthRedirectURI, at.url(callbackPath)), SignedOut: at.url(o.LogoutEndpoint), Scopes: s.scopes}
	if s.OpenID() {
		r.Backchannel = at.url(backchannelPath)
	}
	f, err := s.metadata(ctx)
	if err != nil {
		return r, err
	}
	r.Issuer, r.Authorize, r.Token, r.User, r.Logout, r.Revoke = f.issuer, f.endpoint.AuthURL, f.endpoint.TokenURL, f.user, f.logout, f.revoke
	return r, nil
}
