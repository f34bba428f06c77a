package session_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

func TestTurnsNeverOverlap(t *testing.T) {
	p, _, _ := open(t, session.Options{SessionInbox: -1}, nil)
	n := 0 // guarded by nothing but the turns: the race detector looks on
	var all, posted sync.WaitGroup
	for range 8 {
		all.Go(func() {
			b := join(t, p.Session)
			b.deliver(wire.NewPullDocReq())
			for i := range 50 {
				posted.Add(1)
				p.doc.Next(func() { defer posted.Done(); n++ })
				if err := p.Do(context.Background(), func(*document.Driver) { n++ }); err != nil {
					t.Error(err)
				}
				b.deliver(moved(p.dial, i))
			}
		})
	}
	all.Wait()
	posted.Wait()
	_ = p.Do(context.Background(), func(*document.Driver) {
		if n != 800 {
			t.Errorf("%d turns, want 800", n)
		}
	})
}

// blocked starts a turn that lasts until release is called.
func blocked(t *testing.T, s *session.Session) (release func()) {
	t.Helper()
	begun, end, over := make(chan struct{}), make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		_ = s.Do(context.Background(), func(*document.Driver) {
			close(begun)
			<-end
		})
	}()
	<-begun
	release = sync.OnceFunc(func() {
		close(end)
		<-over
	})
	t.Cleanup(release)
	return release
}

func TestTurnsComeInTheOrderOfAsking(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		release := blocked(t, p.Session)
		var order []int
		for i := range 20 {
			if i%2 == 0 {
				p.doc.Next(func() { order = append(order, i) })
			} else {
				go func() {
					_ = p.Do(context.Background(), func(*document.Driver) { order = append(order, i) })
				}()
			}
			synctest.Wait() // it is in the queue
		}
		release()
		synctest.Wait()
		if !slices.IsSorted(order) || len(order) != 20 {
			t.Errorf("order %v", order)
		}
	})
}

func TestNextRunsAfterTheTurnThatAskedForIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var said []string
		p, _, _ := open(t, session.Options{}, func(p *panelOf) {
			p.dial.Value.OnChange(func(document.Change[int]) {
				p.doc.Next(func() {
					said = append(said, "next")
					p.readout.Value.Set(1)
					p.doc.Next(func() { said = append(said, "next of next") })
				})
				p.doc.Next(func() { said = append(said, "second") })
				said = append(said, "change")
			})
		})
		b := joined(t, p.Session)
		b.set(p.dial, 1)
		synctest.Wait()
		if got := strings.Join(said, ", "); got != "change, next, second, next of next" {
			t.Error(got)
		}
		b.expect(wire.OK, wire.PatchDoc)
	})
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		release := blocked(t, p.Session)
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		defer cancel()
		err := p.Do(ctx, func(*document.Driver) { t.Error("ran") })
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		release()
		if err := p.Do(context.Background(), func(*document.Driver) {}); err != nil {
			t.Error(err)
		}
	})
}

// Whoever gives up in the moment in which its turn comes must pass it on.
func TestGivingUpNeverLosesTheTurn(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for i := range 200 {
				ctx, cancel := context.WithCancel(context.Background())
				go cancel()
				if err := p.Do(ctx, func(*document.Driver) { runtime.Gosched() }); err != nil && !errors.Is(err, context.Canceled) {
					t.Errorf("round %d: %v", i, err)
				}
			}
		})
	}
	all.Wait()
	if err := p.Do(context.Background(), func(*document.Driver) {}); err != nil {
		t.Error(err)
	}
}

func TestInboxIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, log := open(t, session.Options{SessionInbox: 5}, nil)
		b := joined(t, p.Session)
		release := blocked(t, p.Session)
		ran := 0
		for range 50 {
			p.doc.Next(func() { ran++ })
		}
		if err := p.Do(context.Background(), func(*document.Driver) { ran++ }); !errors.Is(err, session.ErrBusy) {
			t.Error(err)
		}
		if err := p.Deliver(b, moved(p.dial, 1)); !errors.Is(err, session.ErrBusy) {
			t.Error(err)
		}
		if code, _ := b.closed(); code != wire.CloseSlow {
			t.Errorf("closed with %d", code)
		}
		gone := make(chan struct{})
		go func() { p.Detach(b); close(gone) }() // leaving is always possible
		synctest.Wait()
		release()
		<-gone
		synctest.Wait()
		if ran != 5 {
			t.Errorf("%d of 5 ran", ran)
		}
		if n := strings.Count(log.String(), "calls of Next are dropped"); n != 1 {
			t.Errorf("told %d times:\n%s", n, log)
		}
	})
}

func TestPanicInDoComesBack(t *testing.T) {
	p, _, log := open(t, session.Options{}, nil)
	cause := errors.New("cause")
	err := p.Do(context.Background(), func(*document.Driver) { panic(cause) })
	var panicked *session.PanicError
	if !errors.As(err, &panicked) || !errors.Is(err, cause) || !strings.Contains(string(panicked.Stack), "turn_test.go") {
		t.Errorf("%v", err)
	}
	if strings.Contains(log.String(), "cause") {
		t.Error("both returned and logged")
	}
	if err := p.Do(context.Background(), func(*document.Driver) {}); err != nil {
		t.Error(err)
	}
}

func TestSessionSurvivesAGoroutineThatEndsInATurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		go func() {
			_ = p.Do(context.Background(), func(*document.Driver) { runtime.Goexit() })
		}()
		synctest.Wait()
		p.doc.Next(runtime.Goexit)
		ran := false
		p.doc.Next(func() { ran = true })
		synctest.Wait()
		if !ran {
			t.Error("the next turn did not come")
		}
	})
}

func TestChangeOutsideATurnPanics(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	p.dial.Value.Set(1)
}

func TestIdleSessionHasNoGoroutine(t *testing.T) {
	before := runtime.NumGoroutine()
	p, store, _ := open(t, session.Options{}, doubles)
	for range 99 {
		if _, err := store.Open(context.Background(), session.NewID(), session.Request{}); err != nil {
			t.Fatal(err)
		}
	}
	b := joined(t, p.Session)
	b.set(p.dial, 1)
	if n := runtime.NumGoroutine(); n > before {
		t.Errorf("%d goroutines more", n-before)
	}
}
