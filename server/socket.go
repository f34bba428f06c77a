package server

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// protocol is the websocket subprotocol that is spoken. The browser asks for it and, after it, for its token.
const protocol = "bokeh"

// upgrader makes websockets. Origins are checked before it is asked; its own check would refuse what the options allow.
// The buffers are small because an idle connection keeps the reading one; the writing ones are shared.
var upgrader = websocket.Upgrader{
	HandshakeTimeout: 10 * time.Second,
	ReadBufferSize:   1024,
	WriteBufferSize:  1024,
	WriteBufferPool:  &sync.Pool{},
	Subprotocols:     []string{protocol},
	CheckOrigin:      func(*http.Request) bool { return true },
	Error:            func(http.ResponseWriter, *http.Request, int, error) {}, // upgrade answers instead
}

// socket turns a request into a websocket and joins it to its session. All that can be refused is refused before the
// upgrade, with a plain status: the cheap checks first, and nothing is decoded before its signature is known.
func (a *app) socket(w http.ResponseWriter, r *http.Request) error {
	token, err := a.handshake(r)
	if err != nil {
		return err
	}
	claims, err := a.redeem(token)
	if err != nil {
		return err
	}
	if a.drains.Load() {
		return errStopping
	}
	who, _ := auth.From(r.Context())
	arguments, err := a.admit(claims, who)
	if err != nil {
		return err
	}
	s, err := a.enter(r, claims.Session, arguments)
	if err != nil {
		return err
	}
	release := s.Hold() // not swept between here and the browser's arrival
	defer release()
	p, err := a.upgrade(w, r)
	if err != nil {
		return err
	}
	p.expect() // what Attach queues goes out with the answer to the upgrade
	joined := s.Attach(p)
	// A goroutine of its own: this one holds the request, its head and its buffers, 10 KiB that an open page has no use for.
	if !a.enlist(func() { a.listen(p, s, joined) }) {
		_ = p.conn.Close()
	}
	return joined
}

// handshake checks what costs little, and returns the token.
func (a *app) handshake(r *http.Request) (token string, err error) {
	if !websocket.IsWebSocketUpgrade(r) {
		return "", errNotWebsocket
	}
	if r.Header.Get("Sec-Websocket-Version") != "13" {
		return "", errVersion
	}
	if err := a.origins.checkOrigin(r); err != nil {
		return "", err
	}
	asked := websocket.Subprotocols(r)
	if len(asked) != 2 || asked[0] != protocol {
		return "", fmt.Errorf("%w: %d of them", errSubprotocols, len(asked))
	}
	return asked[1], nil
}

func (a *app) upgrade(w http.ResponseWriter, r *http.Request) (*peer, error) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		if seen, ok := w.(*answer); ok && seen.status != 0 {
			return nil, fmt.Errorf("server: upgrade: %w", err) // the connection was lost on the way
		}
		return nil, fmt.Errorf("%w: %w", errHandshake, err)
	}
	p := &peer{conn: conn, cork: conn.NetConn().(*cork), limit: a.limits.Outbox, start: a.sockets.Go, log: a.log.With("request", RequestID(r.Context()))}
	if a.limits.Message > 0 {
		conn.SetReadLimit(a.limits.Message)
	}
	conn.SetPingHandler(func(data string) error {
		err := p.queue(parcel{control: websocket.PongMessage, data: []byte(data)})
		if errors.Is(err, websocket.ErrCloseSent) {
			return nil
		}
		return err
	})
	conn.SetCloseHandler(func(int, string) error { return nil }) // peer.leave answers
	return p, nil
}

// listen is the life of a websocket, if it could join its session.
func (a *app) listen(p *peer, s *session.Session, joined error) {
	defer p.end(nil)
	if joined != nil {
		p.Close(closeOf(joined))
		p.drop()
		return
	}
	defer s.Detach(p)
	defer a.pulse.add(p)()
	limits := wire.Limits{Frame: a.limits.Message}
	if limits.Frame < 0 {
		limits.Frame, limits.Message = math.MaxInt64, math.MaxInt64
	}
	p.serve(s, limits)
}

// closeOf is what a browser is told whose session cannot be joined.
func closeOf(err error) (code int, reason string) {
	switch {
	case errors.Is(err, document.ErrTooManyViews):
		return wire.CloseSlow, "too many browsers on one session" // 1013: try again later
	case errors.Is(err, session.ErrBusy):
		return wire.CloseSlow, "session is busy"
	case errors.Is(err, session.ErrEnded):
		return wire.CloseGoingAway, "session has ended"
	}
	return wire.CloseInternal, "session cannot be joined"
}
