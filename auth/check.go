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
	if o.Provider == "" {
		for flag, given := range map[string]bool{
			"oauth-key": o.Key != "", "oauth-secret": o.Secret != "", "oauth-redirect-uri": o.RedirectURI != "",
			"oauth-post-logout-redirect-uri": o.PostLogoutRedirectURI != "",
			"oauth-extra-params":             len(o.ExtraParams) > 0, "oauth-jwt-user": o.JWTUser != "", "oauth-scope": len(o.Scope) > 0,
			"oauth-refresh-tokens": o.RefreshTokens, "oauth-client-auth": o.ClientAuth != "", "oauth-groups-claim": len(o.GroupsClaim) > 0,
		} {
			if given {
				c.add("%s is given but no %s: nobody would be asked to sign in", optionName(flag), optionName("oauth-provider"))
			}
		}
		if len(o.kinds()) == 0 && (o.Optional || len(o.Guests) > 0) {
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
	if o.Key == "" {
		c.add("%s is missing: the client id that %s gave this app when it was registered", optionName("oauth-key"), p.Title)
	}
	if o.Secret == "" && !p.Public {
		c.add("%s is missing: the client secret that %s gave this app when it was registered", optionName("oauth-secret"), p.Title)
	}
	o.checkClientAuth(c)
	if o.RedirectURI != "" {
		if u, err := url.Parse(o.RedirectURI); err != nil || u.Host == "" || u.Fragment != "" || u.RawQuery != "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			c.add("%s must be an absolute http(s) address without query and fragment", optionName("oauth-redirect-uri"))
		}
	}
	if o.PostLogoutRedirectURI != "" && o.PostLogoutRedirectURI != noRedirect {
		if u, err := url.Parse(o.PostLogoutRedirectURI); err != nil || u.Host == "" || u.Fragment != "" || u.User != nil || u.Scheme != "http" && u.Scheme != "https" {
			c.add("%s must be an absolute http(s) address without fragment, or none", optionName("oauth-post-logout-redirect-uri"))
		}
	}
	if _, err := loadAuthorities(o.CAFile); err != nil {
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
	p, err := provider.Lookup(o.Provider)
	if err != nil {
		return p, err
	}
	extra := o.ExtraParams.strings()
	delete(extra, "scope")
	p, err = p.Resolve(extra, o.Getenv)
	if err != nil {
		return p, err
	}
	if o.JWTUser != "" {
		p.UserClaims = []string{o.JWTUser}
	}
	if len(o.GroupsClaim) > 0 {
		p.GroupClaims = o.GroupsClaim
	}
	p.Public = p.Public || o.ClientAuth == authNone
	return p, nil
}

// scopes are those of the extra parameters, else the option's.
func (o Options) scopes() []string {
	if s, ok := o.ExtraParams["scope"]; ok {
		return splitKeys(text(s))
	}
	return o.Scope.words()
}

func (o Options) checkKeys(c *complaints) {
	if d := o.ExpiryDays; d < 0 || math.IsNaN(d) || d > 3650 {
		c.add("%s must be a number of days between 0 and 3650", optionName("oauth-expiry-days"))
	}
	if o.EncryptionKey != "" {
		if _, err := NewKeyring(splitKeys(o.EncryptionKey.Reveal())...); err != nil {
			for _, one := range unjoin(err) {
				c.add("%s: %s", optionName("oauth-encryption-key"), strings.TrimPrefix(one.Error(), "auth: "))
			}
		}
	}
	if o.CookieSecret == "" && o.PreviousCookieSecret != "" {
		c.add("%s needs %s beside it", optionName("cookie-secret-previous"), optionName("cookie-secret"))
	}
	if o.Provider != "" && !strings.EqualFold(o.Provider, "dev") && o.CookieSecret == "" {
		c.add("%s is missing: print one with `panelgo secret`", optionName("cookie-secret"))
	}
	if o.Store != nil || len(o.kinds()) == 0 {
		return
	}
	lasting, err := store.Check(o.SignInStore.Reveal())
	if err != nil {
		c.add("%s %w", optionName("signin-store"), err)
	}
	if lasting && o.EncryptionKey == "" {
		c.add("%s is missing: sign-ins that outlive this process need a key that does too; print one with `panelgo oauth-secret`", optionName("oauth-encryption-key"))
	}
	if lasting && o.CookieSecret == "" && o.Provider == "" {
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
	if p.IsShared() && len(o.AllowUsers)+len(o.AllowGroups)+len(o.AllowDomains) > 0 {
		c.add("%s is one password for everybody, so that rules such as %s mean nothing: give a file of names", optionName("basic-auth"), optionName("allow-user"))
	}
}

var headerShape = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

func (o Options) checkHeader(c *complaints) {
	for flag, header := range map[string]string{"trusted-header-user": o.HeaderUser, "trusted-header-email": o.HeaderEmail, "trusted-header-groups": o.HeaderGroups} {
		if header != "" && !headerShape.MatchString(header) {
			c.add("%s must be the name of a header", optionName(flag))
		}
		if header != "" && o.HeaderUser == "" {
			c.add("%s means nothing without %s", optionName(flag), optionName("trusted-header-user"))
		}
	}
	if o.HeaderUser != "" && len(o.HeaderFrom) == 0 {
		c.add("%s is missing: anybody could send the header otherwise", optionName("trusted-header-from"))
	}
	if _, err := netlist.Parse(o.HeaderFrom.words()); err != nil {
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
	for _, g := range o.Guests.words() {
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
	if len(o.AllowGroups) > 0 {
		if why := o.whyNoGroups(); why != "" {
			c.add("%s would let nobody in: %s", optionName("allow-group"), why)
		}
	}
}

// whyNoGroups says why nobody is in any group, or "" where people can be.
func (o Options) whyNoGroups() string {
	switch {
	case o.HeaderUser != "" && o.HeaderGroups == "":
		return "name the header in which the proxy lists groups with " + optionName("trusted-header-groups")
	case o.BasicAuth != "":
		return "a file of passwords names no groups: use " + optionName("allow-user")
	case o.Provider != "":
		if p, err := o.provider(); err == nil && len(p.GroupClaims) == 0 && p.Groups == nil {
			return p.Title + " names no groups: name the claim that lists them with " + optionName("oauth-groups-claim") + ", or use " + optionName("allow-user")
		}
	}
	return ""
}

func (o Options) checkTemplates(c *complaints) {
	for flag, file := range map[string]string{"basic-login-template": o.LoginTemplate, "logout-template": o.LogoutTemplate, "oauth-error-template": o.ErrorTemplate, "auth-template": o.AuthTemplate} {
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
	if o.Provider != "" && o.EncryptionKey == "" && !strings.EqualFold(o.Provider, "dev") {
		w = append(w, optionName("oauth-encryption-key")+" is not set: a random key serves until this process ends, and everybody has to sign in again then")
	}
	if s := o.CookieSecret; s != "" && len(s) < 16 {
		w = append(w, optionName("cookie-secret")+" is short: print a better one with `panelgo secret`")
	}
	if strings.EqualFold(o.Provider, "password") {
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
