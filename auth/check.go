package auth

import (
	"errors"
	"fmt"
	"math"
	"net/url"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/auth/password"
	"github.com/panelgo/panelgo/auth/provider"
	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/internal/netlist"
)

// Check returns everything that is missing, malformed or contradictory, each
// complaint with the flag and the variable to set. Whoever serves must refuse
// to start while it returns an error.
func (o Options) Check() error {
	var c complaints
	o.checkCode(&c)
	o = o.WithDefaults()
	if kinds := o.kinds(); len(kinds) > 1 {
		names := make([]string, len(kinds))
		for i, k := range kinds {
			names[i] = optionName(k)
		}
		c.add("%s contradict each other: choose one way to sign in", strings.Join(names, " and "))
	}
	o.checkProvider(&c)
	o.checkKeys(&c)
	o.checkBasic(&c)
	o.checkHeader(&c)
	o.checkPaths(&c)
	o.checkRules(&c)
	o.checkTemplates(&c)
	slices.SortFunc(c, func(a, b error) int { return strings.Compare(a.Error(), b.Error()) })
	return errors.Join(c...)
}

type complaints []error

func (c *complaints) add(format string, args ...any) {
	*c = append(*c, fmt.Errorf("auth: "+format, args...))
}

func (o Options) checkProvider(c *complaints) {
	if o.OAuthProvider == "" {
		for flag, given := range map[string]bool{
			"oauth-key": o.OAuthKey != "", "oauth-secret": o.OAuthSecret != "", "oauth-redirect-uri": o.OAuthRedirectURI != "",
			"oauth-post-logout-redirect-uri": o.OAuthPostLogoutRedirectURI != "",
			"oauth-extra-params":             len(o.OAuthExtraParams) > 0, "oauth-jwt-user": o.OAuthJWTUser != "", "oauth-scope": len(o.OAuthScope) > 0,
			"oauth-refresh-tokens": o.OAuthRefreshTokens, "oauth-client-auth": o.OAuthClientAuth != "", "oauth-groups-claim": len(o.OAuthGroupsClaim) > 0,
		} {
			if given {
				c.add("%s is given but no %s: nobody would be asked to sign in", optionName(flag), optionName("oauth-provider"))
			}
		}
		if len(o.kinds()) == 0 && (o.OAuthOptional || len(o.OAuthGuestEndpoints) > 0) {
			c.add("guests are allowed but there is no way to sign in: give %s or %s", optionName("oauth-provider"), optionName("basic-auth"))
		}
		return
	}
	p, err := o.provider()
	if err != nil {
		for _, one := range unjoin(err) {
			c.add("%s: %w", optionName("oauth-provider"), one)
		}
		return
	}
	if o.OAuthKey == "" {
		c.add("%s is missing: the client id that %s gave this app when it was registered", optionName("oauth-key"), p.Title)
	}
	if o.OAuthSecret == "" && !p.Public {
		c.add("%s is missing: the client secret that %s gave this app when it was registered", optionName("oauth-secret"), p.Title)
	}
	o.checkClientAuth(c)
	if o.OAuthRedirectURI != "" {
		if u, err := url.Parse(o.OAuthRedirectURI); err != nil || u.Host == "" || u.Fragment != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			c.add("%s must be an absolute http(s) address without query and fragment", optionName("oauth-redirect-uri"))
		}
	}
	if o.OAuthPostLogoutRedirectURI != "" && o.OAuthPostLogoutRedirectURI != noRedirect {
		if u, err := url.Parse(o.OAuthPostLogoutRedirectURI); err != nil || u.Host == "" || u.Fragment != "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			c.add("%s must be an absolute http(s) address without fragment, or none", optionName("oauth-post-logout-redirect-uri"))
		}
	}
	if _, err := loadAuthorities(o.OAuthCAFile); err != nil {
		c.add("%s %w", optionName("oauth-ca-file"), err)
	}
}

func unjoin(err error) []error {
	if many, ok := err.(interface{ Unwrap() []error }); ok {
		return many.Unwrap()
	}
	return []error{err}
}

// provider is the catalogue's value with the options worked in.
func (o Options) provider() (provider.Provider, error) {
	p, err := provider.Lookup(o.OAuthProvider)
	if err != nil {
		return p, err
	}
	extra := o.OAuthExtraParams.strings()
	delete(extra, "scope")
	p, err = p.Resolve(extra, o.Getenv)
	if err != nil {
		return p, err
	}
	if o.OAuthJWTUser != "" {
		p.UserClaims = []string{o.OAuthJWTUser}
	}
	if len(o.OAuthGroupsClaim) > 0 {
		p.GroupClaims = o.OAuthGroupsClaim
	}
	p.Public = p.Public || o.OAuthClientAuth == authNone
	return p, nil
}

// scopes are those of the extra parameters, else the option's.
func (o Options) scopes() []string {
	if s, ok := o.OAuthExtraParams["scope"]; ok {
		return splitKeys(text(s))
	}
	return o.OAuthScope.words()
}

func (o Options) checkKeys(c *complaints) {
	if d := o.OAuthExpiryDays; d < 0 || math.IsNaN(d) || d > 3650 {
		c.add("%s must be a number of days between 0 and 3650", optionName("oauth-expiry-days"))
	}
	if o.OAuthEncryptionKey != "" {
		if _, err := NewKeyring(splitKeys(o.OAuthEncryptionKey.Reveal())...); err != nil {
			for _, one := range unjoin(err) {
				c.add("%s: %s", optionName("oauth-encryption-key"), strings.TrimPrefix(one.Error(), "auth: "))
			}
		}
	}
	if o.CookieSecret == "" && o.CookieSecretPrevious != "" {
		c.add("%s needs %s beside it", optionName("cookie-secret-previous"), optionName("cookie-secret"))
	}
	if o.OAuthProvider != "" && !strings.EqualFold(o.OAuthProvider, "dev") && o.CookieSecret == "" {
		c.add("%s is missing: print one with `panelgo secret`", optionName("cookie-secret"))
	}
	if o.Store != nil || len(o.kinds()) == 0 {
		return
	}
	lasting, err := store.Check(o.SignInStore.Reveal())
	if err != nil {
		c.add("%s %w", optionName("signin-store"), err)
	}
	if lasting && o.OAuthEncryptionKey == "" {
		c.add("%s is missing: sign-ins that outlive this process need a key that does too; print one with `panelgo oauth-secret`", optionName("oauth-encryption-key"))
	}
	if lasting && o.CookieSecret == "" && o.OAuthProvider == "" {
		c.add("%s is missing: sign-ins that outlive this process need a cookie secret that does too", optionName("cookie-secret"))
	}
}

func (o Options) checkBasic(c *complaints) {
	if o.BasicAuth == "" {
		return
	}
	if o.Validate != nil {
		c.add("%s and Options.Validate contradict each other: choose one", optionName("basic-auth"))
	}
	p, err := password.Open(o.BasicAuth.Reveal())
	if err != nil {
		c.add("%s %w", optionName("basic-auth"), err)
		return
	}
	if p.IsShared() && len(o.AllowUser)+len(o.AllowGroup)+len(o.AllowDomain) > 0 {
		c.add("%s is one password for everybody, so that rules such as %s mean nothing: give a file of names", optionName("basic-auth"), optionName("allow-user"))
	}
}

var headerShape = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

func (o Options) checkHeader(c *complaints) {
	for flag, header := range map[string]string{"trusted-header-user": o.TrustedHeaderUser, "trusted-header-email": o.TrustedHeaderEmail, "trusted-header-groups": o.TrustedHeaderGroups} {
		if header != "" && !headerShape.MatchString(header) {
			c.add("%s must be the name of a header", optionName(flag))
		}
		if header != "" && o.TrustedHeaderUser == "" {
			c.add("%s means nothing without %s", optionName(flag), optionName("trusted-header-user"))
		}
	}
	if o.TrustedHeaderUser != "" && len(o.TrustedHeaderFrom) == 0 {
		c.add("%s is missing: anybody could send the header otherwise", optionName("trusted-header-from"))
	}
	if _, err := netlist.Parse(o.TrustedHeaderFrom.words()); err != nil {
		c.add("%s: %w", optionName("trusted-header-from"), err)
	}
}

func (o Options) checkPaths(c *complaints) {
	if o.LoginEndpoint == o.LogoutEndpoint {
		c.add("%s and %s are the same path", optionName("login-endpoint"), optionName("logout-endpoint"))
	}
	for flag, p := range map[string]string{"login-endpoint": o.LoginEndpoint, "logout-endpoint": o.LogoutEndpoint, "cookie-path": o.CookiePath} {
		if strings.ContainsAny(p, "?#;, \\\"") || path.Clean(p) != strings.TrimSuffix(p, "/") && p != "/" {
			c.add("%s must be a plain path", optionName(flag))
		}
	}
	if o.LoginEndpoint == "/" || o.LogoutEndpoint == "/" {
		c.add("%s and %s cannot be the root", optionName("login-endpoint"), optionName("logout-endpoint"))
	}
	for _, g := range o.OAuthGuestEndpoints.words() {
		if _, err := guestPattern(g); err != nil {
			c.add("%s: %q is no path pattern", optionName("oauth-guest-endpoints"), g)
		}
	}
}

func (o Options) checkRules(c *complaints) {
	if _, err := newRules(o); err != nil {
		for _, one := range unjoin(err) {
			c.add("%w", one)
		}
	}
	for flag, list := range o.allowLists() {
		if len(list) > 0 && len(o.kinds()) == 0 {
			c.add("%s is given but there is no way to sign in: give %s or %s", optionName(flag), optionName("oauth-provider"), optionName("basic-auth"))
		}
	}
	if len(o.AllowGroup) > 0 {
		if why := o.whyNoGroups(); why != "" {
			c.add("%s would let nobody in: %s", optionName("allow-group"), why)
		}
	}
}

// whyNoGroups says why nobody is in any group, or "" where people can be.
func (o Options) whyNoGroups() string {
	switch {
	case o.TrustedHeaderUser != "" && o.TrustedHeaderGroups == "":
		return "name the header in which the proxy lists groups with " + optionName("trusted-header-groups")
	case o.BasicAuth != "":
		return "a file of passwords names no groups: use " + optionName("allow-user")
	case o.OAuthProvider != "":
		if p, err := o.provider(); err == nil && len(p.GroupClaims) == 0 && p.Groups == nil {
			return p.Title + " names no groups: name the claim that lists them with " + optionName("oauth-groups-claim") + ", or use " + optionName("allow-user")
		}
	}
	return ""
}

func (o Options) checkTemplates(c *complaints) {
	for flag, file := range map[string]string{"basic-login-template": o.BasicLoginTemplate, "logout-template": o.LogoutTemplate, "oauth-error-template": o.OAuthErrorTemplate, "auth-template": o.AuthTemplate} {
		if file == "" {
			continue
		}
		if _, err := parseTemplate(file); err != nil {
			c.add("%s: %s", optionName(flag), strings.TrimPrefix(err.Error(), "auth: "))
		}
	}
}

// Warnings are things worth telling an operator that need not stop a start.
func (o Options) Warnings() []string {
	o = o.WithDefaults()
	var w []string
	if o.OAuthProvider != "" && o.OAuthEncryptionKey == "" && !strings.EqualFold(o.OAuthProvider, "dev") {
		w = append(w, optionName("oauth-encryption-key")+" is not set: a random key serves until this process ends, and everybody has to sign in again then")
	}
	if s := o.CookieSecret; s != "" && len(s) < 16 {
		w = append(w, optionName("cookie-secret")+" is short: print a better one with `panelgo secret`")
	}
	if strings.EqualFold(o.OAuthProvider, "password") {
		w = append(w, "the password grant shows visitors' passwords to this server: prefer a provider with a sign-in page of its own")
	}
	if o.BasicAuth != "" {
		if p, err := password.Open(o.BasicAuth.Reveal()); err == nil {
			for _, one := range p.Warnings() {
				w = append(w, optionName("basic-auth")+" "+one)
			}
		}
	}
	if o.InsecureUnverifiedEmail {
		w = append(w, optionName("insecure-unverified-email")+" is on: whoever can type an address at the service is taken for its owner")
	}
	return w
}

// optionName spells an option with its flag and its variables, for complaints.
func optionName(flag string) string {
	if flag == "authenticator" {
		return "Options.Auth.Authenticator"
	}
	t := reflect.TypeFor[Options]()
	for i := range t.NumField() {
		if tag := t.Field(i).Tag; tag.Get("name") == flag {
			return "--" + flag + " (" + strings.ReplaceAll(tag.Get("env"), ",", ", ") + ")"
		}
	}
	panic("auth: no option is called " + flag)
}
