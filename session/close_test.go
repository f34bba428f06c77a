package session_test

import (
	"context"
	"errors"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

func TestEndClosesBrowsersAtOnceAndFinishesWhatWaits(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var closed atomic.Int32
		p, store, _ := open(t, session.Options{}, counted(&closed))
		b := joined(t, p.Session)
		release := blocked(t, p.Session)
		ran := false
		p.doc.Next(func() { ran = true })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := p.End(ctx, wire.CloseSignedOut, "signed out"); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if code, reason := b.closed(); code != wire.CloseSignedOut || reason != "signed out" {
			t.Errorf("closed with %d %s", code, reason)
		}
		if store.Len() != 0 || closed.Load() != 0 {
			t.Errorf("%d sessions, closed %d times", store.Len(), closed.Load())
		}
		p.doc.Next(func() { t.Error("ran after the end") })
		release()
		synctest.Wait()
		if !ran || closed.Load() != 1 {
			t.Errorf("ran %v, closed %d times", ran, closed.Load())
		}
	})
}

func TestBrowserThatWaitsToJoinIsToldOfTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, _, _ := open(t, session.Options{}, nil)
		release := blocked(t, p.Session)
		b, told := &tab{t: t, s: p.Session}, make(chan error, 1)
		go func() { told <- p.Attach(b) }()
		synctest.Wait()
		go func() { _ = p.End(t.Context(), wire.CloseGoingAway, "over") }()
		synctest.Wait()
		release()
		if err := <-told; !errors.Is(err, session.ErrEnded) {
			t.Error(err)
		}
		if b.expect(); p.Peers() != 0 {
			t.Errorf("%d peers", p.Peers())
		}
	})
}

func TestCloseDrains(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var closed atomic.Int32
		p, store, log := open(t, session.Options{}, func(p *panelOf) {
			p.doc.OnClose(func() {
				if p.doc.Context().Err() != nil {
					t.Error("the context ended before OnClose")
				}
				time.Sleep(time.Second)
				closed.Add(1)
			})
			p.doc.OnClose(func() { panic("in OnClose") })
			p.doc.OnClose(func() { closed.Add(1) })
			p.doc.Go(func(ctx context.Context) func() {
				<-ctx.Done()
				time.Sleep(time.Second)
				closed.Add(1)
				return func() { t.Error("ran after the end") }
			})
		})
		b := joined(t, p.Session)
		begun := time.Now()
		if err := store.Close(t.Context()); err != nil {
			t.Error(err)
		}
		if code, _ := b.closed(); code != wire.CloseRestart {
			t.Errorf("closed with %d", code)
		}
		if closed.Load() != 3 || time.Since(begun) != 2*time.Second {
			t.Errorf("%d of 3 done after %v", closed.Load(), time.Since(begun))
		}
		if !strings.Contains(log.String(), "in OnClose") {
			t.Errorf("log:\n%s", log)
		}
		if err := store.Close(t.Context()); err != nil {
			t.Error("again:", err)
		}
	})
}

func TestCloseGivesUpAndEndsContexts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var closed atomic.Int32
		var life context.Context
		p, store, _ := open(t, session.Options{}, func(p *panelOf) {
			life = p.doc.Context()
			counted(&closed)(p)
		})
		go func() {
			_ = p.Do(context.Background(), func(*document.Driver) { <-life.Done() })
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		err := store.Close(ctx)
		if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "1 sessions") {
			t.Error(err)
		}
		synctest.Wait()
		if life.Err() == nil || closed.Load() != 1 {
			t.Errorf("context %v, closed %d times", life.Err(), closed.Load())
		}
	})
}

func TestCloseWaitsForAnAppThatRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var closed atomic.Int32
		store := newStore(t, func(d *document.Document) error {
			d.OnClose(func() { closed.Add(1) })
			time.Sleep(time.Second)
			d.Go(func(context.Context) func() { return nil })
			return nil
		}, session.Options{})
		opened := make(chan error)
		go func() {
			_, err := store.Open(context.Background(), "a", session.Request{})
			opened <- err
		}()
		synctest.Wait()
		go func() {
			if err := store.Close(context.Background()); err != nil || closed.Load() != 1 {
				t.Errorf("%v, closed %d times", err, closed.Load())
			}
		}()
		if err := <-opened; !errors.Is(err, session.ErrClosed) {
			t.Error(err)
		}
		synctest.Wait()
	})
}

func TestThousandSessionsLeaveNothingBehind(t *testing.T) {
	store := newStore(t, func(d *document.Document) error {
		one := document.New[dial]()
		d.Add(one)
		d.Every(time.Hour, func() {})
		d.After(time.Hour, func() {})
		d.Go(func(ctx context.Context) func() {
			<-ctx.Done()
			return nil
		})
		return nil
	}, session.Options{})
	round := func() (heap uint64, goroutines int) {
		for range 1000 {
			s, err := store.Open(t.Context(), session.NewID(), session.Request{})
			if err != nil {
				t.Fatal(err)
			}
			b := &tab{t: t, s: s}
			if err := s.Attach(b); err != nil {
				t.Fatal(err)
			}
			b.deliver(wire.NewPullDocReq())
			s.Detach(b)
		}
		if store.Len() != 1000 {
			t.Errorf("%d sessions", store.Len())
		}
		for s := range store.Sessions() {
			if err := s.End(t.Context(), wire.CloseGoingAway, "over"); err != nil {
				t.Error(err)
			}
		}
		for store.Len() != 0 || runtime.NumGoroutine() > 50 {
			runtime.Gosched()
		}
		runtime.GC()
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc, runtime.NumGoroutine()
	}
	round() // fills caches and pools
	heap, goroutines := round()
	for range 3 {
		h, g := round()
		if h > heap+256<<10 || g > goroutines {
			t.Errorf("heap %d KiB, then %d; goroutines %d, then %d", heap>>10, h>>10, goroutines, g)
		}
	}
}
