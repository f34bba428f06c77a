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
	due    time.Time     // of a period: when it is to run next
	clock  *time.Timer   // guarded by the session's mu
	off    bool          // guarded by the session's mu
}

// shortest keeps a period of nothing from taking a whole processor.
const shortest = time.Millisecond

// After calls f in a turn when d has passed. It may be called in a turn.
func (s *Session) After(d time.Duration, f func()) (stop func()) {
	return s.start(&timer{s: s, f: f}, d)
}

// Every calls f in a turn each time that d has passed, counted from start to
// start, and not before it has ended. It may be called in a turn.
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
	t.due = time.Now().Add(d)
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
		defer t.again()
	}
	s.act(t.f)
}

// again sets the clock to the next time in step with the first, so that a period keeps its mean;
// times that have passed while the function ran are left out.
func (t *timer) again() {
	t.s.mu.Lock()
	defer t.s.mu.Unlock()
	if t.off {
		return
	}
	now := time.Now()
	if t.due = t.due.Add(t.period); t.due.Before(now) {
		t.due = now
	}
	t.clock.Reset(t.due.Sub(now))
}
