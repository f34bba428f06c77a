package conformance

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
)

// patience is when a test gives up on something that never comes. Nothing depends on how much
// sooner it does.
const patience = time.Minute

// secret is the key of the servers whose tokens a test makes or checks by itself. It is that of the
// golden vectors.
const secret = "0123456789abcdef0123456789abcdef"

// site is a server that runs until its test ends.
type site struct {
	t      testing.TB
	url    string // http://127.0.0.1:40001
	host   string
	server *panelgo.Server
	stop   func() error // as SIGTERM does; may be called again
}

// serve publishes apps. The options may be changed before.
func serve(t testing.TB, apps panelgo.Apps, change ...func(*panelgo.Options)) *site {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(alarm{t})
	opts.Session.SecretKey = []string{secret}
	for _, f := range change {
		f(&opts)
	}
	server, err := panelgo.New(apps, opts)
	if err != nil {
		t.Fatal(err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- server.Run(ctx, l) }()
	stopped := false
	s := &site{t: t, host: l.Addr().String(), url: "http://" + l.Addr().String(), server: server}
	s.stop = func() error {
		cancel()
		if stopped {
			return nil
		}
		stopped = true
		return <-done
	}
	t.Cleanup(func() {
		if err := s.stop(); err != nil {
			t.Errorf("stop: %v", err)
		}
	})
	return s
}

// as is the same site for a subtest: what that opens is closed when it ends.
func (s *site) as(t testing.TB) *site {
	same := *s
	same.t = t
	return &same
}

// alarm is a log that fails the test when the server says that something in it broke. Tests that
// break something on purpose take another.
type alarm struct{ t testing.TB }

func (a alarm) Enabled(_ context.Context, level slog.Level) bool { return level >= slog.LevelError }
func (a alarm) WithAttrs([]slog.Attr) slog.Handler               { return a }
func (a alarm) WithGroup(string) slog.Handler                    { return a }

func (a alarm) Handle(_ context.Context, r slog.Record) error {
	if r.Message == "request" {
		return nil // one that was answered with a status of 500 or more: tests look at that themselves
	}
	said := r.Message
	r.Attrs(func(attr slog.Attr) bool { said += " " + attr.String(); return true })
	a.t.Errorf("the server logged: %s", said)
	return nil
}

// silent is for tests that break something on purpose.
func silent(o *panelgo.Options) { o.Server.Logger = slog.New(slog.DiscardHandler) }

// web is a client that does not follow redirects and keeps no connection.
var web = &http.Client{
	Transport:     &http.Transport{DisableKeepAlives: true},
	Timeout:       patience,
	CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
}

// reply is what came back for a request.
type reply struct {
	*http.Response
	body string
}

// do sends a request; headers are pairs of name and value.
func (s *site) do(method, path string, headers ...string) reply {
	s.t.Helper()
	req, err := http.NewRequest(method, s.url+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		req.Header.Add(headers[i], headers[i+1])
	}
	resp, err := web.Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return reply{resp, string(body)}
}

func (s *site) get(path string, headers ...string) reply {
	s.t.Helper()
	return s.do(http.MethodGet, path, headers...)
}

var (
	tokenIn = regexp.MustCompile(`"token":"([^"]+)"`)
	rootsIn = regexp.MustCompile(`data-root-id="([^"]+)"`)
)

// token opens a page and answers the token that is in it, which a browser takes to the websocket.
func (s *site) token(path string, headers ...string) string {
	s.t.Helper()
	r := s.get(path, headers...)
	found := tokenIn.FindStringSubmatch(r.body)
	if r.StatusCode != http.StatusOK || found == nil {
		s.t.Fatalf("GET %s: %s, without a token: %.200s", path, r.Status, r.body)
	}
	return found[1]
}

// dial opens a websocket with subprotocols; headers are pairs of name and value. It is closed when
// the test ends.
func (s *site) dial(path string, protocols []string, headers ...string) (*socket, *http.Response, error) {
	s.t.Helper()
	h := http.Header{}
	for i := 0; i < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	dialer := dialerOf(protocols)
	conn, resp, err := dialer.Dial("ws"+strings.TrimPrefix(s.url, "http")+path, h)
	if err != nil {
		return nil, resp, err
	}
	k := newSocket(s.t, conn)
	return k, resp, nil
}

// join opens a websocket and takes the ACK that comes first.
func (s *site) join(app, token string) *socket {
	s.t.Helper()
	path, query, _ := strings.Cut(app, "?")
	path = strings.TrimRight(path, "/") + "/ws"
	if query != "" {
		path += "?" + query // as BokehJS does
	}
	k, resp, err := s.dial(path, []string{"bokeh", token})
	if err != nil {
		status := ""
		if resp != nil {
			status = resp.Status
		}
		s.t.Fatalf("join %s: %v, %s", app, err, status)
	}
	if m := k.read(); m.kind != "ACK" {
		s.t.Fatalf("join %s: %s came first", app, m.kind)
	}
	return k
}

// open visits a page as a browser does, and pulls its document.
func (s *site) open(app string) (*socket, document) {
	s.t.Helper()
	k := s.join(app, s.token(app))
	return k, k.pull()
}

// refused tries a handshake and answers the status it is refused with, 0 if it is not.
func (s *site) refused(path string, protocols []string, headers ...string) int {
	s.t.Helper()
	k, resp, err := s.dial(path, protocols, headers...)
	if err == nil {
		k.conn.Close()
		return 0
	}
	if !errors.Is(err, errHandshake) || resp == nil {
		s.t.Fatalf("%s: %v", path, err)
	}
	return resp.StatusCode
}

// eventually waits for something that happens on another goroutine.
func eventually(t testing.TB, what string, done func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !done(); time.Sleep(2 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never: %s", what)
		}
	}
}
