package auth

import (
	"context"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// RequestOrigin is where a request arrived, as its visitor sees it.
type RequestOrigin struct {
	Base url.URL // scheme, host and the prefix that everything here is under
	Path string  // the page, below the prefix
	// Root is the path that stands before the prefix, as in /tools, where a proxy takes one off;
	// the rest of the host is not this server's.
	Root string
	// Client is where the visitor connects from, for slowing down guesses.
	Client string
	// Peer is the IP address of whoever holds the connection: a proxy, where there is one, and
	// never what a header claims. The headers of a trusted sign-on proxy count from it alone;
	// without it they count from nobody.
	Peer string
	// Request is what the server calls the request in its log; empty if it gives no names.
	Request string

	anywhere bool // pages outside of Base and below Root are the server's too
}

// Locate makes a locator for a server whose addresses all start with prefix.
// It believes the connection and the Host header. A server behind a proxy gives
// a locator of its own that knows which proxies to believe.
func Locate(prefix string) func(*http.Request) RequestOrigin {
	prefix = "/" + strings.Trim(prefix, "/")
	if prefix == "/" {
		prefix = ""
	}
	return func(r *http.Request) RequestOrigin {
		scheme := "http"
		if r.TLS != nil {
			scheme = "https"
		}
		client, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			client = r.RemoteAddr
		}
		return RequestOrigin{
			Base:   url.URL{Scheme: scheme, Host: r.Host, Path: prefix},
			Path:   strings.TrimPrefix(r.URL.Path, prefix),
			Client: client,
			Peer:   client,
		}
	}
}

// url is an absolute address below the base.
func (p RequestOrigin) url(path string) string {
	u := p.Base
	u.Path = p.path(path)
	return u.String()
}

// path is the same without scheme and host.
func (p RequestOrigin) path(path string) string {
	return strings.TrimSuffix(p.Base.Path, "/") + path
}

// withPort is the host of an address in lower case, with its port.
func withPort(u url.URL) string {
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}

func (p RequestOrigin) secure() bool { return p.Base.Scheme == "https" }

type pageKey struct{}

// WithPage names the page that a request is for, path and query as its visitor sees them, where
// that is not below the prefix: visitors come back to it when they have signed in.
func WithPage(ctx context.Context, page string) context.Context {
	return context.WithValue(ctx, pageKey{}, page)
}

type appKey struct{}

// WithApp names the app that a request is for, by its path below the prefix; "" is a page of the
// program's own, which is no app and follows the rules for all of them.
func WithApp(ctx context.Context, app string) context.Context {
	return context.WithValue(ctx, appKey{}, app)
}

func appOf(r *http.Request) string {
	if app, ok := r.Context().Value(appKey{}).(string); ok {
		return app
	}
	return r.URL.Path
}
