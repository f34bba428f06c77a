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
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// protocol is the websocket subprotocol that is spoken. The browser asks for it and, after it, for
// its token.
const protocol = "bokeh"

// upgrader makes websockets. Origins are checked before it is asked; its own check would refuse
// what the options allow. The buffers are small because an idle connection keeps the reading one;
// the writing ones are shared.
var upgrader = websocket.Upgrader{
	HandshakeTimeout: 10 * time.Second,
	ReadBufferSize:   1024,
	WriteBufferSize:  1024,
	WriteBufferPool:  &sync.Pool{},
	Subprotocols:     []string{protocol},
	CheckOrigin:      func(*http.Request) bool { return true },
	Error:            func(http.ResponseWriter, *http.Request, int, error) {}, // upgrade answers instead
}

// socket turns a request into a websocket and joins it to its session. All that can be refused is
// refused before the upgrade, with a plain status: the cheap checks first, and nothing is decoded
// before its signature is known.
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
	s, p, err := a.join(r, claims.Session, arguments)
	if err != nil {
		return err
	}
	if err := a.upgrade(w, r, p); err != nil {
		s.Detach(p)
		return err
	}
	// A goroutine of its own: this one holds the request, its head and its buffers, 10 KiB that an
	// open page has no use for.
	if !a.enlist(func() { a.listen(p, s) }) {
		s.Detach(p)
		_ = p.conn.Close()
	}
	return nil
}

// join attaches a peer that has no connection yet: what it is sent waits, and goes out with the
// answer to the upgrade.
func (a *app) join(r *http.Request, id session.ID, arguments map[string][]string) (*session.Session, *peer, error) {
	p := &peer{limit: a.life.SessionOutbox, start: a.sockets.Go, log: a.log.With("request", RequestID(r.Context())), writing: true, patience: a.life.PingTimeout}
	p.receipt = receipt{incoming: a.incoming, owners: ownersOf(r), timeout: a.life.ReceiveTimeout}
	var s *session.Session
	err := retry(func() (err error) {
		if s, err = a.enter(r, id, arguments); err != nil {
			return err
		}
		return s.Attach(p)
	})
	return s, p, err
}

// retry tries again when a session ends between being found and being used, which a new one makes
// up for.
func retry(try func() error) error {
	const times = 3
	var err error
	for range times {
		if err = try(); !errors.Is(err, session.ErrEnded) {
			return err
		}
	}
	return err
}

// handshake checks what costs little, and returns the token.
func (a *app) handshake(r *http.Request) (token string, err error) {
	if !websocket.IsWebSocketUpgrade(r) {
		return "", errNotWebsocket
	}
	if r.Header.Get("Sec-Websocket-Version") != "13" {
		return "", errVersion
	}
	if err := a.checkOrigin(r, a.manager.Seals()); err != nil {
		return "", err
	}
	asked := websocket.Subprotocols(r)
	if len(asked) != 2 || asked[0] != protocol {
		return "", fmt.Errorf("%w: %d of them", errSubprotocols, len(asked))
	}
	return asked[1], nil
}

// upgrade gives a peer its connection.
func (a *app) upgrade(w http.ResponseWriter, r *http.Request, p *peer) error {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		if seen, ok := w.(*answer); ok && seen.status != 0 {
			return fmt.Errorf("server: upgrade: %w", err) // the connection was lost on the way
		}
		return fmt.Errorf("%w: %w", errHandshake, err)
	}
	p.conn, p.cork = conn, conn.NetConn().(*cork)
	if a.life.WebSocketMaxMessageSize > 0 {
		conn.SetReadLimit(a.life.WebSocketMaxMessageSize)
	}
	conn.SetPingHandler(func(data string) error {
		err := p.queue(outgoing{control: websocket.PongMessage, data: []byte(data)})
		if errors.Is(err, websocket.ErrCloseSent) {
			return nil
		}
		return err
	})
	conn.SetPongHandler(func(string) error {
		if p.pinged.Load() != notListening {
			p.pinged.Store(0)
		}
		return nil
	})
	conn.SetCloseHandler(func(int, string) error { return nil }) // peer.leave answers
	return nil
}

// listen is the life of a websocket.
func (a *app) listen(p *peer, s *session.Session) {
	defer p.end(nil)
	defer s.Detach(p)
	defer a.pulse.add(p)()
	limits := wire.Limits{Frame: a.life.WebSocketMaxMessageSize, Message: a.life.WholeMessage()}
	if limits.Frame < 0 {
		limits.Frame, limits.Message = math.MaxInt64, math.MaxInt64
	}
	p.serve(s, limits)
}
