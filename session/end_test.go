package session_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// counted is an app that counts how often its sessions are closed.
func counted(closed *atomic.Int32) func(*panelOf) {
	return func(p *panelOf) { p.doc.OnClose(func() { closed.Add(1) }) }
}

// sweeping runs the store's sweeper until the test's bubble ends.
func sweeping(t *testing.T, store *session.Store) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	over := make(chan struct{})
	go func() {
		defer close(over)
		store.Run(ctx)
	}()
	t.Cleanup(func() { stop(); <-over })
}

// Conformance case 43: swept at 17 s, when it has been unused for 15.
func TestUnusedSessionEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var closed atomic.Int32
		p, store, log := open(t, session.Options{}, counted(&closed))
		sweeping(t, store)
		life := p.Context()
		time.Sleep(17*time.Second - 1)
		synctest.Wait()
		if store.Len() != 1 || closed.Load() != 0 {
			t.Fatal("ended too early")
		}
		time.Sleep(time.Nanosecond)
		synctest.Wait()
		if store.Len() != 0 || closed.Load() != 1 || life.Err() == nil {
			t.Fatalf("%d sessions, closed %d times, context %v", store.Len(), closed.Load(), life.Err())
		}
		if !strings.Contains(log.String(), "session ended") || !strings.Contains(log.String(), "reason=unused") {
			t.Errorf("log:\n%s", log)
		}
		if _, found := store.Find(p.ID()); found {
			t.Error("found")
		}
		if err := p.Do(t.Context(), func(*document.Driver) {}); !errors.Is(err, session.ErrEnded) {
			t.Error(err)
		}
		if err := p.End(t.Context(), 1001, ""); !errors.Is(err, session.ErrEnded) {
			t.Error(err)
		}
	})
}

func TestSweepAndLifetimeAreOptions(t *testing.T) {
	for name, c := range map[string]struct {
		times session.Options
		ends  time.Duration
	}{
		"default":           {session.Options{}, 17 * time.Second},
		"longer life":       {session.Options{UnusedSessionLifetime: 60 * time.Second}, 68 * time.Second},
		"quick sweep":       {session.Options{CheckUnusedSessions: time.Second}, 15 * time.Second},
		"both":              {session.Options{CheckUnusedSessions: 100 * time.Millisecond, UnusedSessionLifetime: 50 * time.Millisecond}, 100 * time.Millisecond},
		"unused for ever":   {session.Options{UnusedSessionLifetime: -1}, 0},
		"sweeper turned of": {session.Options{CheckUnusedSessions: -1}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, store, _ := open(t, c.times, nil)
				sweeping(t, store)
				begun := time.Now()
				for range 1000 {
					time.Sleep(100 * time.Millisecond)
					synctest.Wait()
					if _, found := store.Find(p.ID()); !found {
						if lasted := time.Since(begun); lasted != c.ends {
							t.Errorf("lasted %v, want %v", lasted, c.ends)
						}
						return
					}
				}
				if c.ends != 0 {
					t.Error("has not ended")
				}
			})
		})
	}
}

func TestUsedSessionStays(t *testing.T) {
	for name, use := range map[string]func(*testing.T, *panelOf, *session.Store) (stop func()){
		"by a browser": func(t *testing.T, p *panelOf, _ *session.Store) func() {
			b := join(t, p.Session)
			return func() { p.Detach(b) }
		},
		"by one of two browsers": func(t *testing.T, p *panelOf, _ *session.Store) func() {
			a, b := join(t, p.Session), join(t, p.Session)
			p.Detach(a)
			return func() { p.Detach(b) }
		},
		"by a hold": func(t *testing.T, p *panelOf, _ *session.Store) func() {
			release := p.Hold()
			p.Hold()() // of which there may be several
			return func() { release(); release() }
		},
		"by a turn": func(t *testing.T, p *panelOf, _ *session.Store) func() {
			release := blocked(t, p.Session)
			return func() {
				if _, err := p.store(t).Open(t.Context(), p.ID(), session.Request{}); err != nil {
					t.Error(err) // the page is asked for again
				}
				release()
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var closed atomic.Int32
				p, store, _ := open(t, session.Options{}, counted(&closed))
				stores.Store(p, store)
				sweeping(t, store)
				stop := use(t, p, store)
				time.Sleep(time.Hour)
				synctest.Wait()
				if store.Len() != 1 || closed.Load() != 0 {
					t.Fatal("ended while in use")
				}
				stop()
				synctest.Wait()
				time.Sleep(14 * time.Second)
				synctest.Wait()
				if store.Len() != 1 || closed.Load() != 0 {
					t.Fatal("did not linger")
				}
				time.Sleep(20 * time.Second)
				synctest.Wait()
				if store.Len() != 0 || closed.Load() != 1 {
					t.Error("never ended")
				}
			})
		})
	}
}

var stores sync.Map

func (p *panelOf) store(t *testing.T) *session.Store {
	t.Helper()
	store, _ := stores.LoadAndDelete(p)
	return store.(*session.Store)
}

// A session that is never idle at the moment of a sweep ends too.
func TestBusyTimersDoNotKeepASession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ticks := 0
		_, store, _ := open(t, session.Options{}, func(p *panelOf) {
			p.doc.Every(time.Second, func() {
				ticks++
				time.Sleep(time.Second)
			})
		})
		sweeping(t, store)
		time.Sleep(time.Minute)
		synctest.Wait()
		if store.Len() != 0 || ticks > 20 {
			t.Errorf("%d sessions after %d ticks", store.Len(), ticks)
		}
	})
}

func TestStuckSessionIsNotWaitedForByEverySweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, store, _ := open(t, session.Options{}, nil)
		sweeping(t, store)
		release := blocked(t, p.Session)
		time.Sleep(time.Minute)
		synctest.Wait()
		before := runtime.NumGoroutine()
		time.Sleep(time.Hour)
		synctest.Wait()
		if n := runtime.NumGoroutine(); n > before {
			t.Errorf("%d goroutines more", n-before)
		}
		release()
	})
}

// Conformance case 44.
func TestJoiningAfterTheEndMakesANewSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, store, _ := open(t, session.Options{}, nil)
		sweeping(t, store)
		time.Sleep(time.Minute)
		again, err := store.Open(t.Context(), p.ID(), session.Request{})
		if err != nil || again == p.Session || again.ID() != p.ID() {
			t.Fatalf("%v, %v", again, err)
		}
		b := join(t, again)
		time.Sleep(time.Hour)
		if store.Len() != 1 {
			t.Error("the new session ended")
		}
		again.Detach(b)
	})
}

func TestOpeningAgainCountsAsUse(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, store, _ := open(t, session.Options{}, nil)
		sweeping(t, store)
		time.Sleep(16 * time.Second)
		if s, err := store.Open(t.Context(), p.ID(), session.Request{}); err != nil || s != p.Session {
			t.Fatal(err)
		}
		time.Sleep(15*time.Second - 1)
		synctest.Wait()
		if store.Len() != 1 {
			t.Error("ended before the browser had time to join")
		}
	})
}

func TestSweepingMeetsJoining(t *testing.T) {
	p, store, _ := open(t, session.Options{UnusedSessionLifetime: time.Nanosecond}, nil)
	id, stop := p.ID(), make(chan struct{})
	var sweeper, browsers sync.WaitGroup
	sweeper.Go(func() {
		for {
			select {
			case <-stop:
				return
			default:
				store.Sweep()
			}
		}
	})
	for range 4 {
		browsers.Go(func() {
			for range 300 {
				s, err := store.Open(context.Background(), id, session.Request{})
				if err != nil {
					t.Error(err)
					return
				}
				b := &tab{t: t, s: s}
				if err := s.Attach(b); err != nil {
					continue // swept in between: the browser comes again
				}
				if err := s.Deliver(b, wire.NewPullDocReq()); err != nil {
					t.Error("ended with a browser attached:", err)
				}
				s.Detach(b)
			}
		})
	}
	browsers.Wait()
	close(stop)
	sweeper.Wait()
}

// Code that asks for the context when the session is over already must not wait for an end that has
// been.
func TestContextAskedForAfterTheEndHasEnded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		st := session.NewStore(new(dials).app, session.Options{}, nil)
		s, err := st.Open(t.Context(), session.NewID(), session.Request{})
		if err != nil {
			t.Fatal(err)
		}
		if err := s.End(t.Context(), 1001, "done"); err != nil {
			t.Fatal(err)
		}
		if s.Context().Err() == nil {
			t.Error("the context of a session that has ended goes on")
		}
	})
}
