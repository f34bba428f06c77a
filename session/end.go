package session

import (
	"context"
	"time"

	"github.com/panelgo/panelgo/internal/rescue"
)

// End ends the session: its browsers are closed with code and reason at once,
// turns that wait are still run, then the document's OnClose functions, then its
// context ends. It returns when that is done, or with the context's error; the
// end comes then all the same, as soon as the turn that holds it up is over.
func (s *Session) End(ctx context.Context, code int, reason string) error {
	done := s.leave(code, reason)
	if done == nil {
		return ErrEnded
	}
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// leave begins the end without waiting for it. It returns nil if something else
// began it already.
func (s *Session) leave(code int, reason string) (done <-chan struct{}) {
	s.mu.Lock()
	mine := !s.shut
	if s.shut = true; mine {
		s.store.work.Add(1) // under the mutex, so that a store that closes has it counted
	}
	s.mu.Unlock()
	s.ClosePeers(code, reason)
	if !mine {
		return nil
	}
	s.store.forget(s)
	ended := make(chan struct{})
	go func() {
		defer s.store.work.Done()
		defer close(ended)
		_ = s.acquire(context.Background(), last) // the last one is never refused
		defer s.release()
		s.finish(reason)
	}()
	return ended
}

// expire ends the session if it is unused, and tells whether it may be. It does
// not wait for a turn that runs.
func (s *Session) expire(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.swept || !s.unused(now) {
		return false
	}
	s.swept = true
	s.store.work.Go(func() {
		if s.acquire(context.Background(), must) != nil {
			return
		}
		defer s.release()
		if s.shutIfUnused() {
			s.store.forget(s)
			s.finish("unused")
		}
	})
	return true
}

// evict ends the session, if nobody uses it, so that another can be opened. It does not wait.
func (s *Session) evict() bool {
	s.mu.Lock()
	if s.shut || s.busy || len(s.seats) > 0 || s.holds > 0 {
		s.mu.Unlock()
		return false
	}
	s.gaveWay = true
	s.close()
	s.mu.Unlock()
	s.store.work.Go(func() {
		_ = s.acquire(context.Background(), last) // never refused
		defer s.release()
		s.store.forget(s)
		s.finish("made room")
	})
	return true
}

// shutIfUnused looks again, in a turn: somebody may have come meanwhile.
func (s *Session) shutIfUnused() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.swept = false
	if !s.shut && s.unused(time.Now()) {
		s.close()
		return true
	}
	return false
}

// unused tells whether nobody would miss the session; mu is held.
func (s *Session) unused(now time.Time) bool {
	linger := s.store.opts.UnusedSessionLifetime
	return linger >= 0 && len(s.seats) == 0 && s.holds == 0 && !s.shut && now.Sub(s.used) >= linger
}

// touch counts as use. It tells whether the session is alive.
func (s *Session) touch() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.used = time.Now()
	return !s.shut
}

// finish is a session's last turn; no more is taken, and it is not in the store.
func (s *Session) finish(reason string) {
	s.mu.Lock()
	for t := range s.timers {
		t.stop()
	}
	turns := s.opened
	s.mu.Unlock()
	defer s.cleanup()
	err := rescue.Call(func() error { return s.doc.Turn(s.doc.Close) })
	if err != nil {
		s.report("OnClose failed", err)
	}
	s.Log().Info("session ended", "reason", reason, "turns", turns)
}

// cleanup frees what the session holds.
func (s *Session) cleanup() {
	s.mu.Lock()
	s.context() // whoever asks for it from now on finds it ended
	s.cancel()
	s.seats = nil
	s.mu.Unlock()
	if s.end != nil {
		s.end()
	}
	s.store.gone(s, s.gaveWay)
}
