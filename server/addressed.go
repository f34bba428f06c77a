package server

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
)

// errHost refuses a request for another name than those that the server goes by (RFC 9110, section
// 15.5.20).
var errHost = errors.New("server: it does not go by that name")

// addressed lets only requests through that are meant for this server: by the name of --public-url,
// or, on a listener that only this machine reaches, by a name of this machine. Any page can point a
// name of its own at 127.0.0.1 and then read what is answered there (DNS rebinding). It has to
// stand inside of identify.
func (s *Server) addressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := traceFrom(r.Context()).refused; err != nil {
			s.fail(w, r, err)
			return
		}
		if s.site.either {
			inner, ok := s.below(r)
			if !ok {
				w.Header()["Location"] = []string{(&url.URL{Path: s.site.root + "/", RawQuery: r.URL.RawQuery}).String()}
				w.WriteHeader(http.StatusFound)
				return
			}
			r = inner
		}
		if !s.answersTo(r) && !s.isProbe(r) {
			s.fail(w, r, fmt.Errorf("%w: %q", errHost, r.Host))
			return
		}
		next.ServeHTTP(w, r)
	})
}

// answersTo reports whether the host that the visitor asked for is one of the server's names.
func (s *Server) answersTo(r *http.Request) bool {
	if s.site.host != "" {
		return plainHost(r.Host, s.site.scheme) == s.site.host
	}
	if isLoopback(r.Host) {
		return true
	}
	if web, ok := r.Context().Value(http.ServerContextKey).(*http.Server); !ok || !isLoopback(web.Addr) {
		return true
	}
	name, _ := splitHost(r.Host)
	return traceFrom(r.Context()).forwards || s.names.allows(net.JoinHostPort(name, "1"))
}

// namesOf are the hosts that the options give, at any port: a tunnel or a proxy has one of its own.
func (s *Server) namesOf() allowList {
	names := allowList{withAnyPort(s.opts.Address)}
	for _, origin := range s.origins {
		name, _ := splitHost(origin)
		names = append(names, withAnyPort(name))
	}
	if u, err := url.Parse(s.manager.RedirectURI()); err == nil && u.Host != "" {
		names = append(names, withAnyPort(u.Hostname()))
	}
	return names
}

// isProbe reports whether a request asks for a sign of life, which those ask for who know a process
// by its address alone. With a query it is about an app.
func (s *Server) isProbe(r *http.Request) bool {
	path, ok := strings.CutPrefix(r.URL.Path, s.opts.Prefix)
	return ok && (path == "/liveness" || path == "/readiness") && r.URL.RawQuery == ""
}

// below takes the root off where the proxy has left it on. A request for the root without its slash
// is not ok: addresses in its page would be relative to what is above.
func (s *Server) below(r *http.Request) (*http.Request, bool) {
	path, under := strings.CutPrefix(r.URL.Path, s.site.root)
	if under && path == "" {
		return nil, false
	}
	if !under || path[0] != '/' {
		return r, true
	}
	inner, address := *r, *r.URL
	address.Path, address.RawPath = path, strings.TrimPrefix(address.RawPath, s.site.root)
	inner.URL = &address
	return &inner, true
}

// isLoopback reports whether a host, perhaps with a port, is a name of the machine itself:
// localhost, a name below it (RFC 6761, section 6.3), or a loopback address.
func isLoopback(host string) bool {
	name, _ := splitHost(strings.ToLower(host))
	name = strings.TrimSuffix(name, ".")
	if name == "localhost" || strings.HasSuffix(name, ".localhost") {
		return true
	}
	address, err := netip.ParseAddr(name)
	return err == nil && address.Unmap().IsLoopback()
}
