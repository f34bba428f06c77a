package session

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
)

// Peer is a browser that shows a session. Peers are compared, so use pointers.
type Peer interface {
	// Send queues a message and never blocks. Any error means that it could not: the session then
	// closes the peer as too slow (1013).
	Send(*wire.Message) error
	// Close ends the connection, after what was sent if that is possible. It does
	// not block and may be called again.
	Close(code int, reason string)
}

// Session is one tab: a document, the browsers that show it, and the turns in
// which everything happens. Its methods may be called from any goroutine, but
// not in one of its own turns unless they say so.
type Session struct {
	id     ID
	store  *Store
	visit  *document.Visit
	owners []string // from Request.Owners
	doc    *document.Driver

	mailbox // its mutex guards the fields below

	seats   []attachment // changed in turns only, so a turn reads them without the mutex
	timers  map[*timer]struct{}
	holds   int       // reasons not to expire
	used    time.Time // when it was opened, or left by a browser, last
	swept   bool      // a sweep is about to look whether it is still unused
	gaveWay bool      // ended to make room for another
	ctx     context.Context
	cancel  context.CancelFunc
	log     *slog.Logger
	end     func() // from Request.Begin
}

// attachment is where a peer sits while it is attached.
type attachment struct {
	peer Peer
	view *document.View
	lost bool // could not be told something: it is being closed
}

func newSession(st *Store, id ID, r Request) *Session {
	s := &Session{id: id, store: st, visit: &r.Visit, owners: r.Owners, used: time.Now()}
	s.limit = st.opts.SessionInbox
	s.doc = document.NewDriver(s)
	return s
}

// ID names the session.
func (s *Session) ID() ID { return s.id }

// Do calls f with the document's driver in a turn. The error is that of the context while
// f waits, ErrEnded, ErrBusy, or a *PanicError if f panicked.
func (s *Session) Do(ctx context.Context, f func(*document.Driver)) error {
	if err := s.acquire(ctx, ordinary); err != nil {
		return err
	}
	defer s.release()
	return s.turn(func() error {
		f(s.doc)
		return nil
	})
}

// Attach lets a browser take part; the first message it is sent is ACK. Every
// browser that was attached has to be detached.
func (s *Session) Attach(p Peer) error {
	if err := s.acquire(context.Background(), ordinary); err != nil {
		return err
	}
	defer s.release()
	return s.turn(func() error {
		view, err := s.doc.Join()
		if err != nil {
			return err
		}
		if !s.sit(attachment{peer: p, view: view}) {
			s.doc.Leave(view)
			return ErrEnded
		}
		s.send(s.seat(p), wire.NewAck())
		return nil
	})
}

// sit takes a seat, unless the session began to end while the peer was waiting:
// whoever has one then has been told.
func (s *Session) sit(at attachment) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return false
	}
	s.seats = append(s.seats, at)
	return true
}

// Detach ends a browser's part. When it was the last one, the session stays for
// a while, so that the browser can come back.
func (s *Session) Detach(p Peer) {
	if s.acquire(context.Background(), must) != nil {
		return // everybody has left already
	}
	defer s.release()
	at := s.seat(p)
	if at == nil {
		return
	}
	view := at.view
	s.mu.Lock()
	s.seats = slices.DeleteFunc(s.seats, func(x attachment) bool { return x.peer == p })
	s.used = time.Now()
	alone := len(s.seats) == 0
	s.mu.Unlock()
	s.act(func() { s.doc.Leave(view) })
	if alone {
		s.store.left(s)
	}
}

// Hold keeps the session from expiring until release is called, once or more.
func (s *Session) Hold() (release func()) {
	s.mu.Lock()
	s.holds++
	s.mu.Unlock()
	held := true
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if held {
			held = false
			s.holds--
			s.used = time.Now()
		}
	}
}

// Peers is how many browsers are attached.
func (s *Session) Peers() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.seats)
}

// ClosePeers closes the connections of all browsers and does not wait for a turn.
func (s *Session) ClosePeers(code int, reason string) {
	s.mu.Lock()
	seats := slices.Clone(s.seats)
	s.mu.Unlock()
	for _, at := range seats {
		at.peer.Close(code, reason)
	}
}

// seat finds where a peer sits, in a turn; nil if it is not attached.
func (s *Session) seat(p Peer) *attachment {
	for i := range s.seats {
		if s.seats[i].peer == p {
			return &s.seats[i]
		}
	}
	return nil
}

// send queues a message for a peer, in a turn. One that does not keep up is
// closed: it has missed something, and will ask for the whole when it is back.
func (s *Session) send(to *attachment, m *wire.Message) {
	if to.lost {
		return
	}
	if err := to.peer.Send(m); err != nil {
		to.lost = true
		to.peer.Close(wire.CloseSlow, "too slow")
		s.Log().Debug("peer is too slow", "type", string(m.Type), "err", err)
	}
}
