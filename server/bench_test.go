package server_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/server"
)

// benchServer serves the counter until the benchmark ends, without anybody watching.
func benchServer(b *testing.B, app func(*document.Document) error) (*server.Server, string) {
	b.Helper()
	so := sessions
	so.MaxSessions = -1
	srv, err := server.New(server.Apps{"/app": app}, server.Options{}, so)
	if err != nil {
		b.Fatal(err)
	}
	srv.Start()
	web := httptest.NewServer(srv)
	b.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		_ = srv.Stop(ctx)
		web.Close()
	})
	return srv, web.URL
}

func empty(d *document.Document) error {
	d.Add(layout.Column())
	return nil
}

// BenchmarkPage is a whole page without the network: session, document, token, markup.
func BenchmarkPage(b *testing.B) {
	for name, app := range map[string]func(*document.Document) error{"empty": empty, "counter": counter} {
		b.Run(name, func(b *testing.B) {
			srv, _ := benchServer(b, app)
			r := httptest.NewRequest(http.MethodGet, "/app", nil)
			b.ReportAllocs()
			for b.Loop() {
				w := httptest.NewRecorder()
				srv.ServeHTTP(w, r)
				if w.Code != 200 {
					b.Fatal(w.Code)
				}
			}
		})
	}
}

// BenchmarkGate is a page request over a connection that is open, for everybody and for somebody
// who has signed in. The gate may add a tenth.
func BenchmarkGate(b *testing.B) {
	for name, visitor := range map[string]auth.Identity{
		"open": {}, "signed in": {User: "alice"},
		"signed in with 20 kB of claims": {User: "alice", Claims: map[string]any{"filler": strings.Repeat("x", 20_000)}},
	} {
		b.Run(name, func(b *testing.B) {
			var o panelgo.Options
			o.Server.Logger, o.Session.MaxSessions = quiet, -1
			if visitor.User != "" {
				o.Auth.Validate = func(context.Context, string, string) (auth.Identity, error) { return visitor, nil }
			}
			srv, err := panelgo.New(panelgo.Apps{"app": counter}, o)
			if err != nil {
				b.Fatal(err)
			}
			srv.Start()
			defer srv.Stop(context.Background())
			web := httptest.NewServer(srv)
			defer web.Close()
			r, err := http.NewRequest(http.MethodGet, web.URL+"/app", nil)
			if err != nil {
				b.Fatal(err)
			}
			if visitor.User != "" {
				r.Header.Set("Cookie", benchSignIn(b, srv))
			}
			b.ReportAllocs()
			for b.Loop() {
				resp, err := http.DefaultTransport.RoundTrip(r)
				if err != nil || resp.StatusCode != 200 {
					b.Fatal(resp, err)
				}
				_, _ = io.Copy(io.Discard, resp.Body)
				resp.Body.Close()
			}
		})
	}
}

// benchSignIn answers the cookie of somebody who has signed in by the form.
func benchSignIn(b *testing.B, srv http.Handler) string {
	b.Helper()
	form := httptest.NewRecorder()
	srv.ServeHTTP(form, httptest.NewRequest(http.MethodGet, "/login", nil))
	fields := url.Values{"state": {hidden(form.Body.String(), "state")}, "name": {"alice"}, "password": {"x"}}
	r := httptest.NewRequest(http.MethodPost, "/login", strings.NewReader(fields.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	for _, c := range form.Result().Cookies() {
		r.AddCookie(c)
	}
	w := httptest.NewRecorder()
	srv.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.Name == "panelgo" {
			return c.Name + "=" + c.Value
		}
	}
	b.Fatalf("not signed in: %d", w.Code)
	return ""
}

// BenchmarkStatic is one of the browser's files, kept compressed.
func BenchmarkStatic(b *testing.B) {
	srv, _ := benchServer(b, empty)
	r := httptest.NewRequest(http.MethodGet, "/static/js/bokeh.min.js", nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	b.ReportAllocs()
	for b.Loop() {
		w := &discard{header: http.Header{}}
		srv.ServeHTTP(w, r)
	}
}

type discard struct{ header http.Header }

func (d *discard) Header() http.Header         { return d.header }
func (d *discard) Write(p []byte) (int, error) { return len(p), nil }
func (d *discard) WriteHeader(int)             {}

// BenchmarkUpgrade opens a websocket to a session that is there, waits for ACK, and closes.
func BenchmarkUpgrade(b *testing.B) {
	_, at := benchServer(b, empty)
	t := token("one", time.Hour)
	b.ReportAllocs()
	for b.Loop() {
		conn := benchDial(b, at, t)
		conn.Close()
	}
}

// BenchmarkRoundTrip moves a slider over a real connection, and waits for the answering patch and
// the OK.
func BenchmarkRoundTrip(b *testing.B) {
	_, at := benchServer(b, counter)
	conn := benchDial(b, at, token("one", time.Hour))
	defer conn.Close()
	doc := benchAsk(b, conn, wire.NewPullDocReq(), 1)
	_, rest, _ := strings.Cut(doc, `"name":"Slider","id":"`)
	id, _, _ := strings.Cut(rest, `"`)
	b.ReportAllocs()
	for n := 1; b.Loop(); n++ {
		benchAsk(b, conn, wire.NewPatchDoc(fmt.Appendf(nil, `{"events":[{"kind":"ModelChanged","model":{"id":%q},"attr":"value","new":%d}]}`, id, n%500), nil), 2)
	}
}

func benchDial(b *testing.B, at, token string) *websocket.Conn {
	b.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{"bokeh", token}}
	conn, _, err := dialer.Dial(strings.Replace(at, "http", "ws", 1)+"/app/ws", nil)
	if err != nil {
		b.Fatal(err)
	}
	for range 3 { // ACK
		if _, _, err := conn.ReadMessage(); err != nil {
			b.Fatal(err)
		}
	}
	return conn
}

// received is kept from message to message, so that the client adds little to what is measured.
var received bytes.Buffer

// benchAsk sends a message and reads as many, of which it returns the text.
func benchAsk(b *testing.B, conn *websocket.Conn, m *wire.Message, answers int) string {
	b.Helper()
	for f := range m.Frames() {
		if err := conn.WriteMessage(websocket.TextMessage, f.Data); err != nil {
			b.Fatal(err)
		}
	}
	received.Reset()
	for range 3 * answers {
		_, r, err := conn.NextReader()
		if err != nil {
			b.Fatal(err)
		}
		if _, err := received.ReadFrom(r); err != nil {
			b.Fatal(err)
		}
	}
	return received.String()
}
