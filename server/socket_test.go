package server_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

// TestHandshakeRefusals is the table of all that keeps a request from becoming a websocket. Each is
// a plain answer before the upgrade. Conformance 2, 7, 9, 10, 13 and 14.
func TestHandshakeRefusals(t *testing.T) {
	at := servertest.Serve(t, apps, server.Options{AllowWebSocketOrigin: []string{"friend.test"}}, sessions)
	good := "bokeh, " + token("tab", time.Minute)
	foreign := session.NewSigner([]byte("another key, also 32 characters long")).Sign(session.Claims{Session: "tab", Expiry: time.Now().Add(time.Minute)})
	altered := []byte(token("tab", time.Minute))
	altered[10] ^= 1
	for _, c := range []struct {
		what    string
		path    string
		headers []string
		status  int
	}{
		{"a plain GET", "/counter/ws", nil, 400},
		{"no key", "/counter/ws", []string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Protocol: " + good}, 400},
		{"another version", "/counter/ws", append(upgrade(good), "Sec-WebSocket-Version: 8")[1:], 400},
		{"version 8", "/counter/ws", []string{"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 8", "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", "Sec-WebSocket-Protocol: " + good}, 426},
		{"a foreign origin", "/counter/ws", upgrade(good, "Origin: http://evil.test"), 403},
		{"an origin that begins like an allowed one", "/counter/ws", upgrade(good, "Origin: http://friend.test.evil.net"), 403},
		{"the origin null", "/counter/ws", upgrade(good, "Origin: null"), 403},
		{"no subprotocol", "/counter/ws", upgrade(""), 403},
		{"no token", "/counter/ws", upgrade("bokeh"), 403},
		{"three subprotocols", "/counter/ws", upgrade(good + ", more"), 403},
		{"another subprotocol", "/counter/ws", upgrade("chat, " + token("tab", time.Minute)), 403},
		{"the subprotocols in the wrong order", "/counter/ws", upgrade(token("tab", time.Minute) + ", bokeh"), 403},
		{"an unsigned token", "/counter/ws", upgrade("bokeh, " + unsignedToken("tab")), 403},
		{"a token signed with another key", "/counter/ws", upgrade("bokeh, " + foreign), 403},
		{"an altered token", "/counter/ws", upgrade("bokeh, " + string(altered)), 403},
		{"a garbled token", "/counter/ws", upgrade("bokeh, x.y"), 403},
		{"the token that BokehJS has by default", "/counter/ws", upgrade("bokeh, eyJzZXNzaW9uX2lkIjogImRlZmF1bHQifQ"), 403},
		{"an expired token of a session that is gone", "/counter/ws", upgrade("bokeh, " + token("gone", -time.Second)), 403},
		{"a token that expires now", "/counter/ws", upgrade("bokeh, " + token("gone", 0)), 403},
		{"an app that fails", "/failing/ws", upgrade(good), 500},
		{"an app that panics", "/panicking/ws", upgrade(good), 500},
		{"a path below", "/counter/ws/", upgrade(good), 404},
		{"another method", "/counter/ws", nil, 405},
		{"all is well", "/counter/ws", upgrade(good, "Origin: "+at), 101},
		{"no origin, as programs have none", "/counter/ws", upgrade(good), 101},
		{"an allowed origin", "/counter/ws", upgrade(good, "Origin: https://friend.test"), 101},
	} {
		method := "GET "
		if c.status == 405 {
			method = "POST "
		}
		got := request(t, at, method+c.path, c.headers...)
		if got.StatusCode != c.status {
			t.Errorf("%s: status %d, want %d", c.what, got.StatusCode, c.status)
		}
		if c.status == 101 {
			got.has(t, "Sec-WebSocket-Protocol", "bokeh")
			got.has(t, "Sec-WebSocket-Extensions", "")
		}
		if c.status == 426 {
			got.has(t, "Sec-WebSocket-Version", "13")
		}
	}
}

func TestHeaderOf16KiB(t *testing.T) { // conformance 14
	signer := session.NewSigner([]byte(key))
	long := signer.Sign(session.Claims{Session: "long", Expiry: time.Now().Add(time.Minute), Payload: map[string]any{"noise": noise(15 << 10)}})
	if len(long) < 14<<10 {
		t.Fatalf("the token has %d bytes only", len(long))
	}
	dial(t, serve(t), "/counter/ws", long)
}

// noise is text that does not compress.
func noise(n int) string {
	text, state := make([]byte, n), uint32(1)
	for i := range text {
		state = state*1664525 + 1013904223
		text[i] = 'A' + byte(state>>24)%26
	}
	return string(text)
}

func TestACKComesFirstAndUnasked(t *testing.T) { // conformance 15
	conn := dial(t, serve(t), "/counter/ws", token("tab", time.Minute))
	_, frame, err := conn.ReadMessage()
	if err != nil || !strings.Contains(string(frame), `"msgtype":"ACK"`) {
		t.Errorf("%s, %v", frame, err)
	}
}

func TestPingsCount(t *testing.T) { // conformance 16
	so := sessions
	so.KeepAlive = 5 * time.Millisecond
	tab := servertest.Visit(t, servertest.Serve(t, apps, server.Options{}, so)+"/counter")
	for len(tab.Pings()) < 3 {
		tab.Sync()
	}
	if got := tab.Pings()[:3]; !slices.Equal(got, []string{"0", "1", "2"}) {
		t.Error(got)
	}
}

func TestClientsPingIsAnswered(t *testing.T) { // conformance 16
	conn := dial(t, serve(t), "/counter/ws", token("tab", time.Minute))
	answered := make(chan string, 1)
	conn.SetPongHandler(func(data string) error { answered <- data; return nil })
	if err := conn.WriteControl(websocket.PingMessage, []byte("hello"), time.Now().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			if _, _, err := conn.NextReader(); err != nil {
				return
			}
		}
	}()
	if got := <-answered; got != "hello" {
		t.Errorf("pong %q", got)
	}
}

func TestPatchesPrecedeTheOK(t *testing.T) { // conformance 22
	conn := dial(t, serve(t), "/counter/ws", token("tab", time.Minute))
	read := func() (text string) {
		t.Helper()
		for range 3 {
			_, frame, err := conn.ReadMessage()
			if err != nil {
				t.Fatal(err)
			}
			text += string(frame)
		}
		return text
	}
	write := func(m *wire.Message) {
		for f := range m.Frames() {
			if err := conn.WriteMessage(websocket.TextMessage, f.Data); err != nil {
				t.Fatal(err)
			}
		}
	}
	read() // ACK
	write(wire.NewPullDocReq())
	doc := read()
	at := strings.Index(doc, `"name":"Slider"`)
	var slider struct{ ID string }
	_ = json.Unmarshal([]byte("{"+doc[at+len(`"name":"Slider",`):at+strings.Index(doc[at:], `,"attributes"`)]+"}"), &slider)
	for n := 1; n <= 20; n++ {
		write(wire.NewPatchDoc(fmt.Appendf(nil, `{"events":[{"kind":"ModelChanged","model":{"id":%q},"attr":"value","new":%d}]}`, slider.ID, n), nil))
	}
	for n := 1; n <= 20; n++ {
		if patch := read(); !strings.Contains(patch, "PATCH-DOC") || !strings.Contains(patch, fmt.Sprintf(`"value: %d"`, n)) {
			t.Fatalf("change %d: %s", n, patch)
		}
		if ok := read(); !strings.Contains(ok, `"msgtype":"OK"`) {
			t.Fatalf("change %d: %s", n, ok)
		}
	}
}

func TestBrokenProtocolIsClosedWithAReason(t *testing.T) { // conformance 19
	at := serve(t)
	for what, c := range map[string]struct {
		frames []string // b: marks a binary one
		code   int
	}{
		"no JSON":             {[]string{"hello"}, 1008},
		"binary where text":   {[]string{`b:{"msgid":"1","msgtype":"PATCH-DOC"}`}, 1008},
		"unknown type":        {[]string{`{"msgid":"1","msgtype":"SING"}`}, 1008},
		"a server's message":  {[]string{`{"msgid":"1","msgtype":"ACK"}`}, 1008},
		"no type":             {[]string{`{"msgid":"1"}`}, 1008},
		"text where a buffer": {[]string{`{"msgid":"1","msgtype":"PATCH-DOC","num_buffers":1}`, "{}", `{"events":[]}`, `{"id":"b"}`, "text"}, 1008},
		"extra key":           {[]string{`{"msgid":"1","msgtype":"PATCH-DOC","num_buffers":1}`, "{}", `{"events":[]}`, `{"id":"b","x":1}`}, 1008},
	} {
		tab := servertest.Visit(t, at+"/counter")
		for _, f := range c.frames {
			data, binary := strings.CutPrefix(f, "b:")
			tab.Write(binary, data)
		}
		t.Log(what)
		tab.ExpectClosed(c.code)
	}
}

func TestFrameOverTheLimit(t *testing.T) { // conformance 19
	so := sessions
	so.WebSocketMaxMessageSize = 4096
	tab := servertest.Visit(t, servertest.Serve(t, apps, server.Options{}, so)+"/counter")
	tab.Write(false, `{"msgid":"1","msgtype":"PATCH-DOC","x":"`+strings.Repeat("x", 8000)+`"}`)
	tab.ExpectClosed(1009)
}

func TestPanicInACallbackEndsItsTurnOnly(t *testing.T) {
	tab := servertest.Visit(t, serve(t)+"/counter")
	var slider string
	tab.Doc(func(d *servertest.Doc) { m, _ := d.Find("Value"); slider = m.ID })
	reply, err := tab.Ask(wire.NewPatchDoc(fmt.Appendf(nil, `{"events":[{"kind":"ModelChanged","model":{"id":%q},"attr":"value","new":666}]}`, slider), nil))
	if err != nil || reply.Type != wire.Error || strings.Contains(string(reply.Content), "devil") {
		t.Fatalf("%s %s, %v", reply.Type, reply.Content, err)
	}
	tab.Set("Value", 3)
	tab.Expect("text", "value: 3")
}

func TestTwoBrowsersOnOneSession(t *testing.T) { // conformance 34
	one := servertest.Visit(t, serve(t)+"/counter")
	two := one.Again()
	one.Set("Value", 8)
	two.Expect("Value", 8)
	two.Set("Value", 9)
	one.Expect("Value", 9)
	one.Expect("text", "value: 9")
}

func TestLostSocketComesBackToItsSession(t *testing.T) { // conformance 45
	so := sessions
	so.SessionTokenExpiration = time.Second // expired when it is used again: see below
	tab := servertest.Visit(t, servertest.Serve(t, apps, server.Options{}, so)+"/counter")
	tab.Set("Value", 12)
	for range 3 {
		tab.Drop()
		tab.Join()
		tab.Expect("Value", 12)
		tab.Expect("text", "value: 12")
	}
	expired := token("kept", -time.Hour)
	tab.Token = token("kept", time.Hour)
	tab.Drop()
	tab.Join()
	tab.Set("Value", 4)
	tab.Drop()
	tab.Token = expired
	tab.Join()
	tab.Expect("text", "value: 4")
}

func TestSweptSessionIsMadeAnew(t *testing.T) { // conformance 44
	so := sessions
	so.UnusedSessionLifetime, so.CheckUnusedSessions = time.Millisecond, time.Millisecond
	at := servertest.Serve(t, apps, server.Options{}, so)
	tab := servertest.Visit(t, at+"/visit?a=1")
	tab.Drop()
	for range 50 { // whether it has been swept or not, it can be joined
		tab.Join()
		if got, _ := tab.Value("visit").(string); !strings.Contains(got, `"a":["1"]`) {
			t.Fatal(got)
		}
		tab.Drop()
	}
}

func TestSlowBrowserIsCutOff(t *testing.T) {
	so := sessions
	so.SessionOutbox = 1 << 20
	var text func(string)
	app := func(d *document.Document) error {
		if err := counter(d); err != nil {
			return err
		}
		text = func(s string) { d.Next(func() { d.SetTitle(s) }) }
		return nil
	}
	at := servertest.Serve(t, server.Apps{"/": app}, server.Options{}, so)
	conn := dial(t, at, "/ws", token("slow", time.Minute))
	for f := range wire.NewPullDocReq().Frames() {
		_ = conn.WriteMessage(websocket.TextMessage, f.Data)
	}
	for range 6 { // ACK and the document, then not a byte more
		if _, _, err := conn.ReadMessage(); err != nil {
			t.Fatal(err)
		}
	}
	for i := range 200 {
		text(fmt.Sprint(i, strings.Repeat("x", 100_000))) // 20 MB, more than sockets and outbox hold
	}
	for {
		if _, _, err := conn.ReadMessage(); err != nil {
			if !websocket.IsCloseError(err, 1013) {
				t.Errorf("ended with %v, want close code 1013", err)
			}
			return
		}
	}
}
