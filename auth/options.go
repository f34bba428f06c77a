package auth

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"github.com/panelgo/panelgo/auth/store"
)

// Options say how people sign in. The zero value lets everybody in without
// asking. Every field can be given by flag (name), by environment variable
// (env) or here in code; where several are given, the flag wins over the
// environment, that over the file of --config, and that over the code. Each secret can also be read
// from a file, by the variable of the same name with _FILE behind it.
type Options struct {
	// OAuthProvider names the identity service that visitors sign in with, such as github or
	// generic; none by default.
	OAuthProvider string `name:"oauth-provider" env:"PANELGO_OAUTH_PROVIDER,PANEL_OAUTH_PROVIDER" placeholder:"NAME" help:"Identity service that visitors sign in with."`
	// OAuthKey is the client id that the service gave this app; there is no default.
	OAuthKey string `name:"oauth-key" env:"PANELGO_OAUTH_KEY,PANEL_OAUTH_KEY" placeholder:"ID" help:"Client id the service gave this app."`
	// OAuthSecret is the client secret that the service gave this app; there is no default.
	OAuthSecret Secret `name:"oauth-secret" env:"PANELGO_OAUTH_SECRET,PANEL_OAUTH_SECRET" placeholder:"SECRET" secret:"" help:"Client secret the service gave this app."`
	// OAuthClientAuth is how this app authenticates at the service: client_secret_basic,
	// client_secret_post, client_secret_basic_raw or none; by default what the service publishes.
	OAuthClientAuth string `name:"oauth-client-auth" env:"PANELGO_OAUTH_CLIENT_AUTH" placeholder:"METHOD" help:"How this app authenticates at the service: client_secret_basic, client_secret_post, client_secret_basic_raw (id and secret not encoded first) or none (default: what the service publishes)."`
	// OAuthExtraParams are settings of the service, such as its tenant; others are sent along to
	// its sign-in page. None by default.
	OAuthExtraParams Params `name:"oauth-extra-params" env:"PANELGO_OAUTH_EXTRA_PARAMS,PANEL_OAUTH_EXTRA_PARAMS" placeholder:"JSON" help:"Settings of the service, such as {\"tenant\": \"…\"}; others are sent along to its sign-in page."`
	// OAuthRedirectURI is the address registered with the service, where it sends visitors back to;
	// by default this server's address and /oauth2/callback.
	OAuthRedirectURI string `name:"oauth-redirect-uri" env:"PANELGO_OAUTH_REDIRECT_URI,PANEL_OAUTH_REDIRECT_URI" placeholder:"URL" help:"Address registered with the service, where it sends visitors back to (default: this server's address and /oauth2/callback)."`
	// OAuthPostLogoutRedirectURI is an address registered with the service, where it sends visitors
	// who have signed out, or "none" for none at all; by default our own sign-out page.
	OAuthPostLogoutRedirectURI string `name:"oauth-post-logout-redirect-uri" env:"PANELGO_OAUTH_POST_LOGOUT_REDIRECT_URI" placeholder:"URL" help:"Address registered with the service, where it sends visitors after they have signed out there (default: this server's sign-out page); none leaves it out."`

	// OAuthJWTUser is the claim that names the user; by default what suits the service.
	OAuthJWTUser string `name:"oauth-jwt-user" env:"PANELGO_OAUTH_JWT_USER,PANEL_OAUTH_JWT_USER" placeholder:"CLAIM" help:"Claim that names the user (default: what suits the service)."`
	// OAuthGroupsClaim are the claims that list the user's groups, with dots for one inside
	// another; by default what suits the service.
	OAuthGroupsClaim List `name:"oauth-groups-claim" env:"PANELGO_OAUTH_GROUPS_CLAIM" placeholder:"CLAIM" help:"Claims that list the user's groups; with dots for one inside another, such as realm_access.roles (default: what suits the service)."`
	// OAuthScope are the scopes to ask for; by default what suits the service.
	OAuthScope List `name:"oauth-scope" env:"PANELGO_OAUTH_SCOPE,PANEL_OAUTH_SCOPE" placeholder:"SCOPE" help:"Scopes to ask for (default: what suits the service)."`
	// OAuthExpiryDays is how long a sign-in lasts, in days; 1 by default.
	OAuthExpiryDays float64 `name:"oauth-expiry-days" env:"PANELGO_OAUTH_EXPIRY,PANEL_OAUTH_EXPIRY" default:"1" help:"Days until people must sign in again; decimals are fine."`
	// OAuthEncryptionKey is the Fernet key that seals sign-ins, or several with commas between: the
	// first seals, all open. By default one is made for this process.
	OAuthEncryptionKey Secret `name:"oauth-encryption-key" env:"PANELGO_OAUTH_ENCRYPTION,PANEL_OAUTH_ENCRYPTION" placeholder:"KEY" secret:"" help:"Fernet key that seals sign-ins, made by panelgo oauth-secret; several with commas between: the first seals, all open."`
	// OAuthRefreshTokens renews access tokens before they expire. Off by default.
	OAuthRefreshTokens bool `name:"oauth-refresh-tokens" env:"PANELGO_OAUTH_REFRESH_TOKENS,PANEL_OAUTH_REFRESH_TOKENS" help:"Renew access tokens before they expire."`
	// OAuthGuestEndpoints are paths open to visitors who have not signed in; /docs/* means
	// everything below. None by default.
	OAuthGuestEndpoints List `name:"oauth-guest-endpoints" env:"PANELGO_OAUTH_GUEST_ENDPOINTS,PANEL_OAUTH_GUEST_ENDPOINTS" placeholder:"PATH" help:"Paths open to visitors who have not signed in; /docs/* means everything below."`
	// OAuthOptional makes everybody a guest until they sign in. Off by default.
	OAuthOptional bool `name:"oauth-optional" env:"PANELGO_OAUTH_OPTIONAL,PANEL_OAUTH_OPTIONAL" help:"Everybody is a guest until they sign in."`
	// OAuthCAFile is a file (PEM) with certificate authorities to trust beside the system's when
	// talking to the service; none by default.
	OAuthCAFile string `name:"oauth-ca-file" env:"PANELGO_OAUTH_CA_FILE" placeholder:"PEM" help:"Certificate authorities to trust beside the system's when talking to the service."`
	// LoginPage shows a page with a button before going to the service. Off by default.
	LoginPage bool `name:"login-page" env:"PANELGO_LOGIN_PAGE" help:"Show a page with a button before going to the service."`

	// BasicAuth is a file of names and hashed passwords, or one password for everybody; none by
	// default.
	BasicAuth Secret `name:"basic-auth" env:"PANELGO_BASIC_AUTH,PANEL_BASIC_AUTH" placeholder:"FILE|PASSWORD" secret:"" help:"File of names and hashed passwords (panelgo passwd, htpasswd -B, or JSON), or one password for everybody."`

	// TrustedHeaderUser is the header in which a proxy in front names the user; none by default.
	TrustedHeaderUser string `name:"trusted-header-user" env:"PANELGO_TRUSTED_HEADER_USER" placeholder:"HEADER" help:"Header in which a proxy in front names the user, such as X-Forwarded-User."`
	// TrustedHeaderEmail is the header in which that proxy gives the user's verified address; none
	// by default.
	TrustedHeaderEmail string `name:"trusted-header-email" env:"PANELGO_TRUSTED_HEADER_EMAIL" placeholder:"HEADER" help:"Header in which that proxy gives the user's verified address."`
	// TrustedHeaderGroups is the header in which that proxy lists the user's groups; none by
	// default.
	TrustedHeaderGroups string `name:"trusted-header-groups" env:"PANELGO_TRUSTED_HEADER_GROUPS" placeholder:"HEADER" help:"Header in which that proxy lists the user's groups."`
	// TrustedHeaderFrom are the networks the proxy connects from, in CIDR notation; from anywhere
	// else the headers mean nothing. There is no default: with TrustedHeaderUser it must be given.
	TrustedHeaderFrom List `name:"trusted-header-from" env:"PANELGO_TRUSTED_HEADER_FROM" placeholder:"CIDR" help:"Networks the proxy connects from; from anywhere else the headers mean nothing."`

	// AllowUser lets in these users only, by user name to the letter, or by verified address; for
	// one app with its path and = in front. By default the rules let in whoever has signed in.
	AllowUser List `name:"allow-user" env:"PANELGO_ALLOW_USER" placeholder:"[/APP=]USER" help:"Let in these users only, by user name to the letter, or by verified address; for one app with its path and = in front."`
	// AllowGroup lets in members of these groups, named to the letter; empty by default, as
	// AllowUser.
	AllowGroup List `name:"allow-group" env:"PANELGO_ALLOW_GROUP" placeholder:"[/APP=]GROUP" help:"Let in members of these groups, named to the letter; separate several by commas."`
	// AllowDomain lets in people with a verified address of these domains; empty by default, as
	// AllowUser.
	AllowDomain List `name:"allow-domain" env:"PANELGO_ALLOW_DOMAIN" placeholder:"[/APP=]DOMAIN" help:"Let in people with a verified address of these domains."`

	// LoginEndpoint is the path of the sign-in page; /login by default.
	LoginEndpoint string `name:"login-endpoint" env:"PANELGO_LOGIN_ENDPOINT,PANEL_LOGIN_ENDPOINT" default:"/login" help:"Path of the sign-in page."`
	// LogoutEndpoint is the path of the sign-out page; /logout by default.
	LogoutEndpoint string `name:"logout-endpoint" env:"PANELGO_LOGOUT_ENDPOINT,PANEL_LOGOUT_ENDPOINT" default:"/logout" help:"Path of the sign-out page."`
	// BasicLoginTemplate is a file with the template (html/template) of the sign-in page; the
	// built-in one by default.
	BasicLoginTemplate string `name:"basic-login-template" env:"PANELGO_BASIC_LOGIN_TEMPLATE,PANEL_BASIC_LOGIN_TEMPLATE" placeholder:"FILE" help:"Template (html/template) of the sign-in page."`
	// LogoutTemplate is a file with the template of the sign-out pages; the built-in one by
	// default.
	LogoutTemplate string `name:"logout-template" env:"PANELGO_LOGOUT_TEMPLATE,PANEL_LOGOUT_TEMPLATE" placeholder:"FILE" help:"Template of the sign-out pages."`
	// OAuthErrorTemplate is a file with the template of the page for sign-ins that failed; the
	// built-in one by default.
	OAuthErrorTemplate string `name:"oauth-error-template" env:"PANELGO_OAUTH_ERROR_TEMPLATE,PANEL_OAUTH_ERROR_TEMPLATE" placeholder:"FILE" help:"Template of the page for sign-ins that failed."`
	// AuthTemplate is a file with the template of the page for people who may not come in; the
	// built-in one by default.
	AuthTemplate string `name:"auth-template" env:"PANELGO_AUTH_TEMPLATE,PANEL_AUTH_TEMPLATE" placeholder:"FILE" help:"Template of the page for people who may not come in."`

	// CookieSecret signs cookies, at least 16 characters; by default a random one serves for this
	// process.
	CookieSecret Secret `name:"cookie-secret" env:"PANELGO_COOKIE_SECRET,PANEL_COOKIE_SECRET,BOKEH_COOKIE_SECRET" placeholder:"SECRET" secret:"" help:"Secret that signs cookies, made by panelgo secret."`
	// CookieSecretPrevious is the secret before this one; its cookies stay good. None by default.
	CookieSecretPrevious Secret `name:"cookie-secret-previous" env:"PANELGO_COOKIE_SECRET_PREVIOUS" placeholder:"SECRET" secret:"" help:"The secret before this one; its cookies stay good."`
	// CookiePath is the path that cookies are for; / by default.
	CookiePath string `name:"cookie-path" env:"PANELGO_COOKIE_PATH,PANEL_COOKIE_PATH" default:"/" help:"Path the cookies are for."`
	// SignInStore says where sign-ins are kept: memory, file:DIRECTORY or redis://HOST:PORT; memory
	// by default.
	SignInStore Secret `name:"signin-store" env:"PANELGO_SIGNIN_STORE" placeholder:"WHERE" default:"memory" secret:"" help:"Where sign-ins are kept: memory, file:DIRECTORY or redis://HOST:PORT."`

	// InsecureUnverifiedEmail takes an address for the person's own although the service does not
	// say that it checked. Off by default.
	InsecureUnverifiedEmail bool `name:"insecure-unverified-email" env:"PANELGO_INSECURE_UNVERIFIED_EMAIL" help:"Accept e-mail addresses that the service has not verified."`

	// Authorize is asked after the rules above have let somebody in. An error refuses: [ErrRefused]
	// plainly, [Elsewhere] with another place to go. Nil, the default, refuses nobody.
	Authorize Policy `kong:"-" json:"-"`
	// Validate checks names and passwords in place of a file; nil by default.
	Validate func(ctx context.Context, name, password string) (Identity, error) `kong:"-" json:"-"`
	// Authenticator is a way of signing in of the program's own, in place of all that the options
	// offer; nil by default.
	Authenticator Authenticator `kong:"-" json:"-"`
	// Store remembers sign-ins in place of SignInStore; nil by default.
	Store store.Store `kong:"-" json:"-"`
	// Render shows a page in place of the built-in and the given templates; nil by default.
	Render func(w http.ResponseWriter, r *http.Request, p Page) `kong:"-" json:"-"`
	// Locate says where a request arrived, as its visitor sees it. The default believes the
	// connection and the Host header and nothing forwarded.
	Locate func(*http.Request) RequestOrigin `kong:"-" json:"-"`
	// Log hears of sign-ins, refusals and sign-outs; never of tokens. Nil, the default, keeps
	// silent.
	Log *slog.Logger `kong:"-" json:"-"`
	// Getenv looks up variables that belong to one provider only; by default there are none.
	Getenv func(string) string `kong:"-" json:"-"`
}

// WithDefaults returns the options with every zero value replaced by its default.
func (o Options) WithDefaults() Options {
	set := func(s *string, v string) {
		if *s == "" {
			*s = v
		}
	}
	set(&o.LoginEndpoint, "/login")
	set(&o.LogoutEndpoint, "/logout")
	set(&o.CookiePath, "/")
	for _, path := range []*string{&o.LoginEndpoint, &o.LogoutEndpoint, &o.CookiePath} {
		if (*path)[0] != '/' {
			*path = "/" + *path
		}
	}
	if o.OAuthExpiryDays == 0 {
		o.OAuthExpiryDays = 1
	}
	if o.SignInStore == "" {
		o.SignInStore = "memory"
	}
	if o.Locate == nil {
		o.Locate = Locate("")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Getenv == nil {
		o.Getenv = func(string) string { return "" }
	}
	return o
}

// Expiry is how long a sign-in lasts.
func (o Options) Expiry() time.Duration {
	return time.Duration(o.WithDefaults().OAuthExpiryDays * 24 * float64(time.Hour))
}

// kinds names the ways of signing in that were asked for.
func (o Options) kinds() []string {
	var kinds []string
	if o.OAuthProvider != "" {
		kinds = append(kinds, "oauth-provider")
	}
	if o.BasicAuth != "" || o.Validate != nil {
		kinds = append(kinds, "basic-auth")
	}
	if o.TrustedHeaderUser != "" {
		kinds = append(kinds, "trusted-header-user")
	}
	if o.Authenticator != nil {
		kinds = append(kinds, "authenticator")
	}
	return kinds
}
