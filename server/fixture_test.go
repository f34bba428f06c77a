package server_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

// key signs the tokens of a test's server, so that the test can make its own.
const key = "0123456789abcdef0123456789abcdef"

var sessions = session.Options{SecretKey: []string{key}}

// counter shows a slider, and a text that follows it.
func counter(doc *document.Document) error {
	value := widgets.NewIntSlider("Value", 0, 1000)
	text := pane.NewText("value: 0")
	text.Name.Set(document.Some("text"))
	value.OnChange(func(n int) {
		switch n {
		case 666:
			panic("the devil")
		default:
			text.SetText(fmt.Sprintf("value: %d", n))
		}
	})
	doc.SetTitle("Counter <1>")
	doc.Add(layout.Column(value, text))
	return nil
}

// arguments shows what the app can know of the visitor.
func arguments(doc *document.Document) error {
	text, err := json.Marshal(doc.Visit())
	if err != nil {
		return err
	}
	shown := pane.NewText(string(text))
	shown.Name.Set(document.Some("visit"))
	doc.Add(shown)
	return nil
}

func failing(*document.Document) error   { return errors.New("no database") }
func panicking(*document.Document) error { panic("oh") }

var apps = server.Apps{"/counter": counter, "/deep/er": counter, "/visit": arguments, "/failing": failing, "/panicking": panicking}

func serve(t *testing.T) string {
	t.Helper()
	return servertest.Serve(t, apps, server.Options{}, sessions)
}

// answer is what came back for a request.
type answer struct {
	*http.Response
	body string
}

// request sends a request as it is written: "GET /path" and lines of headers, "Name: value".
func request(t *testing.T, address, text string, headers ...string) answer {
	t.Helper()
	method, path, _ := strings.Cut(text, " ")
	req, err := http.NewRequest(method, address+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		if name == "Host" {
			req.Host = value
			continue
		}
		req.Header[http.CanonicalHeaderKey(name)] = append(req.Header[http.CanonicalHeaderKey(name)], value)
	}
	if req.Header["Accept-Encoding"] == nil {
		req.Header["Accept-Encoding"] = []string{"identity"}
	}
	resp, err := (&http.Transport{DisableCompression: true}).RoundTrip(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode == http.StatusSwitchingProtocols {
		return answer{Response: resp}
	}
	body, err := io.ReadAll(bufio.NewReader(resp.Body))
	if err != nil {
		t.Fatal(err)
	}
	return answer{resp, string(body)}
}

func (a answer) has(t *testing.T, header, want string) {
	t.Helper()
	if got := a.Header.Get(header); got != want {
		t.Errorf("%s: %q, want %q", header, got, want)
	}
}

// token makes a token for a session of the given name, which expires in the given time.
func token(id string, life time.Duration) string {
	return session.NewSigner([]byte(key)).Sign(session.Claims{Session: session.ID(id), Expiry: time.Now().Add(life)})
}

// unsignedToken is what Bokeh's servers take when they sign nothing.
func unsignedToken(id string) string {
	return base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil, `{"session_id":%q,"session_expiry":%d}`, id, time.Now().Add(time.Hour).Unix()))
}

// upgrade are the headers with which a browser asks for a websocket.
func upgrade(protocols string, others ...string) []string {
	all := []string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="}
	if protocols != "" {
		all = append(all, "Sec-WebSocket-Protocol: "+protocols)
	}
	return append(all, others...)
}

// dial opens a websocket by hand.
func dial(t *testing.T, address, path, token string) *websocket.Conn {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	dialer := websocket.Dialer{Subprotocols: []string{"bokeh", token}}
	conn, _, err := dialer.DialContext(ctx, strings.Replace(address, "http", "ws", 1)+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	return conn
}

// quiet is for tests that would fill the log.
var quiet = slog.New(slog.DiscardHandler)
