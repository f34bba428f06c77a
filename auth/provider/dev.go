package provider

import "errors"

// dev is the identity provider that panelgo itself runs during development.
// Whoever starts it says where it listens; it is accepted on this machine only.
var dev = Provider{
	Name:          "dev",
	Title:         "the development provider",
	Issuer:        "{issuer}",
	Scopes:        []string{"openid", "email", "profile", "groups"},
	RefreshScopes: []string{"offline_access"},
	Params:        []Param{{Name: "issuer", Kind: Address, Required: true, Help: "where the development provider listens"}},
	AgainParams:   map[string]string{"prompt": "login"},
	UserClaims:    []string{"preferred_username", "email"},
	SubjectClaims: []string{"sub"},
	GroupClaims:   []string{"groups"},
	Derive: func(values map[string]string) error {
		if !Loopback(hostname(values["issuer"])) {
			return errors.New("the development provider is for this machine only")
		}
		return nil
	},
}
