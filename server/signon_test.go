package server_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
)

// TestTrustedHeadersCountFromWhoeverIsConnected varies who is connected, what is forwarded, and
// which lists name whom.
func TestTrustedHeadersCountFromWhoeverIsConnected(t *testing.T) {
	for _, c := range []struct {
		what          string
		proxies, from []string
		peer          string
		headers       []string // name, value
		want          int
	}{
		{"a proxy claims the sign-on proxy's address", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.1:1000", []string{"X-Forwarded-For", "127.0.0.9"}, 401},
		{"and with a port", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.1:1000", []string{"X-Forwarded-For", "127.0.0.9:80"}, 401},
		{"and as the first of several", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.1:1000", []string{"X-Forwarded-For", "127.0.0.9, 127.0.0.2"}, 401},
		{"and in two headers", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.1:1000", []string{"X-Forwarded-For", "127.0.0.9", "X-Forwarded-For", "127.0.0.9"}, 401},
		{"and by RFC 7239", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.1:1000", []string{"Forwarded", "for=127.0.0.9"}, 401},
		{"and by another name", []string{"127.0.0.0/8"}, []string{"127.0.0.9"}, "127.0.0.1:1000", []string{"X-Real-Ip", "127.0.0.9"}, 401},
		{"a stranger claims it", nil, []string{"127.0.0.9"}, "198.51.100.7:1000", []string{"X-Forwarded-For", "127.0.0.9"}, 401},
		{"by IPv6", []string{"fd00::/8"}, []string{"fd00::9"}, "[fd00::1]:1000", []string{"X-Forwarded-For", "fd00::9"}, 401},
		{"the honest chain", []string{"127.0.0.9"}, []string{"127.0.0.9"}, "127.0.0.9:1000", []string{"X-Forwarded-For", "198.51.100.7"}, 200},
		{"the honest chain, longer", []string{"10.0.0.0/8"}, []string{"10.0.0.9"}, "10.0.0.9:1000", []string{"X-Forwarded-For", "198.51.100.7, 10.0.0.1"}, 200},
		{"the honest chain by IPv6", []string{"fd00::/8"}, []string{"fd00::9"}, "[fd00::9]:1000", []string{"X-Forwarded-For", "2001:db8::7"}, 200},
		{"the honest chain, IPv4 in IPv6", []string{"10.0.0.9"}, []string{"10.0.0.9"}, "[::ffff:10.0.0.9]:1000", []string{"X-Forwarded-For", "198.51.100.7"}, 200},
		{"a sign-on proxy that forwards nothing", nil, []string{"10.0.0.9"}, "10.0.0.9:1000", nil, 200},
		{"a sign-on proxy that is in one list only", nil, []string{"10.0.0.9"}, "10.0.0.9:1000", []string{"X-Forwarded-For", "198.51.100.7"}, 200},
		{"no address at all", nil, []string{"10.0.0.9"}, "@", nil, 401},
	} {
		t.Run(c.what, func(t *testing.T) {
			var o panelgo.Options
			o.Session.SecretKey, o.Server.TrustedProxy = []string{key}, c.proxies
			o.Auth.TrustedHeaderUser, o.Auth.TrustedHeaderFrom = "X-Forwarded-User", auth.List(c.from)
			srv, err := panelgo.New(panelgo.Apps{"app": arguments}, o)
			if err != nil {
				t.Fatal(err)
			}
			srv.Start()
			defer func() {
				if err := srv.Stop(context.Background()); err != nil {
					t.Error(err)
				}
			}()
			r := httptest.NewRequest(http.MethodGet, "http://localhost:5006/app", nil)
			r.RemoteAddr = c.peer
			r.Header.Set("X-Forwarded-User", "alice")
			for i := 0; i < len(c.headers); i += 2 {
				r.Header.Add(c.headers[i], c.headers[i+1])
			}
			w := httptest.NewRecorder()
			srv.ServeHTTP(w, r)
			if w.Code != c.want {
				t.Errorf("%d, want %d", w.Code, c.want)
			}
		})
	}
}
