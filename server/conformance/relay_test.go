package conformance

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync"
	"testing"

	"github.com/gorilla/websocket"
)

// relay stands between browsers and a site, as proxies do, and can end websockets in any way.
type relay struct {
	t    testing.TB
	url  string
	site *site

	mu     sync.Mutex
	open   []*websocket.Conn // guarded by mu: browsers' ends
	joined int               // guarded by mu: websockets so far
	refuse int               // guarded by mu: websockets to refuse from now on
	paths  []string          // guarded by mu: of the websockets that browsers asked for, with their query
}

func newRelay(t testing.TB, to *site) *relay {
	r := &relay{t: t, site: to}
	target, err := url.Parse(to.url)
	if err != nil {
		t.Fatal(err)
	}
	pages := httputil.NewSingleHostReverseProxy(target)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if websocket.IsWebSocketUpgrade(req) {
			r.carry(w, req)
			return
		}
		pages.ServeHTTP(w, req)
	}))
	r.url = web.URL
	t.Cleanup(func() { r.cut(0); web.Close() })
	return r
}

// carry joins a browser's websocket to one of the site's, until either ends.
func (r *relay) carry(w http.ResponseWriter, req *http.Request) {
	r.mu.Lock()
	r.paths = append(r.paths, req.URL.RequestURI())
	refused := r.refuse > 0
	if refused {
		r.refuse--
	}
	r.mu.Unlock()
	if refused {
		http.Error(w, "refused", http.StatusServiceUnavailable)
		return
	}
	far, _, err := dialerOf(websocket.Subprotocols(req)).Dial("ws://"+r.site.host+req.URL.RequestURI(), nil)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	defer far.Close()
	upgrader := websocket.Upgrader{Subprotocols: []string{"bokeh"}, CheckOrigin: func(*http.Request) bool { return true }}
	near, err := upgrader.Upgrade(w, req, nil)
	if err != nil {
		return
	}
	defer near.Close()
	r.mu.Lock()
	r.open = append(r.open, near)
	r.joined++
	r.mu.Unlock()
	go func() { pump(far, near); near.Close() }()
	pump(near, far)
}

func pump(from, to *websocket.Conn) {
	for {
		kind, data, err := from.ReadMessage()
		if err != nil || to.WriteMessage(kind, data) != nil {
			return
		}
	}
}

// cut ends the websockets of the moment with a close code, or without a word if it is 0.
func (r *relay) cut(code int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, conn := range r.open {
		if code != 0 {
			_ = conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, "test"), noDeadline)
		}
		closeWrite(conn)
	}
	r.open = nil
}

// closeWrite ends a connection so that what was written is still read.
func closeWrite(conn *websocket.Conn) {
	if tcp, ok := conn.NetConn().(*net.TCPConn); ok {
		_ = tcp.CloseWrite()
		return
	}
	conn.Close()
}

func (r *relay) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.joined
}

func (r *relay) asked() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append([]string(nil), r.paths...)
}

func (r *relay) refuseNext(n int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refuse = n
}
