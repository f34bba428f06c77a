package session

import (
	"context"
	"time"
)

// timer runs a function in turns to come.
type timer struct {
	s      *Session
	f      func()
	period time.Duration // 0: once
	clock  *time.Timer   // guarded by the session's mu
	off    bool          // guarded by the session's mu
}

// shortest keeps a period of nothing from taking a whole processor.
const shortest = time.Millisecond

// After has f run in a turn when d has passed. It may be called in a turn.
func (s *Session) After(d time.Duration, f func()) (stop func()) {
	return s.start(&timer{s: s, f: f}, d)
}

// Every has f run in a turn whenever d has passed since it was last begun, and
// not before it has ended. It may be called in a turn.
func (s *Session) Every(d time.Duration, f func()) (stop func()) {
	d = max(d, shortest)
	return s.start(&timer{s: s, f: f, period: d}, d)
}

func (s *Session) start(t *timer, d time.Duration) (stop func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return func() {}
	}
	if s.timers == nil {
		s.timers = map[*timer]struct{}{}
	}
	s.timers[t] = struct{}{}
	t.clock = time.AfterFunc(d, t.ring)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		t.stop()
	}
}

// stop is final; the session's mu is held.
func (t *timer) stop() {
	t.off = true
	t.clock.Stop()
	delete(t.s.timers, t)
}

// ring runs when the time has come, on a goroutine of its own.
func (t *timer) ring() {
	s := t.s
	if s.acquire(context.Background(), must) != nil {
		return
	}
	defer s.release()
	begun := time.Now()
	s.mu.Lock()
	off := t.off
	if t.period == 0 {
		delete(s.timers, t)
	}
	s.mu.Unlock()
	if off {
		return
	}
	if t.period > 0 {
		defer t.again(begun)
	}
	s.act(t.f)
}

func (t *timer) again(begun time.Time) {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	if !t.off {
		t.clock.Reset(t.period - time.Since(begun))
	}
}
