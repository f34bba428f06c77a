package provider

import (
	"errors"

	"golang.org/x/oauth2"
)

// urls are the settings that generic, auth_code and password share: any
// service, described by its addresses.
var urls = []Param{
	{Name: "AUTHORIZE_URL", Env: "PANEL_OAUTH_AUTHORIZE_URL", Kind: Address, Help: "where visitors are sent to sign in"},
	{Name: "TOKEN_URL", Env: "PANEL_OAUTH_TOKEN_URL", Kind: Address, Required: true, Help: "where codes become tokens"},
	{Name: "USER_URL", Env: "PANEL_OAUTH_USER_URL", Kind: Address, Required: true, Help: "where the visitor's profile is read"},
	{Name: "LOGOUT_URL", Env: "PANEL_OAUTH_LOGOUT_URL", Kind: Address, Help: "where visitors are sent to sign out"},
	{Name: "USER_KEY", Env: "PANEL_USER_KEY", Default: "email", Kind: Claim, Help: "the claim that names the user"},
}

var described = Endpoints{Authorize: "{AUTHORIZE_URL}", Token: "{TOKEN_URL}", User: "{USER_URL}", Logout: "{LOGOUT_URL}"}

// generic is any service described by its addresses. Who the visitor is, is
// read at USER_URL: an ID token without known keys would prove nothing. A
// service with discovery is better served by oidc.
var generic = Provider{
	Name:          "generic",
	Title:         "your account",
	Endpoints:     described,
	Style:         oauth2.AuthStyleInParams,
	Scopes:        []string{"openid", "email", "profile"},
	RefreshScopes: []string{"offline_access"},
	Params:        urls,
	SubjectClaims: []string{"sub"},
	GroupClaims:   []string{"groups", "roles"},
	UnmarkedEmail: true,
	Derive:        needAuthorize,
}

func needAuthorize(values map[string]string) error {
	if values["AUTHORIZE_URL"] == "" {
		return errors.New(`the extra parameter "AUTHORIZE_URL" is missing (or PANEL_OAUTH_AUTHORIZE_URL): where visitors are sent to sign in`)
	}
	return nil
}
