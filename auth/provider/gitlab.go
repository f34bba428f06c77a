package provider

var gitlab = Provider{
	Name:   "gitlab",
	Title:  "GitLab",
	Issuer: "{url}",
	Scopes: []string{"openid", "email", "profile"},
	Params: []Param{{Name: "url", Default: "https://gitlab.com", Kind: Address, Help: "the address of a self-managed GitLab"}},
	// Depending on the version, the user name is in the ID token or in userinfo only.
	AgainParams:   map[string]string{"prompt": "login"},
	UserClaims:    []string{"username", "preferred_username", "nickname"},
	SubjectClaims: []string{"sub"},
	GroupClaims:   []string{"groups", "groups_direct"},
	Derive:        trimSlash("url"),
}
