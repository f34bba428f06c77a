package panelgo

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"
)

// checkAddresses compares what the options say about where visitors find the server, room by room.
func (o Options) checkAddresses() []error {
	var all []error
	server := o.Server.WithDefaults()
	base := server.Base()
	if path := strings.Trim(o.Auth.CookiePath, "/"); path != "" && !strings.HasPrefix(base+"/", "/"+path+"/") {
		all = append(all, fmt.Errorf("--cookie-path (PANELGO_COOKIE_PATH, PANEL_COOKIE_PATH): browsers would not send cookies for %q to the sign-in page below %q: leave it out, or name a path above that",
			o.Auth.CookiePath, base+"/"))
	}
	public, err := url.Parse(server.Home())
	if err != nil {
		return append(all, err)
	}
	redirect, err := url.Parse(o.Auth.OAuthRedirectURI)
	if o.Auth.OAuthRedirectURI == "" || err != nil || redirect.Host == "" {
		return all // of the second, auth complains
	}
	complain := func(format string, args ...any) {
		all = append(all, fmt.Errorf("--oauth-redirect-uri (PANELGO_OAUTH_REDIRECT_URI, PANEL_OAUTH_REDIRECT_URI) "+format, args...))
	}
	path := redirect.Path + "/"
	switch {
	case public.Host != "" && (redirect.Scheme != public.Scheme || withPort(redirect) != withPort(public) || !strings.HasPrefix(path, base+"/")):
		complain("%s is not below --public-url (PANELGO_PUBLIC_URL) %s, the one address that is answered: leave it out, or let them agree", redirect, public)
	case o.Server.RootPath != "" && !strings.HasPrefix(path, base+"/"):
		complain("%s is not below %s, which --root-path (PANELGO_ROOT_PATH) and --prefix (PANELGO_PREFIX, BOKEH_PREFIX) make: leave it out, or let them agree", redirect, base+"/")
	case !strings.Contains(path, server.Prefix+"/"):
		complain("%s is not below --prefix (PANELGO_PREFIX, BOKEH_PREFIX) %s, so that nobody would come back here: leave it out, or let them agree", redirect, server.Prefix)
	}
	return all
}

// withPort is the host of an address in lower case, with its port.
func withPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return strings.ToLower(u.Hostname()) + ":" + port
}

// ofThisMachine reports whether a host is reached by nobody else: localhost, or a loopback address.
func ofThisMachine(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && address.Unmap().IsLoopback()
}
