package server

import (
	"cmp"
	"context"
	"net/http"
	"net/netip"
	"strings"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/internal/netlist"
)

// identify gives each request an id and a trace, and takes over what trusted proxies forward: the
// visitor's address, the scheme, host and path that the visitor asked for. It has to be outermost,
// and is safe on any listener: headers from anybody else are ignored, and removed so that nothing
// behind can believe them.
func identify(proxies netlist.List) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			t := &trace{https: r.TLS != nil, peer: peerOf(r.RemoteAddr)}
			r = r.WithContext(context.WithValue(r.Context(), traceKey{}, t))
			if proxies.ContainsHost(r.RemoteAddr) {
				t.id = given(r)
				t.refused = takeOver(proxies, r, t)
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

// peerOf is the address of whoever holds the connection, without its port; empty if there is none.
func peerOf(address string) string {
	at, err := netip.ParseAddrPort(address)
	if err != nil {
		return ""
	}
	return at.Addr().Unmap().String()
}

// takeOver makes the request what a trusted proxy says that it was.
func takeOver(proxies netlist.List, r *http.Request, t *trace) error {
	peer, err := netip.ParseAddrPort(r.RemoteAddr)
	if err != nil {
		return err // of no network, so that nobody comes here
	}
	plain := forwarded{client: peer.Addr(), scheme: "http", host: strings.ToLower(r.Host)}
	if t.https {
		plain.scheme = "https"
	}
	said, err := readForwarded(r.Header, proxies, plain)
	if err != nil {
		return err
	}
	t.forwards = len(r.Header["Forwarded"])+len(r.Header["X-Forwarded-For"])+len(r.Header["X-Forwarded-Host"]) > 0
	t.https, t.root = said.scheme == "https", said.prefix
	if said.client != plain.client {
		r.RemoteAddr = remoteAddr(said.client)
	}
	r.Host = said.host
	return nil
}

func dropForwarded(r *http.Request) {
	for _, name := range forwardedHeaders {
		delete(r.Header, name)
	}
}

// Locate says where a request arrived, as its visitor sees it: what trusted proxies forward counts,
// and above it what the options say. It goes by the name that it has in the log.
func Locate(o Options) func(*http.Request) auth.RequestOrigin {
	o = o.WithDefaults()
	plain := auth.Locate(o.Prefix)
	s, _ := newSite(o) // complained about by Check
	return func(r *http.Request) auth.RequestOrigin {
		at, t := plain(r), traceFrom(r.Context())
		at.Request, at.Peer = t.id, t.peer
		if t.https {
			at.Base.Scheme = "https"
		}
		if s.host != "" {
			at.Base.Scheme, at.Base.Host = s.scheme, s.host
		}
		at.Root = cmp.Or(s.root, t.root)
		at.Base.Path = at.Root + at.Base.Path
		return at
	}
}
