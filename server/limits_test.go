package server_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/session"
)

// unfinished sends the head of a frame of size bytes, masked with zeros, and the first of them.
func unfinished(t *testing.T, conn *websocket.Conn, size, sent int) {
	t.Helper()
	head := append([]byte{0x81, 0xff}, binary.BigEndian.AppendUint64(nil, uint64(size))...)
	head = append(head, 0, 0, 0, 0)
	if _, err := conn.NetConn().Write(append(head, bytes.Repeat([]byte{'x'}, sent)...)); err != nil {
		t.Fatal(err)
	}
}

// closedWith waits until the server closes the connection, and returns with which code.
func closedWith(t *testing.T, conn *websocket.Conn) int {
	t.Helper()
	for {
		_, _, err := conn.ReadMessage()
		if c, ok := err.(*websocket.CloseError); ok {
			return c.Code
		}
		if err != nil {
			t.Fatalf("the connection ended without a word: %v", err)
		}
	}
}

// started is a connection that has sent a header and its metadata, so that a big content frame is
// due.
func started(t *testing.T, at, id string) *websocket.Conn {
	conn := dial(t, at, "/counter/ws", token(id, time.Minute))
	for _, frame := range []string{`{"msgid":"1","msgtype":"PATCH-DOC"}`, `{}`} {
		if err := conn.WriteMessage(websocket.TextMessage, []byte(frame)); err != nil {
			t.Fatal(err)
		}
	}
	return conn
}

func TestBytesUnderWayAreBounded(t *testing.T) {
	for name, change := range map[string]func(*session.Options){
		"of one client":   func(o *session.Options) { o.MaxIncomingPerClient, o.MaxIncoming = 2<<20, 1<<30 },
		"of all together": func(o *session.Options) { o.MaxIncomingPerClient, o.MaxIncoming = -1, 2<<20 },
	} {
		t.Run(name, func(t *testing.T) {
			so := sessions
			so.WebSocketMaxMessageSize = 1 << 20
			change(&so)
			at := servertest.Serve(t, apps, server.Options{}, so)
			var held []*websocket.Conn
			var refused *websocket.Conn
			for i := range 8 { // each holds up to 1 MiB, and 512 KiB while that grows
				conn := started(t, at, fmt.Sprintf("tab%d", i))
				unfinished(t, conn, 1<<20, 900<<10)
				held = append(held, conn)
				refused = conn
			}
			if code := closedWith(t, refused); code != wire.CloseSlow {
				t.Errorf("the eighth is closed with %d", code)
			}
			for _, conn := range held {
				conn.Close()
			}
			for tries := 0; ; tries++ { // what they held is given back
				conn := started(t, at, fmt.Sprintf("later%d", tries))
				unfinished(t, conn, 600<<10, 600<<10)
				if code := closedWith(t, conn); code != wire.CloseSlow {
					break // its content is no JSON
				}
				if tries == 200 {
					t.Fatal("nobody can send any more")
				}
			}
		})
	}
}

func TestAFrameThatNobodyTakesIsNotRead(t *testing.T) {
	so := sessions
	so.WebSocketMaxMessageSize = 1 << 30
	at := servertest.Serve(t, apps, server.Options{}, so)
	for name, head := range map[string]byte{"a header of a gigabyte": 0x81, "bytes where a header is due": 0x82} {
		conn := dial(t, at, "/counter/ws", token("tab", time.Minute))
		frame := append([]byte{head, 0xff}, binary.BigEndian.AppendUint64(nil, 1<<29)...)
		frame = append(frame, 0, 0, 0, 0)
		frame = append(frame, bytes.Repeat([]byte{'x'}, 128<<10)...)
		if _, err := conn.NetConn().Write(frame); err != nil {
			t.Fatal(err)
		}
		if code := closedWith(t, conn); code != wire.CloseTooBig && code != wire.ClosePolicy {
			t.Errorf("%s: closed with %d", name, code)
		}
	}
}

func TestAMessageHasToArrive(t *testing.T) {
	so := sessions
	so.ReceiveTimeout = 200 * time.Millisecond
	at := servertest.Serve(t, apps, server.Options{}, so)
	for name, begin := range map[string]func(*websocket.Conn){
		"half a frame":        func(conn *websocket.Conn) { unfinished(t, conn, 1000, 10) },
		"the head of a frame": func(conn *websocket.Conn) { unfinished(t, conn, 1000, 0) },
		"a frame of several": func(conn *websocket.Conn) {
			if err := conn.WriteMessage(websocket.TextMessage, []byte(`{"msgid":"1","msgtype":"PATCH-DOC"}`)); err != nil {
				t.Fatal(err)
			}
		},
		"a fragment": func(conn *websocket.Conn) {
			if _, err := conn.NetConn().Write([]byte{0x01, 0x81, 0, 0, 0, 0, '{'}); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			conn := dial(t, at, "/counter/ws", token("tab", time.Minute))
			begin(conn)
			if code := closedWith(t, conn); code != wire.ClosePolicy {
				t.Errorf("closed with %d", code)
			}
		})
	}
}

func TestABrowserThatAnswersNoPingsIsClosed(t *testing.T) {
	so := sessions
	so.KeepAlive, so.PingTimeout = 20*time.Millisecond, 60*time.Millisecond
	at := servertest.Serve(t, apps, server.Options{}, so)
	dead := dial(t, at, "/counter/ws", token("dead", time.Minute))
	dead.SetPingHandler(func(string) error { return nil })
	alive := dial(t, at, "/counter/ws", token("alive", time.Minute))
	answered := make(chan struct{}, 1000)
	inner := alive.PingHandler()
	alive.SetPingHandler(func(text string) error {
		answered <- struct{}{}
		return inner(text)
	})
	ended := make(chan error, 1)
	go func() {
		for {
			if _, _, err := alive.ReadMessage(); err != nil {
				ended <- err
				return
			}
		}
	}()
	if code := closedWith(t, dead); code != wire.CloseInternal {
		t.Errorf("closed with %d", code)
	}
	for range 3 { // the one that answers goes on
		select {
		case <-answered:
		case err := <-ended:
			t.Fatal("the browser that answers was closed:", err)
		}
	}
}

func TestABodyHasToArrive(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Session.ReceiveTimeout = 200 * time.Millisecond })
	for _, head := range []string{
		"POST /login", "POST /logout", "POST /app", "GET /app", "POST /nowhere", "POST /static/x", "PUT /app/ws", "POST /assets/plan.txt",
	} {
		for _, length := range []string{"Content-Length: 100000", "Transfer-Encoding: chunked"} {
			t.Run(head+" "+length, func(t *testing.T) {
				t.Parallel()
				conn, err := net.Dial("tcp", strings.TrimPrefix(g.host, "http://"))
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				fmt.Fprintf(conn, "%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n%s\r\n\r\n", head, length)
				if _, err := conn.Write([]byte("1\r\na\r\n")); err != nil {
					t.Fatal(err)
				}
				_ = conn.SetReadDeadline(time.Now().Add(60 * time.Second))
				if _, err := io.Copy(io.Discard, conn); err != nil && !strings.Contains(err.Error(), "reset") {
					t.Errorf("the connection is still open: %v", err)
				}
			})
		}
	}
}

// TestOneClientCannotTakeAllSessions opens tabs from several addresses, as a trusted proxy tells of
// them.
func TestOneClientCannotTakeAllSessions(t *testing.T) {
	so := sessions
	so.MaxSessions, so.MaxSessionsPerClient = 100, 3
	at := servertest.Serve(t, apps, server.Options{TrustedProxy: []string{"127.0.0.1", "::1"}}, so)
	tabs := 0
	open := func(from string) int {
		tabs++
		page := request(t, at, "GET /counter", "X-Forwarded-For: "+from)
		if page.StatusCode != http.StatusOK {
			page.has(t, "Retry-After", "10")
			return page.StatusCode
		}
		dialer := websocket.Dialer{Subprotocols: []string{"bokeh", tokenIn(page.body)}}
		conn, _, err := dialer.Dial(strings.Replace(at, "http", "ws", 1)+"/counter/ws", http.Header{"X-Forwarded-For": {from}})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		return page.StatusCode
	}
	for _, from := range []string{"198.51.100.1", "198.51.100.2", "2001:db8:1:2::1"} {
		for range 3 {
			if status := open(from); status != http.StatusOK {
				t.Fatalf("%s: %d", from, status)
			}
		}
	}
	for _, from := range []string{"198.51.100.1", "198.51.100.2", "2001:db8:1:2::ffff"} { // the last is of the same /64
		if status := open(from); status != http.StatusTooManyRequests {
			t.Errorf("a fourth tab from %s: %d", from, status)
		}
	}
	for _, from := range []string{"198.51.100.3", "2001:db8:1:3::1", "127.0.0.1", "127.0.0.1", "127.0.0.1", "127.0.0.1"} {
		if status := open(from); status != http.StatusOK {
			t.Errorf("somebody else, from %s: %d", from, status)
		}
	}
}

func TestOneUserCannotTakeAllSessions(t *testing.T) {
	g := guard(t, func(o *panelgo.Options) { o.Session.MaxSessionsPerClient = 2 })
	alice := g.signIn("alice")
	for range 2 {
		alice.open("/app")
	}
	if a := alice.get("/app"); a.StatusCode != http.StatusTooManyRequests {
		t.Errorf("a third tab: %d", a.StatusCode)
	}
	g.signIn("bob").open("/app")
}

func TestPagesThatNobodyJoinedGiveWay(t *testing.T) {
	so := sessions
	so.MaxSessionsPerClient = 3
	at := servertest.Serve(t, apps, server.Options{TrustedProxy: []string{"127.0.0.1", "::1"}}, so)
	for i := range 20 {
		if a := request(t, at, "GET /counter", "X-Forwarded-For: 198.51.100.1"); a.StatusCode != http.StatusOK {
			t.Fatalf("page %d: %d", i, a.StatusCode)
		}
	}
}

func TestBadHandshakesAreToldOfOnceASecond(t *testing.T) {
	g := guard(t, nil)
	before := strings.Count(g.log.String(), "\n")
	for range 500 {
		if a := request(t, g.at, "GET /app/ws", upgrade("bokeh, x.y")...); a.StatusCode == http.StatusSwitchingProtocols {
			t.Fatal("upgraded")
		}
	}
	if n := strings.Count(g.log.String(), "level=WARN") - before; n > 200 {
		t.Errorf("%d lines for 500 bad handshakes", n)
	}
}
