package server

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
)

var (
	errOrigin   = errors.New("server: the page that asks for a websocket comes from another site")
	errNoOrigin = errors.New("server: the websocket is asked for by no page")
)

// allowList holds the hosts whose pages may open a websocket, besides the server's own.
type allowList []string

// parseAllowList reads host, host:port, *.host, [::1]:port and *, and complains about what can
// match nothing. As in Bokeh, a host without a port means port 80, which is also that of an Origin
// without one, whatever its scheme.
func parseAllowList(entries []string) (allowList, error) {
	var list allowList
	var errs []error
	for _, entry := range entries {
		host, port := splitHost(entry)
		name, hasPort := strings.CutSuffix(entry, ":"+port)
		if !hasPort {
			name, port = entry, "80"
		}
		switch n, err := strconv.Atoi(port); {
		case entry == "*":
			list = append(list, entry)
		case !isHost(strings.ReplaceAll(name, "*", "x")):
			errs = append(errs, fmt.Errorf("%q is not a host: give one such as example.com, example.com:8443 or [::1]:8443", entry))
		case port != "*" && (err != nil || n < 1 || n > 65535):
			errs = append(errs, fmt.Errorf("%q has no valid port: give a number from 1 to 65535, or * for any", entry))
		default:
			list = append(list, bracketed(host)+":"+port)
		}
	}
	return list, errors.Join(errs...)
}

// splitHost cuts a port off, and the brackets of an IPv6 address, which is written in its shortest
// form. A bare IPv6 address has no port. Names are in lower case.
func splitHost(text string) (host, port string) {
	host = strings.ToLower(text)
	if at := strings.LastIndexByte(host, ':'); at >= 0 && (host[0] == '[' && strings.HasSuffix(host[:at], "]") || strings.IndexByte(host, ':') == at) {
		host, port = host[:at], host[at+1:]
	}
	if inside, ok := strings.CutPrefix(host, "["); ok {
		host = strings.TrimSuffix(inside, "]")
	}
	if address, err := netip.ParseAddr(host); err == nil {
		host = address.String()
	}
	return host, port
}

// bracketed is a host as it stands before a port.
func bracketed(host string) string {
	if strings.Contains(host, ":") {
		return "[" + host + "]"
	}
	return host
}

func withAnyPort(host string) string { return bracketed(host) + ":*" }

// checkOrigin lets a websocket through whose page comes from the server's own host, or from one of
// the list. Programs that are not browsers send no Origin. Where visitors are known by a cookie
// they have to, unless every page is let in.
func (l allowList) checkOrigin(r *http.Request, signedIn bool) error {
	origin := r.Header.Get("Origin")
	switch {
	case origin == "" && signedIn && !l.allows(""):
		return errNoOrigin
	case origin == "":
		return nil
	}
	if sameHost(origin, r.Host) || l.allows(netloc(origin)) {
		return nil
	}
	return fmt.Errorf("%w: %q at %q", errOrigin, origin, r.Host)
}

// checkOrigin lets a websocket through as the list does. Where the options state the one address of
// the server, its own pages are those of that address, with its scheme.
func (s *Server) checkOrigin(r *http.Request, signedIn bool) error {
	origin := r.Header.Get("Origin")
	if s.site.host == "" || origin == "" {
		return s.origins.checkOrigin(r, signedIn)
	}
	u, err := url.Parse(origin)
	if err == nil && u.Scheme == s.site.scheme && plainHost(u.Host, u.Scheme) == s.site.host || s.origins.allows(netloc(origin)) {
		return nil
	}
	return fmt.Errorf("%w: %q at %s://%s", errOrigin, origin, s.site.scheme, s.site.host)
}

// netloc is the host and port of an Origin, in lower case; empty for "null".
func netloc(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// sameHost tells whether an Origin names the host that was asked. A port left out is that of the
// Origin's scheme.
func sameHost(origin, host string) bool {
	u, err := url.Parse(origin)
	if err != nil || u.Host == "" {
		return false
	}
	port := map[string]string{"http": "80", "https": "443"}[u.Scheme]
	if port == "" {
		return false
	}
	return withPort(u.Host, port) == withPort(host, port)
}

// withPort is a host with its port, in the one form that is compared.
func withPort(host, port string) string {
	name, explicit := splitHost(host)
	return bracketed(name) + ":" + cmp.Or(explicit, port)
}

// allows matches host[:port] with the list.
func (l allowList) allows(host string) bool {
	if host != "" {
		host = withPort(host, "80")
	}
	for _, pattern := range l {
		if pattern == "*" || host != "" && matchHost(pattern, host) {
			return true
		}
	}
	return false
}

// matchHost matches label by label, * standing for one label or for any port. The number of labels
// has to be the same: without that, example.com would let example.com.evil.net in (CVE-2026-21883).
func matchHost(pattern, host string) bool {
	pattern, patternPort := splitHost(pattern)
	host, port := splitHost(host)
	if patternPort != "*" && patternPort != "" && patternPort != port {
		return false
	}
	if pattern == "*" {
		return true
	}
	patterns, labels := strings.Split(pattern, "."), strings.Split(host, ".")
	if len(patterns) != len(labels) {
		return false
	}
	for i, p := range patterns {
		if p != "*" && p != labels[i] {
			return false
		}
	}
	return true
}
