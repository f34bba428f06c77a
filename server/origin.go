package server

import (
	"errors"
	"fmt"
	"net"
	"net/http"
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

// parseAllowList reads host, host:port, *.host and *, and complains about what can match nothing. As in Bokeh, a host
// without a port means port 80, which is also that of an Origin without one, whatever its scheme.
func parseAllowList(entries []string) (allowList, error) {
	var list allowList
	var errs []error
	for _, entry := range entries {
		host, port, hasPort := strings.Cut(entry, ":")
		switch n, err := strconv.Atoi(port); {
		case entry == "*":
			list = append(list, entry)
		case host == "" || strings.ContainsAny(entry, "/ ") || strings.Contains(port, ":"):
			errs = append(errs, fmt.Errorf("%q is not a host: give one such as example.com or example.com:8443", entry))
		case !hasPort:
			list = append(list, strings.ToLower(host)+":80")
		case port != "*" && (err != nil || n < 1 || n > 65535):
			errs = append(errs, fmt.Errorf("%q has no valid port: give a number from 1 to 65535, or * for any", entry))
		default:
			list = append(list, strings.ToLower(entry))
		}
	}
	return list, errors.Join(errs...)
}

// checkOrigin lets a websocket through whose page comes from the server's own host, or from one of the list. Programs
// that are not browsers send no Origin. Where visitors are known by a cookie they have to, unless every page is let in.
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

// netloc is the host and port of an Origin, in lower case; empty for "null".
func netloc(origin string) string {
	u, err := url.Parse(origin)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// sameHost tells whether an Origin names the host that was asked. A port left out is that of the Origin's scheme.
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

func withPort(host, port string) string {
	host = strings.ToLower(host)
	if name, explicit, err := net.SplitHostPort(host); err == nil {
		return name + ":" + explicit
	}
	return strings.Trim(host, "[]") + ":" + port
}

// allows matches host[:port] with the list.
func (l allowList) allows(host string) bool {
	if host != "" && !strings.Contains(host, ":") {
		host += ":80"
	}
	for _, pattern := range l {
		if pattern == "*" || host != "" && matchHost(pattern, host) {
			return true
		}
	}
	return false
}

// matchHost matches label by label, * standing for one label or for any port. The number of labels has to be the same:
// without that, example.com would let example.com.evil.net in (CVE-2026-21883).
func matchHost(pattern, host string) bool {
	pattern, patternPort := cutPort(pattern)
	host, port := cutPort(host)
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

func cutPort(host string) (name, port string) {
	if i := strings.LastIndexByte(host, ':'); i >= 0 {
		return host[:i], host[i+1:]
	}
	return host, ""
}
