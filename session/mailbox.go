package session

import (
	"context"
	"slices"
	"sync"
)

// mailbox lets one turn run at a time, in the order of asking. Nothing waits in
// an idle one, and no goroutine belongs to it: whoever asks runs its own turn,
// those before it done. The zero value is idle.
type mailbox struct {
	limit int // turns that may wait, unless they have to; negative: any number

	mu     sync.Mutex
	busy   bool    // guarded by mu: a turn runs or is about to
	shut   bool    // guarded by mu: takes nobody who is not waiting yet
	full   bool    // guarded by mu: a post was refused since the queue was empty
	queue  []entry // guarded by mu
	opened uint64  // guarded by mu: turns so far
}

// entry is a turn that waits: of a goroutine, which is told through ready, or of
// a function, which is given a goroutine when its time comes.
type entry struct {
	ready chan error // takes one, so that telling never blocks
	run   func()
}

// Who may skip what.
type urgency int

const (
	ordinary urgency = iota // waits unless the mailbox is full or shut
	must                    // waits unless it is shut: has its own bound
	last                    // waits always: the turn that ends the session
)

// acquire waits for a turn. Without error, release has to follow.
func (m *mailbox) acquire(ctx context.Context, u urgency) error {
	m.mu.Lock()
	if err := m.refuses(u); err != nil {
		m.mu.Unlock()
		return err
	}
	if !m.busy {
		m.begin()
		m.mu.Unlock()
		return nil
	}
	ready := make(chan error, 1)
	m.queue = append(m.queue, entry{ready: ready})
	m.mu.Unlock()
	select {
	case err := <-ready:
		return err
	case <-ctx.Done():
		return m.giveUp(ctx, ready)
	}
}

// giveUp takes a waiting goroutine out of the queue.
func (m *mailbox) giveUp(ctx context.Context, ready chan error) error {
	m.mu.Lock()
	i := slices.IndexFunc(m.queue, func(e entry) bool { return e.ready == ready })
	if i >= 0 {
		m.queue = slices.Delete(m.queue, i, i+1)
	}
	m.mu.Unlock()
	if i < 0 && <-ready == nil {
		m.release() // it has just been given its turn
	}
	return ctx.Err()
}

// post has run called in a turn of its own, on a goroutine of its own. It does
// not wait. The first refusal since the queue was empty is told as such.
func (m *mailbox) post(run func()) (first bool, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.refuses(ordinary); err != nil {
		first, m.full = !m.full, true
		return first, err
	}
	if m.busy {
		m.queue = append(m.queue, entry{run: run})
		return false, nil
	}
	m.begin()
	go m.perform(run)
	return false, nil
}

// perform runs a posted turn. The release is deferred because run may end its goroutine.
func (m *mailbox) perform(run func()) {
	defer m.release()
	run()
}

// release ends a turn and starts the next one.
func (m *mailbox) release() {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.queue) == 0 {
		m.busy, m.full, m.queue = false, false, nil
		return
	}
	next := m.queue[0]
	m.queue[0] = entry{}
	m.queue = m.queue[1:]
	m.begin()
	if next.ready != nil {
		next.ready <- nil
		return
	}
	go m.perform(next.run)
}

// close shuts the mailbox in the turn that is the last, though others may be
// waiting: they are told so. mu is held.
func (m *mailbox) close() {
	m.shut = true
	for _, e := range m.queue {
		if e.ready != nil {
			e.ready <- ErrEnded
		}
	}
	m.queue = nil
}

// begin starts a turn; mu is held.
func (m *mailbox) begin() {
	m.busy = true
	m.opened++
}

// refuses tells why nobody may wait any more; mu is held.
func (m *mailbox) refuses(u urgency) error {
	if m.shut && u < last {
		return ErrEnded
	}
	if u == ordinary && m.limit >= 0 && len(m.queue) >= m.limit {
		return ErrBusy
	}
	return nil
}
