package servertest

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/document/wire"
)

// Tab is one page that is open. Its methods fail the test when something goes wrong, and belong to
// the test's goroutine.
type Tab struct {
	// HTML is the page as it came.
	HTML string
	// Token is what the page was given to join its session.
	Token string

	t       testing.TB
	address string
	header  http.Header
	conn    *websocket.Conn
	reading chan struct{} // closed when nobody reads conn any more

	mu       sync.Mutex
	changed  chan struct{}             // guarded by mu: closed and replaced when anything below changes
	doc      *Doc                      // guarded by mu: nil before the first pull
	replies  map[wire.ID]*wire.Message // guarded by mu: those that somebody waits for
	messages []Message                 // guarded by mu
	acked    bool                      // guarded by mu
	pings    []string                  // guarded by mu
	lost     error                     // guarded by mu: why reading ended
}

// Message is a MessageSent event from the server.
type Message struct {
	Type string // bokeh_event, …
	Data any
}

var tokenPattern = regexp.MustCompile(`"token":\s*"([^"]+)"`)

// Visit opens a page of a server that runs, as in http://127.0.0.1:5006/sales?year=2024, and joins
// its session.
func Visit(t testing.TB, address string) *Tab { return VisitAs(t, address, nil) }

// VisitAs is Visit with headers on every request, such as a Cookie.
func VisitAs(t testing.TB, address string, header http.Header) *Tab {
	t.Helper()
	tab := &Tab{t: t, address: address, header: header, changed: make(chan struct{}), replies: map[wire.ID]*wire.Message{}}
	req, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatalf("servertest: %v", err)
	}
	for name, values := range header {
		req.Header[name] = values
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatalf("servertest: %v", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("servertest: GET %s: status %d, %v: %.300s", address, resp.StatusCode, err, body)
	}
	found := tokenPattern.FindSubmatch(body)
	if found == nil {
		t.Fatalf("servertest: GET %s: there is no token in the page", address)
	}
	tab.HTML, tab.Token, tab.address = string(body), string(found[1]), resp.Request.URL.String()
	tab.Join()
	t.Cleanup(tab.Close)
	return tab
}

// Again is a second browser on the same session, as when an address is opened by its token twice.
func (tab *Tab) Again() *Tab {
	tab.t.Helper()
	twin := tab.twin()
	twin.Join()
	tab.t.Cleanup(twin.Close)
	return twin
}

// TryAgain is Again for tests that expect it to fail.
func (tab *Tab) TryAgain() error { return tab.twin().TryJoin() }

func (tab *Tab) twin() *Tab {
	return &Tab{
		t: tab.t, address: tab.address, header: tab.header, HTML: tab.HTML, Token: tab.Token,
		changed: make(chan struct{}), replies: map[wire.ID]*wire.Message{},
	}
}

// Join opens the websocket with the page's token and pulls the document. Open has done so already;
// after Drop it is how a browser comes back.
func (tab *Tab) Join() {
	tab.t.Helper()
	if err := tab.TryJoin(); err != nil {
		tab.t.Fatalf("servertest: join %s: %v", tab.address, err)
	}
}

// Refused is a handshake that the server did not want.
type Refused struct{ Status int }

func (r *Refused) Error() string { return fmt.Sprintf("servertest: the server answered %d", r.Status) }

// TryJoin is Join for tests that expect it to fail. A plain HTTP answer is an error of type
// *Refused.
func (tab *Tab) TryJoin() error {
	at, err := url.Parse(tab.address)
	if err != nil {
		return err
	}
	ws := *at
	ws.Scheme = strings.Replace(at.Scheme, "http", "ws", 1)
	ws.Path = strings.TrimRight(at.Path, "/") + "/ws"
	dialer := websocket.Dialer{Subprotocols: []string{"bokeh", tab.Token}, HandshakeTimeout: patience}
	header := tab.header.Clone()
	if header == nil {
		header = http.Header{}
	}
	if header.Get("Origin") == "" {
		header.Set("Origin", at.Scheme+"://"+at.Host)
	}
	conn, resp, err := dialer.Dial(ws.String(), header)
	if errors.Is(err, websocket.ErrBadHandshake) {
		return &Refused{resp.StatusCode}
	}
	if err != nil {
		return err
	}
	tab.mu.Lock()
	tab.acked, tab.lost = false, nil
	tab.mu.Unlock()
	tab.conn, tab.reading = conn, make(chan struct{})
	answer := conn.PingHandler()
	conn.SetPingHandler(func(data string) error {
		tab.mu.Lock()
		tab.pings = append(tab.pings, data)
		tab.tell()
		tab.mu.Unlock()
		return answer(data)
	})
	go tab.read(conn, tab.reading)
	if err := tab.wait("ACK", func() bool { return tab.acked }); err != nil {
		return err
	}
	return tab.pull()
}

// Drop cuts the connection without a word, as a lost network does.
func (tab *Tab) Drop() {
	tab.conn.Close()
	<-tab.reading
}

// Close ends the connection as a browser does whose tab is closed. It may be called again.
func (tab *Tab) Close() {
	if tab.conn == nil {
		return
	}
	bye := websocket.FormatCloseMessage(websocket.CloseGoingAway, "")
	_ = tab.conn.WriteControl(websocket.CloseMessage, bye, time.Now().Add(time.Second))
	tab.conn.Close()
	<-tab.reading
}

// ExpectClosed waits until the server ends the connection with a close code.
func (tab *Tab) ExpectClosed(code int) {
	tab.t.Helper()
	var lost error
	_ = tab.wait("the end of the connection", func() bool { lost = tab.lost; return lost != nil })
	if !websocket.IsCloseError(lost, code) {
		tab.t.Errorf("servertest: the connection ended with %v, want close code %d", lost, code)
	}
}

// Pings are the payloads of the pings that came so far.
func (tab *Tab) Pings() []string {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return slices.Clone(tab.pings)
}

// Messages are the MessageSent events that came so far.
func (tab *Tab) Messages() []Message {
	tab.mu.Lock()
	defer tab.mu.Unlock()
	return slices.Clone(tab.messages)
}

// tell wakes everybody who waits; mu is held.
func (tab *Tab) tell() {
	close(tab.changed)
	tab.changed = make(chan struct{})
}

// wait returns once done answers true. It is called with mu held.
func (tab *Tab) wait(what string, done func() bool) error {
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		tab.mu.Lock()
		ok, changed, lost := done(), tab.changed, tab.lost
		tab.mu.Unlock()
		switch {
		case ok:
			return nil
		case lost != nil:
			return fmt.Errorf("waiting for %s: %w", what, lost)
		}
		select {
		case <-changed:
		case <-timeout.C:
			return fmt.Errorf("waiting for %s: nothing came for %s", what, patience)
		}
	}
}
