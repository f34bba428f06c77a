// Package devidp is an identity provider for development: it runs in the
// process of the app, on this machine's loopback only, with keys that are new
// at every start, and signs everybody in as whomever they choose.
//
// It owns its users, its sign-in page and its listener. The protocol is
// luikyv/go-oidc's; the rest of the project meets it only as an OpenID Connect
// issuer, like any other.
//
//	p, err := devidp.Start(devidp.Config{Log: log})
//	defer p.Close()
//	opts.Provider, opts.ExtraParams = "dev", auth.Params{"issuer": p.Issuer}
//	opts.Key, opts.Secret = p.ClientID, auth.Secret(p.ClientSecret)
package devidp
