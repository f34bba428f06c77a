package provider

import (
	"context"
	"net/http"
	"slices"

	"golang.org/x/oauth2"
)

// Provider says what one identity service is like. In the catalogue its
// addresses hold {placeholders}; what [Provider.Resolve] returns has none left.
type Provider struct {
	Name  string // as in --oauth-provider
	Title string // as on the sign-in button

	// Issuer makes the service an OpenID Connect one: its endpoints, keys and
	// methods are discovered there. Endpoints given as well win over discovered ones.
	Issuer    string
	Endpoints Endpoints
	Style     oauth2.AuthStyle // how the secret travels, where discovery does not say

	Scopes        []string // asked for always
	RefreshScopes []string // and when tokens shall be refreshed
	GroupScopes   []string // and when groups matter

	Params        []Param           // settings it takes from the extra parameters
	Forward       map[string]string // sent along to the authorize endpoint
	RefreshParams map[string]string // and when tokens shall be refreshed
	AgainParams   map[string]string // and when the visitor wants to choose whom to sign in as

	UserClaims    []string // the first one present names the user
	SubjectClaims []string // together they are the account's stable key
	GroupClaims   []string // all lists found in them are the groups

	// UnmarkedEmail trusts an address that comes without email_verified. It is
	// for services whose addresses the operator wrote down by hand.
	UnmarkedEmail bool
	Public        bool // works without a client secret
	Form          bool // the visitor types name and password here (RFC 6749, 4.3)

	// The odd functions. Each may be nil.

	// Derive computes further placeholders from the given ones.
	Derive func(values map[string]string) error
	// CheckIssuer replaces the comparison of the iss claim with Issuer; it is
	// also told the issuer that discovery published.
	CheckIssuer func(p Provider, discovered string, claims map[string]any) error
	// Profile fetches claims where the service has no userinfo that suffices.
	Profile func(ctx context.Context, c Client, p Provider) (map[string]any, error)
	// Groups fetches the groups that the claims do not hold.
	Groups func(ctx context.Context, c Client, p Provider, claims map[string]any) ([]string, error)
	// Logout is the address that ends the session at the service, where
	// discovery names none.
	Logout func(p Provider, clientID, back string) string
	// Revoke ends a token where the service does not speak RFC 7009.
	Revoke func(ctx context.Context, c *http.Client, p Provider, id, secret, token string) error

	values map[string]string // what the placeholders stand for; nil in the catalogue
}

// Endpoints are the addresses of a service.
type Endpoints struct {
	Authorize, Token, User, Logout, Revoke, Keys string
	API                                          string // base for the odd functions
}

// Param is one setting that a provider takes from --oauth-extra-params.
type Param struct {
	Name     string // as people write it; case does not matter
	Env      string // the variable that also sets it
	Default  string
	Kind     Kind
	Required bool
	Help     string
}

// Kind says what a parameter's value must look like.
type Kind int

// The kinds of parameter.
const (
	Word    Kind = iota // letters, digits, dots, dashes, underscores
	Host                // a host name, perhaps with port
	Address             // an absolute https address, or just its host
	Claim               // the name of a claim: any text
)

// Value is what the parameter of the given name was set to.
func (p Provider) Value(name string) string { return p.values[name] }

// OpenID reports whether the service signs ID tokens that can be verified.
func (p Provider) OpenID() bool { return p.Issuer != "" }

// AllScopes are the scopes to ask for; chosen, when not empty, replaces the usual ones.
func (p Provider) AllScopes(chosen []string, refresh, groups bool) []string {
	scopes := slices.Clone(p.Scopes)
	if len(chosen) > 0 {
		scopes = slices.Clone(chosen)
	}
	if refresh {
		scopes = append(scopes, p.RefreshScopes...)
	}
	if groups {
		scopes = append(scopes, p.GroupScopes...)
	}
	return unique(scopes)
}

func unique(list []string) []string {
	var out []string
	for _, s := range list {
		if s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}
