package provider

import (
	"errors"
	"net/url"
)

var auth0 = Provider{
	Name:          "auth0",
	Title:         "Auth0",
	Issuer:        "https://{domain}/", // the slash is part of it
	Scopes:        []string{"openid", "email", "profile"},
	RefreshScopes: []string{"offline_access"},
	Params: []Param{
		{Name: "subdomain", Kind: Host, Help: "the part before .auth0.com, region included, such as dev-x.us"},
		{Name: "domain", Kind: Host, Help: "the whole domain instead, for custom domains"},
	},
	AgainParams:   map[string]string{"prompt": "login"},
	UserClaims:    []string{"email", "nickname"},
	SubjectClaims: []string{"sub"},
	Derive: func(values map[string]string) error {
		if values["domain"] == "" {
			if values["subdomain"] == "" {
				return errors.New(`give the extra parameter "subdomain" (the part before .auth0.com) or "domain"`)
			}
			values["domain"] = values["subdomain"] + ".auth0.com"
		}
		return nil
	},
	// Tenants that do not advertise RP-initiated logout have this one.
	Logout: func(p Provider, clientID, back string) string {
		query := url.Values{"client_id": {clientID}}
		if back != "" {
			query.Set("returnTo", back)
		}
		return p.Issuer + "v2/logout?" + query.Encode()
	},
}
