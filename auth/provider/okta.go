package provider

import "strings"

// Okta has one authorization server per organisation and, with an add-on,
// further ones under /oauth2/{server}. Each is an issuer of its own; without
// "server" it is the organisation's.
var okta = Provider{
	Name:          "okta",
	Title:         "Okta",
	Issuer:        "{issuer}",
	Scopes:        []string{"openid", "email", "profile"},
	RefreshScopes: []string{"offline_access"},
	GroupScopes:   []string{"groups"},
	Params: []Param{
		{Name: "url", Kind: Address, Required: true, Help: "your organisation's address, such as example.okta.com"},
		{Name: "server", Help: "the authorization server's id, such as default"},
	},
	AgainParams:   map[string]string{"prompt": "login"},
	UserClaims:    []string{"email", "preferred_username"},
	SubjectClaims: []string{"sub"},
	GroupClaims:   []string{"groups"},
	Derive: func(values map[string]string) error {
		values["issuer"] = strings.TrimSuffix(values["url"], "/")
		if server := values["server"]; server != "" {
			values["issuer"] += "/oauth2/" + server
		}
		return nil
	},
}

// trimSlash makes an address comparable: issuers are compared to the letter.
func trimSlash(name string) func(map[string]string) error {
	return func(values map[string]string) error {
		values[name] = strings.TrimSuffix(values[name], "/")
		return nil
	}
}
