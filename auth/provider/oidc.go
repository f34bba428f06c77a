package provider

// oidc is any OpenID Connect service: Keycloak, Dex, Authentik, Cognito,
// Zitadel and the like. The issuer's address is all it takes.
var oidc = Provider{
	Name:          "oidc",
	Title:         "single sign-on",
	Issuer:        "{issuer}",
	Scopes:        []string{"openid", "email", "profile"},
	RefreshScopes: []string{"offline_access"},
	Params: []Param{
		{Name: "issuer", Env: "PANEL_OAUTH_ISSUER", Kind: Address, Required: true,
			Help: "the address that has /.well-known/openid-configuration below it"},
	},
	AgainParams:   map[string]string{"prompt": "login"},
	UserClaims:    []string{"email", "preferred_username"},
	SubjectClaims: []string{"sub"},
	GroupClaims:   []string{"groups", "roles"},
}
