package server_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

// listening serves the apps on a listener of its own, as the command does, and returns its address.
func listening(t *testing.T, network, address string, o server.Options) string {
	t.Helper()
	s, err := server.New(apps, o, session.Options{SecretKey: []string{key}})
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen(network, address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx, l) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return "http://" + l.Addr().String()
}

// TestAListenerOfThisMachineAnswersItsOwnNamesAlone (DNS rebinding), pages, files and websockets
// alike.
func TestAListenerOfThisMachineAnswersItsOwnNamesAlone(t *testing.T) {
	here := listening(t, "tcp", "127.0.0.1:0", server.Options{AllowWebSocketOrigin: []string{"apps.example:8443", "*.intra.example", "[2001:db8::5]:443"}})
	proxied := listening(t, "tcp", "127.0.0.1:0", server.Options{TrustedProxy: []string{"127.0.0.1"}})
	anyName := listening(t, "tcp", "127.0.0.1:0", server.Options{AllowWebSocketOrigin: []string{"*"}})
	everywhere := listening(t, "tcp4", "0.0.0.0:0", server.Options{Address: "0.0.0.0"})
	for _, c := range []struct {
		at      string
		host    string
		headers []string
		status  int
	}{
		{here, "localhost", nil, 200}, {here, "LOCALHOST:5006", nil, 200}, {here, "a.localhost:1", nil, 200}, {here, "localhost.", nil, 200},
		{here, "127.0.0.1", nil, 200}, {here, "127.1.2.3:99", nil, 200}, {here, "[::1]:5006", nil, 200}, {here, "[::ffff:127.0.0.1]", nil, 200},
		{here, "apps.example", nil, 200}, {here, "Apps.Example:9", nil, 200}, {here, "x.intra.example", nil, 200}, {here, "[2001:db8::5]:443", nil, 200},
		{here, "evil.example", nil, 421}, {here, "evil.example:5006", nil, 421}, {here, "localhost.evil.example", nil, 421}, {here, "127.0.0.1.evil.example", nil, 421},
		{here, "xlocalhost", nil, 421}, {here, "apps.example.evil.net", nil, 421}, {here, "a.b.intra.example", nil, 421}, {here, "192.168.0.1:5006", nil, 421}, {here, "[2001:db8::6]", nil, 421},
		{here, "0.0.0.0", nil, 421}, {here, "2130706433", nil, 421}, {here, "[fe80::1]", nil, 421},
		{here, "evil.example", []string{"X-Forwarded-Host: localhost"}, 421}, {here, "evil.example", []string{"X-Forwarded-For: 127.0.0.1"}, 421}, {here, "evil.example", []string{"Forwarded: host=localhost"}, 421},
		{proxied, "evil.example", nil, 421}, // a browser of this machine, not the proxy
		{proxied, "apps.internal", []string{"X-Forwarded-For: 198.51.100.9"}, 200}, {proxied, "127.0.0.1", []string{"X-Forwarded-Host: apps.example"}, 200},
		{proxied, "apps.internal", []string{"Forwarded: for=198.51.100.9;host=apps.example"}, 200},
		{anyName, "whatever.example", nil, 200},
		{strings.Replace(everywhere, "0.0.0.0", "127.0.0.1", 1), "whatever.example", nil, 200},
	} {
		for _, path := range []string{"/counter", "/", "/favicon.ico", "/liveness?endpoint=/counter", "/counter/metadata"} {
			a := request(t, c.at, "GET "+path, append(c.headers, "Host: "+c.host)...)
			if a.StatusCode != c.status {
				t.Errorf("%s %v at %s: %d, want %d", path, c.headers, c.host, a.StatusCode, c.status)
			}
			if c.status == http.StatusMisdirectedRequest && (!strings.Contains(a.body, "--public-url (PANELGO_PUBLIC_URL)") || !strings.Contains(a.body, "--trusted-proxy")) {
				t.Errorf("the refusal does not say what to do: %s", a.body)
			}
		}
		if status := request(t, c.at, "GET /counter/ws", upgrade("bokeh, "+token("x", time.Hour), append(c.headers, "Host: "+c.host)...)...).StatusCode; (status == 101) != (c.status == 200) {
			t.Errorf("a websocket at %s: %d", c.host, status)
		}
		for _, probe := range []string{"/liveness", "/readiness"} {
			if a := request(t, c.at, "GET "+probe, append(c.headers, "Host: "+c.host)...); a.StatusCode != http.StatusOK {
				t.Errorf("%s at %s: %d", probe, c.host, a.StatusCode)
			}
		}
	}
}

// TestPublicURLIsTheOneAddress for redirects, cookies, origins and the host that is answered; a
// proxy may take its path off or not.
func TestPublicURLIsTheOneAddress(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) {
		o.Server.PublicURL, o.Server.TrustedProxy = "https://Apps.example.org:443/tools", []string{"192.0.2.0/24"}
	})
	for _, c := range []struct {
		host, path string
		status     int
		location   string
	}{
		{"apps.example.org", "/tools/app", 302, "/tools/login?next=%2Ftools%2Fapp"},
		{"apps.example.org", "/app?x=1", 302, "/tools/login?next=%2Ftools%2Fapp%3Fx%3D1"},
		{"APPS.example.org:443", "/tools/deep/er", 302, "/tools/login?next=%2Ftools%2Fdeep%2Fer"},
		{"apps.example.org", "/tools?x=1", 302, "/tools/?x=1"},
		{"apps.example.org", "/tools/", 302, "/tools/login?next=%2Ftools%2F"},
		{"apps.example.org", "/toolsapp", 404, ""},
		{"apps.example.org", "/tools/tools/app", 404, ""},
		{"apps.example.org:8443", "/tools/app", 421, ""}, {"apps.example.org:80", "/tools/app", 421, ""},
		{"127.0.0.1", "/tools/app", 421, ""}, {"localhost:5006", "/app", 421, ""}, {"evil.example", "/tools/login", 421, ""}, {"evil.example", "/static/own/page.js", 421, ""},
		{"evil.apps.example.org", "/app", 421, ""}, {"apps.example.org.", "/app", 421, ""},
		{"10.0.0.7:5006", "/liveness", 200, ""}, {"10.0.0.7:5006", "/tools/readiness", 200, ""}, {"10.0.0.7", "/liveness?endpoint=/app", 421, ""},
	} {
		a := request(t, g.host, "GET "+c.path, "Host: "+c.host)
		if a.StatusCode != c.status || a.Header.Get("Location") != c.location {
			t.Errorf("%s%s: %d %s, want %d %s", c.host, c.path, a.StatusCode, a.Header.Get("Location"), c.status, c.location)
		}
	}
	open := servertest.Serve(t, apps, server.Options{PublicURL: "https://apps.example.org/tools", AllowWebSocketOrigin: []string{"friend.example:443"}}, sessions)
	for origin, status := range map[string]int{
		"https://apps.example.org": 101, "https://APPS.example.org:443": 101, "https://friend.example:443": 101,
		"http://apps.example.org": 403, "http://apps.example.org:443": 403, "https://apps.example.org:8443": 403, "https://127.0.0.1": 403, "null": 403,
	} {
		a := request(t, open, "GET /tools/counter/ws", append(upgrade("bokeh, "+token("x", time.Hour)), "Host: apps.example.org", "Origin: "+origin)...)
		if a.StatusCode != status {
			t.Errorf("the origin %s: %d, want %d", origin, a.StatusCode, status)
		}
	}
	form := request(t, g.host, "GET /tools/login", "Host: apps.example.org")
	for _, cookie := range form.Cookies() {
		if !strings.HasPrefix(cookie.Name, "__Host-") || !cookie.Secure || cookie.Path != "/" {
			t.Errorf("the cookie is %s", cookie)
		}
	}
}

// TestPagesWorkBelowAPathThatAProxyTakesOff by --root-path and by X-Forwarded-Prefix of a trusted
// proxy: signing in and out, files, embedding, websockets.
func TestPagesWorkBelowAPathThatAProxyTakesOff(t *testing.T) {
	for name, change := range map[string]func(*panelgo.Options){
		"--root-path":                     func(o *panelgo.Options) { o.Server.RootPath = "/ext/" },
		"--root-path without its slashes": func(o *panelgo.Options) { o.Server.RootPath = "ext" },
		"--root-path and --prefix":        func(o *panelgo.Options) { o.Server.RootPath, o.Server.Prefix = "/ext", "/pre" },
		"X-Forwarded-Prefix":              func(o *panelgo.Options) { o.Server.TrustedProxy = []string{"127.0.0.1"} },
		"X-Forwarded-Prefix and --prefix": func(o *panelgo.Options) { o.Server.TrustedProxy, o.Server.Prefix = []string{"127.0.0.1"}, "/pre" },
	} {
		t.Run(name, func(t *testing.T) {
			var prefix string
			g := guard(t, func(o *panelgo.Options) { change(o); prefix = o.Server.Prefix })
			outside := "/ext" + prefix
			forwarded := []string{}
			if strings.HasPrefix(name, "X-") {
				forwarded = append(forwarded, "X-Forwarded-Prefix: /ext/", "X-Forwarded-For: 198.51.100.9")
			}
			ask := func(path string, more ...string) answer { return request(t, g.at, path, append(more, forwarded...)...) }
			if to := ask("GET /app").Header.Get("Location"); to != outside+"/login?next="+url.QueryEscape(outside+"/app") {
				t.Errorf("sent to %s", to)
			}
			form := ask("GET /login?next=" + url.QueryEscape(outside+"/app?x=1"))
			body := url.Values{"state": {hidden(form.body, "state")}, "name": {"alice"}, "password": {passwordOf("alice")}}
			req, err := http.NewRequest("POST", g.at+"/login", strings.NewReader(body.Encode()))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			for _, line := range forwarded {
				name, value, _ := strings.Cut(line, ": ")
				req.Header.Set(name, value)
			}
			for _, c := range form.Cookies() {
				req.AddCookie(c)
			}
			in, err := http.DefaultTransport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			in.Body.Close()
			if to := in.Header.Get("Location"); to != outside+"/app?x=1" {
				t.Fatalf("signed in, sent to %s", to)
			}
			cookie := "Cookie: "
			for _, c := range in.Cookies() {
				if c.MaxAge > 0 {
					cookie += c.Name + "=" + c.Value + "; "
				}
			}
			page := ask("GET /app", cookie)
			if !strings.Contains(page.body, `href="`+outside+`/logout"`) {
				t.Error("the page does not lead to the sign-out")
			}
			script := ask("GET /app/autoload.js?bokeh-autoload-element=x&bokeh-app-path=&bokeh-absolute-url=http://apps.example"+outside+"/app", cookie)
			for _, want := range []string{`"http://apps.example` + outside + `/static/`, `const path = "` + outside + `/app", address = "http://apps.example` + outside + `/app"`} {
				if !strings.Contains(script.body, want) {
					t.Errorf("%s is not in the script that embeds", want)
				}
			}
			if status := request(t, g.at, "GET /app/ws", upgrade("bokeh, "+tokenIn(page.body), append(forwarded, cookie, "Origin: "+g.host)...)...).StatusCode; status != 101 {
				t.Errorf("the websocket: %d", status)
			}
			out := ask("GET /logout", cookie)
			if !strings.Contains(out.body, `action="`+outside+`/logout"`) {
				t.Errorf("the form leads elsewhere: %s", out.body)
			}
		})
	}
}

// TestNobodyElsesPrefixIsBelieved: the header of a stranger, and one that could be a host.
func TestNobodyElsesPrefixIsBelieved(t *testing.T) {
	stranger := guard(t, nil)
	for _, header := range []string{"X-Forwarded-Prefix: /evil", "X-Forwarded-Host: evil.example", "Forwarded: host=evil.example;proto=https"} {
		if to := request(t, stranger.at, "GET /app", header).Header.Get("Location"); to != "/login?next=%2Fapp" {
			t.Errorf("%s: sent to %s", header, to)
		}
	}
	trusting := guard(t, func(o *panelgo.Options) { o.Server.TrustedProxy = []string{"127.0.0.0/8"} })
	for _, header := range []string{"X-Forwarded-Prefix: //evil.example", "X-Forwarded-Prefix: /\\evil.example", "X-Forwarded-Host: a@evil.example", "X-Forwarded-Proto: javascript", "Forwarded: for=\"6.6.6.6"} {
		if a := request(t, trusting.at, "GET /app", header); a.StatusCode != http.StatusBadRequest || a.Header.Get("Location") != "" {
			t.Errorf("%s: %d %s", header, a.StatusCode, a.Header.Get("Location"))
		}
	}
}

// TestGuessesAreCountedForTheirOwnAddress: a gateway that writes ports makes no visitor answer for
// another's guesses.
func TestGuessesAreCountedForTheirOwnAddress(t *testing.T) {
	for _, header := range []string{"X-Forwarded-For: %s:1001", "X-Forwarded-For: 6.6.6.6, %s:99, 127.0.0.1:5", "Forwarded: for=\"%s:1001\""} {
		g := guard(t, func(o *panelgo.Options) { o.Server.TrustedProxy = []string{"127.0.0.1"} })
		try := func(visitor, name, password string) int {
			line := strings.Replace(header, "%s", visitor, 1)
			form := request(t, g.at, "GET /login", line)
			body := url.Values{"state": {hidden(form.body, "state")}, "name": {name}, "password": {password}}
			req, _ := http.NewRequest("POST", g.at+"/login", strings.NewReader(body.Encode()))
			req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			key, value, _ := strings.Cut(line, ": ")
			req.Header.Set(key, value)
			for _, c := range form.Cookies() {
				req.AddCookie(c)
			}
			resp, err := http.DefaultTransport.RoundTrip(req)
			if err != nil {
				t.Fatal(err)
			}
			defer resp.Body.Close()
			_, _ = io.Copy(io.Discard, resp.Body)
			return resp.StatusCode
		}
		limited := false
		for i := range 60 {
			limited = limited || try("198.51.100.66", "nobody"+string(rune('a'+i%26))+string(rune('a'+i/26)), "x") == http.StatusTooManyRequests
		}
		if !limited {
			t.Errorf("%s: 60 guesses are not slowed down", header)
		}
		if status := try("198.51.100.9", "alice", passwordOf("alice")); status != http.StatusSeeOther {
			t.Errorf("%s: somebody else's guesses lock alice out: %d", header, status)
		}
	}
}

// TestHeadIsLikeGetWithoutABody, and leaves no session behind.
func TestHeadIsLikeGetWithoutABody(t *testing.T) {
	at := serve(t)
	for _, path := range []string{"/counter", "/counter/", "/", "/liveness", "/readiness", "/favicon.ico", "/counter/metadata", "/counter/autoload.js?bokeh-autoload-element=x", "/failing", "/nothing"} {
		get, head := request(t, at, "GET "+path), request(t, at, "HEAD "+path)
		if head.StatusCode != get.StatusCode || head.Header.Get("Content-Type") != get.Header.Get("Content-Type") || head.body != "" {
			t.Errorf("%s: GET %d %s, HEAD %d %s %q", path, get.StatusCode, get.Header.Get("Content-Type"), head.StatusCode, head.Header.Get("Content-Type"), head.body)
		}
	}
	for _, path := range []string{"/counter/ws", "/counter/download?key=x"} {
		if status := request(t, at, "HEAD "+path).StatusCode; status != http.StatusMethodNotAllowed {
			t.Errorf("HEAD %s: %d", path, status)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "PATCH"} {
		if status := request(t, at, method+" /counter").StatusCode; status != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, status)
		}
	}
}

// TestHeadLeavesNoSession: a look that comes often must not fill the server.
func TestHeadLeavesNoSession(t *testing.T) {
	o := sessions
	o.MaxSessions = 2
	s, err := server.New(apps, server.Options{}, o)
	if err != nil {
		t.Fatal(err)
	}
	at := servertest.Host(t, s)
	page := request(t, at, "GET /counter")
	for range 5 {
		request(t, at, "HEAD /counter")
	}
	conn, resp, err := (&websocket.Dialer{Subprotocols: []string{"bokeh", tokenIn(page.body)}}).Dial(strings.Replace(at, "http", "ws", 1)+"/counter/ws", nil)
	if err != nil {
		t.Fatal(err, resp)
	}
	conn.Close()
}

// TestContradictoryAddressesRefuseTheStart with a complaint that names what to set.
func TestContradictoryAddressesRefuseTheStart(t *testing.T) {
	for _, c := range []struct {
		change func(*panelgo.Options)
		says   string // empty: starts
	}{
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example" }, ""},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example/" }, ""},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.Prefix = "https://a.example/tools", "tools/" }, ""},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.Prefix = "https://a.example/x/tools", "/tools" }, ""},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.RootPath = "https://a.example/tools/", "/tools" }, ""},
		{func(o *panelgo.Options) {
			o.Server.PublicURL, o.Server.RootPath, o.Server.Prefix = "https://a.example/x/tools", "x", "/tools"
		}, ""},
		{func(o *panelgo.Options) { o.Server.RootPath = "/" }, ""},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.Prefix = "https://a.example/tools", "/other" }, "--prefix"},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.Prefix = "https://a.example", "/tools" }, "--prefix"},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.Prefix = "https://a.example/xtools", "/tools" }, "--prefix"},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.RootPath = "https://a.example", "/tools" }, "--root-path"},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.RootPath = "https://a.example/tools", "/" }, "--root-path"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example/app" }, "--root-path=/app"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example/deep" }, "--prefix=/deep"},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Server.RootPath = "https://a.example/app", "/app" }, ""},
		{func(o *panelgo.Options) { o.Server.PublicURL = "a.example" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "ftp://a.example" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example?x=1" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example/#x" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://me@a.example" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https://a.example//x" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.PublicURL = "https:///x" }, "--public-url"},
		{func(o *panelgo.Options) { o.Server.RootPath = "//evil.example" }, "--root-path"},
		{func(o *panelgo.Options) { o.Server.RootPath = "/a/../b" }, "--root-path"},
		{func(o *panelgo.Options) { o.Server.RootPath = "https://a.example/x" }, "--root-path"},
		{func(o *panelgo.Options) { o.Server.Prefix = "//evil.example" }, "--prefix"},
		{func(o *panelgo.Options) { o.Server.Prefix = "/a//b" }, "--prefix"},
		{func(o *panelgo.Options) { o.Server.Prefix = "/./a" }, "--prefix"},
		{func(o *panelgo.Options) { o.Server.PublicURL, o.Auth.CookiePath = "https://a.example/tools", "/other" }, "--cookie-path"},
		{func(o *panelgo.Options) { o.Server.Prefix, o.Auth.CookiePath = "/tools", "/tool" }, "--cookie-path"},
		{func(o *panelgo.Options) { o.Server.Prefix, o.Auth.CookiePath = "/tools/x", "/tools" }, ""},
		{func(o *panelgo.Options) {
			o.Auth.Validate, o.Auth.OAuthProvider, o.Server.PublicURL = nil, "dev", "https://a.example"
		}, "--oauth-provider=dev"},
		{withProvider("https://a.example/tools", "", "", "https://a.example/tools/oauth2/callback"), ""},
		{withProvider("https://a.example/tools", "", "", "https://A.example:443/tools"), ""},
		{withProvider("https://a.example/tools", "", "", "https://a.example/oauth2/callback"), "--oauth-redirect-uri"},
		{withProvider("https://a.example/tools", "", "", "https://a.example/toolsx"), "--oauth-redirect-uri"},
		{withProvider("https://a.example", "", "", "http://a.example/oauth2/callback"), "--oauth-redirect-uri"},
		{withProvider("https://a.example", "", "", "https://b.example/oauth2/callback"), "--oauth-redirect-uri"},
		{withProvider("https://a.example:8443", "", "", "https://a.example/oauth2/callback"), "--oauth-redirect-uri"},
		{withProvider("", "/ext", "", "https://a.example/ext/oauth2/callback"), ""},
		{withProvider("", "/ext", "", "https://a.example/oauth2/callback"), "--root-path"},
		{withProvider("", "/ext", "/pre", "https://a.example/ext/oauth2/callback"), "--prefix"},
		{withProvider("", "", "/pre", "https://a.example/pre/oauth2/callback"), ""},
		{withProvider("", "", "/pre", "https://a.example/ext/pre/login"), ""},
		{withProvider("", "", "/pre", "https://a.example/oauth2/callback"), "--prefix"},
	} {
		var o panelgo.Options
		o.Auth.Validate = validate
		c.change(&o)
		s, err := panelgo.New(panelgo.Apps{"app": arguments, "deep/er": arguments}, o)
		if err == nil {
			_ = s.Stop(t.Context())
		}
		if c.says == "" && err != nil || c.says != "" && (err == nil || !strings.Contains(err.Error(), c.says)) {
			t.Errorf("public %q root %q prefix %q redirect %q cookies %q: %v, want %q", o.Server.PublicURL, o.Server.RootPath, o.Server.Prefix, o.Auth.OAuthRedirectURI, o.Auth.CookiePath, err, c.says)
		}
	}
}

// withProvider are the options of a server whose visitors sign in elsewhere.
func withProvider(public, root, prefix, redirect string) func(*panelgo.Options) {
	return func(o *panelgo.Options) {
		o.Server.PublicURL, o.Server.RootPath, o.Server.Prefix = public, root, prefix
		o.Auth.Validate, o.Auth.OAuthProvider, o.Auth.OAuthKey, o.Auth.OAuthSecret = nil, "github", "id", "secret"
		o.Auth.CookieSecret, o.Auth.OAuthRedirectURI = "0123456789abcdef0123456789abcdef", redirect
	}
}

// TestAnAddressMayHaveItsBrackets, as addresses of IPv6 have in URLs.
func TestAnAddressMayHaveItsBrackets(t *testing.T) {
	for given, want := range map[string]string{"[::1]": "::1", "::1": "::1", "127.0.0.1": "127.0.0.1", "": "localhost"} {
		if got := (server.Options{Address: given}).WithDefaults().Address; got != want {
			t.Errorf("%q: %q", given, got)
		}
	}
}
