package panelgo

import (
	"errors"
	"fmt"
	"net/url"
	"strings"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/auth/devidp"
)

// Development reports whether the identity provider that is built in is to vouch for visitors.
func (o Options) Development() bool {
	_, elsewhere := o.Auth.OAuthExtraParams["issuer"]
	return strings.EqualFold(o.Auth.OAuthProvider, "dev") && !elsewhere
}

// checkDevelopment refuses to let anybody on a network sign in as anybody.
func (o Options) checkDevelopment() error {
	if !o.Development() {
		if o.OAuthDevUsers != "" {
			return errors.New("--oauth-dev-users (PANELGO_OAUTH_DEV_USERS) is for --oauth-provider=dev (PANELGO_OAUTH_PROVIDER) alone")
		}
		return nil
	}
	if o.Auth.OAuthKey != "" || o.Auth.OAuthSecret != "" || len(o.Auth.OAuthExtraParams) > 0 {
		return errors.New("--oauth-provider=dev (PANELGO_OAUTH_PROVIDER) registers itself: leave out --oauth-key (PANELGO_OAUTH_KEY), --oauth-secret (PANELGO_OAUTH_SECRET) and --oauth-extra-params (PANELGO_OAUTH_EXTRA_PARAMS), or give the issuer of another server in the latter")
	}
	host := o.Server.WithDefaults().Address
	if public, err := url.Parse(o.Server.Home()); err == nil && public.Host != "" && !ofThisMachine(public.Hostname()) {
		return fmt.Errorf("--oauth-provider=dev (PANELGO_OAUTH_PROVIDER) lets anybody sign in as anybody, and --public-url (PANELGO_PUBLIC_URL) %s is for others: "+
			"leave that out, or choose another provider", public)
	}
	if !ofThisMachine(host) {
		return fmt.Errorf("--oauth-provider=dev (PANELGO_OAUTH_PROVIDER) lets anybody sign in as anybody, and --address (PANELGO_ADDRESS) %s can be reached from elsewhere: "+
			"serve on localhost, or choose another provider", host)
	}
	return nil
}

// withDevelopment are the sign-in options as the provider that is built in wants them; the issuer
// is empty as long as it does not run.
func (o Options) withDevelopment(p *devidp.Provider) auth.Options {
	a := o.Auth
	a.OAuthExtraParams = auth.Params{"issuer": p.Issuer}
	a.OAuthKey, a.OAuthSecret = p.ClientID, auth.Secret(p.ClientSecret)
	a.OAuthRefreshTokens = true // so that an app's author sees a renewal
	a.LoginPage = true          // and a sign-in page
	return a
}

// newManager makes the manager, and starts the development provider where it is asked for. The
// returned function ends both.
func (o Options) newManager() (*auth.Manager, func(), error) {
	if !o.Development() {
		manager, err := auth.New(o.Auth)
		if err != nil {
			return nil, nil, err
		}
		return manager, manager.Close, nil
	}
	p, err := devidp.Start(devidp.Config{UsersFile: o.OAuthDevUsers, Log: o.Server.Logger})
	if err != nil {
		return nil, nil, err
	}
	manager, err := auth.New(o.withDevelopment(p))
	if err != nil {
		p.Close()
		return nil, nil, err
	}
	return manager, func() { manager.Close(); p.Close() }, nil
}
