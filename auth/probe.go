package auth

import (
	"context"
	"net/url"
)

// Finding is one line of what a check of the provider found.
type Finding struct {
	What, Value string
	Err         error // what is wrong with it
}

// Probe asks the provider for what a sign-in would ask first, and answers what an operator has to know: the address to
// register, and where the provider's endpoints are. The base is the server's own address with its prefix, as visitors
// see it.
func (o Options) Probe(ctx context.Context, base url.URL) []Finding {
	if o.Provider == "" {
		return nil
	}
	o = o.withDefaults()
	redirect := o.RedirectURI
	if redirect == "" {
		redirect = Place{Base: base}.url(callbackPath)
	}
	all := []Finding{{What: "redirect URI to register", Value: redirect}}
	s, err := newService(o)
	if err != nil {
		return append(all, Finding{What: "provider", Value: o.Provider, Err: err})
	}
	f, err := s.facts(ctx)
	if err != nil {
		return append(all, Finding{What: "discovery", Value: s.Issuer, Err: err})
	}
	for _, one := range []Finding{
		{What: "issuer", Value: f.issuer},
		{What: "authorization endpoint", Value: f.endpoint.AuthURL},
		{What: "token endpoint", Value: f.endpoint.TokenURL},
		{What: "sign-out endpoint", Value: f.logout},
		{What: "revocation endpoint", Value: f.revoke},
	} {
		if one.Value != "" {
			all = append(all, one)
		}
	}
	return all
}
