package session_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// watch returns a function that notes the seconds since now.
func watch() (note func(), noted func() []float64) {
	begun := time.Now()
	var all []float64
	return func() { all = append(all, time.Since(begun).Seconds()) }, func() []float64 { return all }
}

func expectTimes(t *testing.T, got []float64, want ...float64) {
	t.Helper()
	if len(got)+len(want) > 0 && !reflect.DeepEqual(got, want) {
		t.Errorf("at %v s, want %v", got, want)
	}
}

// in runs f in a turn.
func in(t *testing.T, s *session.Session, f func()) {
	t.Helper()
	if err := s.Do(t.Context(), func(*document.Driver) { f() }); err != nil {
		t.Fatal(err)
	}
}

// Conformance case 48, as are the next ones.
func TestAfterRunsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		b := joined(t, p.Session)
		note, noted := watch()
		in(t, p.Session, func() {
			p.doc.After(2*time.Second, func() {
				note()
				p.dial.Value.Set(1)
			})
			stop := p.doc.After(3*time.Second, note)
			p.doc.After(time.Second, stop)
			p.doc.After(0, note)
			p.doc.After(-time.Second, func() {})
		})
		time.Sleep(time.Minute)
		synctest.Wait()
		expectTimes(t, noted(), 0, 2)
		b.expectValues(is(p.dial, 1))
	})
}

func TestEveryCountsFromStartToStart(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		note, noted := watch()
		var stop func()
		in(t, p.Session, func() {
			stop = p.doc.Every(2*time.Second, func() {
				note()
				time.Sleep(time.Second)
			})
		})
		time.Sleep(9 * time.Second)
		synctest.Wait()
		in(t, p.Session, func() { stop(); stop() })
		time.Sleep(time.Minute)
		expectTimes(t, noted(), 2, 4, 6, 8)
	})
}

func TestEveryNeverOverlaps(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		note, noted := watch()
		in(t, p.Session, func() {
			var stop func()
			n := 0
			stop = p.doc.Every(time.Second, func() {
				note()
				time.Sleep(3 * time.Second)
				if n++; n == 3 {
					stop() // in its own run
				}
			})
		})
		time.Sleep(time.Minute)
		synctest.Wait()
		expectTimes(t, noted(), 1, 4, 7)
	})
}

func TestSlowTimerLetsOthersHaveTheirTurn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		var stop func()
		in(t, p.Session, func() {
			stop = p.doc.Every(0, func() { time.Sleep(time.Second) })
		})
		time.Sleep(10*time.Second + time.Millisecond)
		begun := time.Now()
		in(t, p.Session, func() { stop() })
		if waited := time.Since(begun); waited > 2*time.Second {
			t.Errorf("waited %v", waited)
		}
	})
}

func TestPanicInATimerIsLoggedAndTheTimerGoesOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, log := open(t, session.Options{}, nil)
		b := joined(t, p.Session)
		note, noted := watch()
		in(t, p.Session, func() {
			n := 0
			p.doc.Every(time.Second, func() {
				note()
				n++
				p.dial.Value.Set(n)
				if n < 3 {
					panic(fmt.Sprint("tick ", n))
				}
			})
		})
		time.Sleep(3*time.Second + time.Millisecond)
		synctest.Wait()
		expectTimes(t, noted(), 1, 2, 3)
		b.expectValues(is(p.dial, 1), is(p.dial, 2), is(p.dial, 3))
		for _, want := range []string{"tick 1", "tick 2", "timer_test.go", "session="} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log lacks %q", want)
			}
		}
	})
}

func TestTimersEndWithTheSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		ticks := 0
		in(t, p.Session, func() {
			p.doc.Every(time.Second, func() { ticks++ })
			p.doc.After(time.Minute, func() { ticks++ })
		})
		time.Sleep(2*time.Second + time.Millisecond)
		synctest.Wait()
		_ = p.End(t.Context(), wire.CloseGoingAway, "over")
		p.Every(time.Second, func() { ticks++ })() // nothing, and nothing to stop
		p.After(time.Second, func() { ticks++ })
		p.Next(func() { ticks++ })
		p.Go(func(context.Context) func() { ticks++; return nil })
		time.Sleep(time.Hour)
		synctest.Wait()
		if ticks != 2 {
			t.Errorf("%d ticks", ticks)
		}
	})
}

func TestBackgroundWorkComesHome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, log := open(t, session.Options{}, nil)
		b := joined(t, p.Session)
		in(t, p.Session, func() {
			p.doc.Go(func(ctx context.Context) func() {
				time.Sleep(time.Second)
				return func() { p.dial.Value.Set(7) }
			})
			p.doc.Go(func(context.Context) func() { return nil })
			p.doc.Go(func(context.Context) func() { panic("at work") })
			p.doc.Go(func(context.Context) func() { return func() { panic("at home") } })
		})
		b.set(p.readout, 1) // meanwhile the tab is alive
		synctest.Wait()
		b.expect(wire.OK)
		time.Sleep(time.Second)
		synctest.Wait()
		b.expectValues(is(p.dial, 7))
		for _, want := range []string{"at work", "at home", "background work failed", "callback failed"} {
			if !strings.Contains(log.String(), want) {
				t.Errorf("the log lacks %q", want)
			}
		}
	})
}

func TestBackgroundWorkEndsWithTheSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, store, _ := open(t, session.Options{}, nil)
		sweeping(t, store)
		var cause error
		in(t, p.Session, func() {
			p.doc.Go(func(ctx context.Context) func() {
				<-ctx.Done()
				cause = ctx.Err()
				return func() { t.Error("ran after the end") }
			})
		})
		time.Sleep(time.Minute)
		synctest.Wait()
		if !errors.Is(cause, context.Canceled) || store.Len() != 0 {
			t.Errorf("%v, %d sessions", cause, store.Len())
		}
	})
}
