package auth

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"golang.org/x/oauth2"
)

// How a client authenticates at the token endpoint, in the words of OpenID Connect Core, section 9,
// and one more.
const (
	authBasic    = "client_secret_basic"     // id and secret form-urlencoded, as RFC 6749, 2.3.1 has it
	authPost     = "client_secret_post"      // in the body
	authBasicRaw = "client_secret_basic_raw" // id and secret as they are, for services that do not decode them
	authNone     = "none"                    // a public client: PKCE alone
)

var authMethods = []string{authBasic, authPost, authBasicRaw, authNone}

// authStyle chooses how the secret travels: as the operator says, else as the service publishes,
// else the usual way. It is never tried out: the attempt that fails would burn the code.
func (s *service) authStyle(published []string, usual oauth2.AuthStyle) (oauth2.AuthStyle, error) {
	has := func(method string) bool { return slices.Contains(published, method) }
	switch {
	case s.secret == "", s.method == authPost, s.method == authNone:
		return oauth2.AuthStyleInParams, nil
	case s.method != "":
		return oauth2.AuthStyleInHeader, nil
	case len(published) == 0:
		return usual, nil
	case has(authBasic):
		return oauth2.AuthStyleInHeader, nil
	case has(authPost), has(authNone):
		return oauth2.AuthStyleInParams, nil
	}
	return 0, fmt.Errorf("it takes no client secret, but %s: register this app with one of %s, or choose it with %s if the service takes it all the same",
		strings.Join(published, ", "), strings.Join(authMethods[:2], ", "), optionName("oauth-client-auth"))
}

// rawBasic sends id and secret in the Authorization header without encoding them first.
type rawBasic struct {
	next   http.RoundTripper
	id     string
	secret Secret
}

func (b rawBasic) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, _, ok := r.BasicAuth(); ok {
		r = r.Clone(r.Context())
		r.SetBasicAuth(b.id, b.secret.Reveal())
	}
	return b.next.RoundTrip(r)
}

// checkClientAuth complains about a way to authenticate that cannot work.
func (o Options) checkClientAuth(c *complaints) {
	switch {
	case o.OAuthClientAuth == "":
	case !slices.Contains(authMethods, o.OAuthClientAuth):
		c.add("%s must be one of %s", optionName("oauth-client-auth"), strings.Join(authMethods, ", "))
	case o.OAuthClientAuth == authNone && o.OAuthSecret != "":
		c.add("%s is %s, which sends no secret, and %s is given: choose one", optionName("oauth-client-auth"), authNone, optionName("oauth-secret"))
	case o.OAuthClientAuth != authNone && o.OAuthSecret == "":
		c.add("%s is %s, which needs a secret: give %s", optionName("oauth-client-auth"), o.OAuthClientAuth, optionName("oauth-secret"))
	}
}
