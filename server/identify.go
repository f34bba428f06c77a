package server

import (
	"context"
	"net/http"
	"net/netip"
	"strings"

	"github.com/panelgo/panelgo/auth"
)

// identify gives each request an id and a trace, and takes over what trusted proxies forward: the visitor's address,
// the scheme and the host that the visitor asked for. It has to be outermost, and is safe on any listener: headers from
// anybody else are ignored, and removed so that nothing behind can believe them.
func identify(proxies []netip.Prefix) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			t := &trace{https: r.TLS != nil}
			r = r.WithContext(context.WithValue(r.Context(), traceKey{}, t))
			if len(proxies) > 0 && trusted(proxies, r.RemoteAddr) {
				t.id = given(r)
				t.https = t.https || lastOf(r, "X-Forwarded-Proto") == "https"
				takeOver(proxies, r)
			} else {
				dropForwarded(r)
			}
			if t.id == "" {
				t.id = newRequestID()
			}
			w.Header()["X-Request-Id"] = []string{t.id}
			next.ServeHTTP(w, r)
		})
	}
}

func trusted(proxies []netip.Prefix, address string) bool {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return false
	}
	for _, network := range proxies {
		if network.Contains(at.Addr().Unmap()) {
			return true
		}
	}
	return false
}

// takeOver reads what a trusted proxy says. Of the forwarded addresses the last one counts that is no proxy's: those
// before it are the visitor's own claims.
func takeOver(proxies []netip.Prefix, r *http.Request) {
	hops := strings.Split(strings.Join(r.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(hops) - 1; i >= 0; i-- {
		hop, err := netip.ParseAddr(strings.TrimSpace(hops[i]))
		if err != nil {
			break
		}
		r.RemoteAddr = netip.AddrPortFrom(hop, 0).String()
		if !trusted(proxies, r.RemoteAddr) {
			break
		}
	}
	if host := lastOf(r, "X-Forwarded-Host"); host != "" && !strings.ContainsAny(host, "/\\@ ") {
		r.Host = host
	}
}

func lastOf(r *http.Request, header string) string {
	values := strings.Split(strings.Join(r.Header.Values(header), ","), ",")
	return strings.TrimSpace(values[len(values)-1])
}

func dropForwarded(r *http.Request) {
	for _, name := range [...]string{"X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Request-Id"} {
		delete(r.Header, name)
	}
}

// Locate says where a request arrived, as its visitor sees it: the scheme and host that trusted proxies forward count. It
// goes by the name that it has in the log.
// Addresses start with the prefix.
func Locate(prefix string) func(*http.Request) auth.RequestOrigin {
	plain := auth.Locate(prefix)
	return func(r *http.Request) auth.RequestOrigin {
		at, t := plain(r), traceFrom(r.Context())
		at.Request = t.id
		if t.https {
			at.Base.Scheme = "https"
		}
		return at
	}
}
