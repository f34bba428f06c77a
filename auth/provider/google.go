package provider

var google = Provider{
	Name:   "google",
	Title:  "Google",
	Issuer: "https://accounts.google.com",
	Scopes: []string{"openid", "email", "profile"},
	// Google has no offline_access scope. It hands out a refresh token when
	// asked for offline access, and reliably only together with consent.
	RefreshParams: map[string]string{"access_type": "offline", "prompt": "consent"},
	AgainParams:   map[string]string{"prompt": "select_account"},
	UserClaims:    []string{"email"},
	SubjectClaims: []string{"sub"},
}
