package session

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
)

// App makes the document of one session, in the session's first turn.
type App func(*document.Document) error

// Request is what made somebody want a session.
type Request struct {
	Visit document.Visit
	// Begin is called with a new session before its app runs, and what it returns when the session
	// has ended. Both may be nil.
	Begin func(*Session) (end func())
	// Owners are those on whose account the session is, such as an address and a user: each may
	// have MaxSessionsPerClient of them.
	Owners []string
}

// Store holds the sessions of one app. Make it with NewStore.
type Store struct {
	app    App
	opts   Options
	log    *slog.Logger
	ctx    context.Context // parent of all sessions' contexts
	cancel context.CancelFunc
	work   sync.WaitGroup // goroutines that Close waits for

	develops bool // see Develop

	mu      sync.Mutex
	closed  bool             // guarded by mu
	all     map[ID]*Session  // guarded by mu
	opening map[ID]*creation // guarded by mu: the app runs for these
	living  int              // guarded by mu: from before the app runs until the last turn is over
	leaving int              // guarded by mu: of those, how many are being ended to make room
	owned   map[string]int   // guarded by mu: of the living and not leaving, how many are on somebody's account; none is 0
	idle    []ID             // guarded by mu: sessions by when they were last left alone; may name others, too
}

// creation is a session whose app is running. Whoever else wants it waits.
type creation struct {
	done chan struct{}
	s    *Session // set before done is closed
	err  error    // likewise
}

// NewStore returns a store of sessions for app. The logger may be nil.
func NewStore(app App, opts Options, log *slog.Logger) *Store {
	if log == nil {
		log = slog.New(slog.DiscardHandler)
	}
	ctx, cancel := context.WithCancel(context.Background())
	return &Store{
		app: app, opts: opts.WithDefaults(), log: log, ctx: ctx, cancel: cancel,
		all: map[ID]*Session{}, opening: map[ID]*creation{}, owned: map[string]int{},
	}
}

// Develop has browsers, and the log, say where an app's callback failed, with its code. It is for
// the author's own machine, and called before a session is opened.
func (st *Store) Develop() { st.develops = true }

// Run sweeps until the context ends.
func (st *Store) Run(ctx context.Context) {
	if st.opts.CheckUnusedSessions < 0 {
		return
	}
	tick := time.NewTicker(st.opts.CheckUnusedSessions)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
			st.Sweep()
		case <-ctx.Done():
			return
		}
	}
}

// Open returns the session with this id, and makes it if there is none: then the
// app runs, once however many ask, and they all get its error. The error may be
// ErrID, ErrFull, ErrClientFull, ErrClosed, the context's while another caller runs the app, or
// wrap the app's own or a *PanicError.
func (st *Store) Open(ctx context.Context, id ID, r Request) (*Session, error) {
	if err := id.check(); err != nil {
		return nil, err
	}
	s, c, mine, err := st.enter(id, r.Owners)
	switch {
	case err != nil:
		return nil, err
	case s != nil:
		return s, nil
	case mine:
		st.create(c, id, r)
		return c.s, c.err
	}
	select {
	case <-c.done:
		return c.s, c.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// enter finds a session, or its creation, which is the caller's if it is new.
func (st *Store) enter(id ID, owners []string) (s *Session, c *creation, mine bool, err error) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.closed {
		return nil, nil, false, ErrClosed
	}
	if s := st.all[id]; s != nil && s.touch() {
		return s, nil, false, nil
	}
	if c := st.opening[id]; c != nil {
		return nil, c, false, nil
	}
	if limit := st.opts.MaxSessions; limit >= 0 && st.living-st.leaving >= limit && !st.makeRoom() {
		return nil, nil, false, ErrFull
	}
	if limit := st.opts.MaxSessionsPerClient; limit >= 0 {
		for _, owner := range owners {
			if st.owned[owner] >= limit && !st.makeRoomOf(owner) {
				return nil, nil, false, ErrClientFull
			}
		}
	}
	st.charge(owners, 1)
	c = &creation{done: make(chan struct{})}
	st.opening[id] = c
	st.living++
	st.work.Add(1)
	return nil, c, true, nil
}

// create runs the app. The deferred part makes sure that nobody waits for ever,
// also if the app ends its goroutine.
func (st *Store) create(c *creation, id ID, r Request) {
	s := newSession(st, id, r)
	err := errors.New("session: the app ended its goroutine")
	defer st.work.Done()
	defer func() { st.settle(c, s, err) }()
	_ = s.acquire(context.Background(), must) // nobody else knows it
	defer s.release()
	if r.Begin != nil {
		s.end = r.Begin(s)
	}
	err = s.turn(func() error { return st.app(s.doc.Document()) })
}

// settle publishes a session or ends it.
func (st *Store) settle(c *creation, s *Session, err error) {
	st.mu.Lock()
	delete(st.opening, s.id)
	switch {
	case err != nil:
		c.err = fmt.Errorf("session: run the app: %w", err)
	case st.closed:
		c.err = ErrClosed
	default:
		c.s = s
		st.all[s.id] = s
		st.queue(s.id)
	}
	st.mu.Unlock()
	close(c.done)
	if c.err != nil {
		s.leave(wire.CloseGoingAway, "not opened")
		return
	}
	s.Log().Debug("session opened", "path", s.visit.Path)
}

// Find returns the session with this id, if it is alive. That does not count as use.
func (st *Store) Find(id ID) (*Session, bool) {
	st.mu.Lock()
	defer st.mu.Unlock()
	s := st.all[id]
	return s, s != nil
}

// Sessions are those that are alive now, in no order.
func (st *Store) Sessions() iter.Seq[*Session] {
	st.mu.Lock()
	defer st.mu.Unlock()
	return slices.Values(slices.Collect(maps.Values(st.all)))
}

// Len is how many sessions are alive.
func (st *Store) Len() int {
	st.mu.Lock()
	defer st.mu.Unlock()
	return len(st.all)
}

// Sweep starts to end the sessions that nobody uses, and returns how many those
// are. It does not wait for their end.
func (st *Store) Sweep() int {
	now, n := time.Now(), 0
	for s := range st.Sessions() {
		if s.expire(now) {
			n++
		}
	}
	st.mu.Lock()
	defer st.mu.Unlock()
	st.tidy()
	return n
}

// Close ends all sessions, closing their browsers with 1012, and returns when
// they and their work have ended. If the context ends before, theirs end too, and
// the error says how many sessions were left. No session is opened any more.
func (st *Store) Close(ctx context.Context) error {
	st.mu.Lock()
	st.closed = true
	st.mu.Unlock()
	for s := range st.Sessions() {
		s.leave(wire.CloseRestart, "server restarts")
	}
	ended := make(chan struct{})
	go func() {
		st.work.Wait()
		close(ended)
	}()
	defer st.cancel()
	select {
	case <-ended:
		return nil
	case <-ctx.Done():
		st.mu.Lock()
		defer st.mu.Unlock()
		return fmt.Errorf("session: %d sessions have not ended: %w", st.living, ctx.Err())
	}
}

// leastLeaving is how many sessions may be on their way out at once, however small the limit.
const leastLeaving = 16

// makeRoom ends the session that nobody has used for longest, if there is one: a page that was
// asked for and never joined must not keep a visitor out. How many are on their way out is bounded,
// as a last turn may take long. mu is held.
func (st *Store) makeRoom() bool {
	if st.leaving > max(st.opts.MaxSessions/8, leastLeaving) {
		return false
	}
	for len(st.idle) > 0 {
		s := st.all[st.idle[0]]
		st.idle = st.idle[1:]
		if s != nil && s.evict() {
			st.leaving++
			st.charge(s.owners, -1)
			return true
		}
	}
	return false
}

// makeRoomOf ends the session of an owner that nobody has used for longest, if there is one. mu is
// held.
func (st *Store) makeRoomOf(owner string) bool {
	if st.leaving > max(st.opts.MaxSessions/8, leastLeaving) {
		return false
	}
	for i, id := range st.idle {
		s := st.all[id]
		if s != nil && slices.Contains(s.owners, owner) && s.evict() {
			st.idle = slices.Delete(st.idle, i, i+1)
			st.leaving++
			st.charge(s.owners, -1)
			return true
		}
	}
	return false
}

// charge counts n more sessions for each owner. mu is held.
func (st *Store) charge(owners []string, n int) {
	for _, owner := range owners {
		if st.owned[owner] += n; st.owned[owner] == 0 {
			delete(st.owned, owner)
		}
	}
}

// left says that a session's last browser has gone.
func (st *Store) left(s *Session) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.queue(s.id)
}

// queue puts a session last among those that can give way. mu is held.
func (st *Store) queue(id ID) {
	st.idle = append(st.idle, id)
	if len(st.idle) > 2*len(st.all)+256 {
		st.tidy()
	}
}

// tidy drops what is in idle twice or for nothing. mu is held.
func (st *Store) tidy() {
	seen := make(map[ID]bool, len(st.all))
	kept := make([]ID, 0, len(st.all))
	for _, id := range slices.Backward(st.idle) { // the last entry is the one that counts
		if st.all[id] != nil && !seen[id] {
			seen[id] = true
			kept = append(kept, id)
		}
	}
	slices.Reverse(kept)
	st.idle = kept
}

// forget takes a session out that is about to end.
func (st *Store) forget(s *Session) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.all[s.id] == s {
		delete(st.all, s.id)
	}
}

// gone says that a session's last turn is over, and whether it gave way to another.
func (st *Store) gone(s *Session, gaveWay bool) {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.living--
	if gaveWay {
		st.leaving--
	} else {
		st.charge(s.owners, -1)
	}
}
