package session_test

import (
	"context"
	"errors"
	"fmt"
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

func newStore(t testing.TB, app session.App, opts session.Options) *session.Store {
	t.Helper()
	store := session.NewStore(app, opts, nil)
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	return store
}

// Conformance case 47.
func TestTwoFirstRequestsMakeOneSession(t *testing.T) {
	broken := errors.New("no data")
	for name, c := range map[string]struct {
		app  session.App
		want func(error) bool
	}{
		"app that works": {func(*document.Document) error { return nil }, func(err error) bool { return err == nil }},
		"app that fails": {func(*document.Document) error { return broken }, func(err error) bool { return errors.Is(err, broken) }},
		"app that panics": {func(*document.Document) error { panic("boom") }, func(err error) bool {
			var p *session.PanicError
			return errors.As(err, &p) && p.Value == "boom" && strings.Contains(string(p.Stack), "store_test.go")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var runs atomic.Int32
				store := newStore(t, func(d *document.Document) error {
					runs.Add(1)
					time.Sleep(time.Second)
					return c.app(d)
				}, session.Options{})
				id := session.NewID()
				sessions, errs := make([]*session.Session, 10), make([]error, 10)
				var all sync.WaitGroup
				for i := range sessions {
					all.Go(func() { sessions[i], errs[i] = store.Open(t.Context(), id, session.Request{}) })
				}
				all.Wait()
				if n := runs.Load(); n != 1 {
					t.Errorf("the app ran %d times", n)
				}
				for i := range sessions {
					if sessions[i] != sessions[0] || !c.want(errs[i]) {
						t.Errorf("caller %d: %v, %v", i, sessions[i], errs[i])
					}
				}
				if (store.Len() == 1) != (errs[0] == nil) {
					t.Errorf("%d sessions", store.Len())
				}
				if _, found := store.Find(id); found != (errs[0] == nil) {
					t.Errorf("found: %v", found)
				}
			})
		})
	}
}

func TestAppThatEndsItsGoroutineFailsOpen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newStore(t, func(*document.Document) error {
			time.Sleep(time.Second)
			runtime.Goexit()
			return nil
		}, session.Options{MaxSessions: 1})
		go func() { _, _ = store.Open(t.Context(), "a", session.Request{}) }()
		synctest.Wait()
		if s, err := store.Open(t.Context(), "a", session.Request{}); s != nil || err == nil {
			t.Errorf("%v, %v", s, err)
		}
	})
}

func TestFailedAppIsCleanedUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		closed, worked := 0, false
		var life context.Context
		fail := true
		store := newStore(t, func(d *document.Document) error {
			d.OnClose(func() { closed++ })
			d.Every(time.Second, func() { t.Error("timer of a session that was not opened") })
			d.Go(func(ctx context.Context) func() {
				<-ctx.Done()
				worked = true
				return nil
			})
			life = d.Context()
			if fail {
				return errors.New("no")
			}
			return nil
		}, session.Options{MaxSessions: 1})
		if _, err := store.Open(t.Context(), "a", session.Request{}); err == nil {
			t.Fatal("opened")
		}
		synctest.Wait()
		if closed != 1 || !worked || life.Err() == nil {
			t.Errorf("closed %d times, work ended: %v, context: %v", closed, worked, life.Err())
		}
		time.Sleep(time.Minute)
		fail = false
		// Its place is free again, also under the same id.
		s, err := store.Open(t.Context(), "a", session.Request{})
		if err != nil {
			t.Fatal(err)
		}
		_ = s.End(t.Context(), wire.CloseGoingAway, "over")
	})
}

func TestWaitingForAnotherToOpenEndsWithTheContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		store := newStore(t, func(*document.Document) error {
			time.Sleep(time.Hour)
			return nil
		}, session.Options{})
		go func() {
			if _, err := store.Open(t.Context(), "a", session.Request{}); err != nil {
				t.Error(err)
			}
		}()
		synctest.Wait()
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := store.Open(ctx, "a", session.Request{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		if _, found := store.Find("a"); found {
			t.Error("found before the app has run")
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		if _, found := store.Find("a"); !found {
			t.Error("not found")
		}
	})
}

func TestStoreRefuses(t *testing.T) {
	store := newStore(t, func(*document.Document) error { return nil }, session.Options{MaxSessions: 2})
	for _, id := range []session.ID{"", "a.b", "a b", "ä", session.ID(strings.Repeat("x", 129))} {
		if _, err := store.Open(t.Context(), id, session.Request{}); !errors.Is(err, session.ErrID) {
			t.Errorf("%q: %v", id, err)
		}
	}
	for i := range 3 {
		s, err := store.Open(t.Context(), session.ID(fmt.Sprint(i)), session.Request{})
		if (err != nil) != (i == 2) || i == 2 && !errors.Is(err, session.ErrFull) {
			t.Errorf("session %d: %v", i, err)
		}
		if err == nil {
			s.Hold()
		}
	}
	if _, err := store.Open(t.Context(), "0", session.Request{}); err != nil {
		t.Errorf("a session that is there: %v", err)
	}
	if err := store.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(t.Context(), "3", session.Request{}); !errors.Is(err, session.ErrClosed) {
		t.Error(err)
	}
	if store.Len() != 0 {
		t.Errorf("%d sessions", store.Len())
	}
}

// Many pages that nobody joins must keep no visitor out, and must not take the session of one who
// is there.
func TestAFullStoreGivesUpWhatNobodyUses(t *testing.T) {
	closed := make(chan string, 10)
	store := newStore(t, func(d *document.Document) error {
		path := d.Visit().Path
		d.OnClose(func() { closed <- path })
		return nil
	}, session.Options{MaxSessions: 3})
	open := func(id string) *session.Session {
		t.Helper()
		s, err := store.Open(t.Context(), session.ID(id), session.Request{Visit: document.Visit{Path: id}})
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	used := open("used")
	used.Hold()
	for _, id := range []string{"first", "second", "third", "fourth"} {
		open(id)
	}
	if gone := map[string]bool{<-closed: true, <-closed: true}; !gone["first"] || !gone["second"] {
		t.Errorf("gave way: %v", gone)
	}
	if _, ok := store.Find("used"); !ok {
		t.Error("the session in use gave way")
	}
}

func TestVisitReachesTheApp(t *testing.T) {
	store := newStore(t, func(d *document.Document) error {
		if v := d.Visit(); v.Path != "/app" || v.Argument("x") != "1" || v.User != "ada" {
			t.Errorf("visit %+v", v)
		}
		return nil
	}, session.Options{})
	visit := document.Visit{Path: "/app", Arguments: map[string][]string{"x": {"1"}}, User: "ada"}
	s, err := store.Open(t.Context(), "a", session.Request{Visit: visit})
	if err != nil || s.Visit().User != "ada" || s.ID() != "a" {
		t.Error(err)
	}
}

// Panics, ended goroutines and slow apps never make two sessions of one id.
func TestOpenAndEndInParallel(t *testing.T) {
	var alive atomic.Int32
	store := newStore(t, func(d *document.Document) error {
		if alive.Add(1) > 4+2 { // those that give way may still be closing
			t.Error("too many at a time")
		}
		d.OnClose(func() { alive.Add(-1) })
		return nil
	}, session.Options{MaxSessions: 4})
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for range 200 {
				s, err := store.Open(context.Background(), session.ID(fmt.Sprint(i%3)), session.Request{})
				if err != nil {
					if !errors.Is(err, session.ErrFull) {
						t.Error(err)
					}
					continue
				}
				if err := s.End(context.Background(), wire.CloseGoingAway, "over"); err != nil && !errors.Is(err, session.ErrEnded) {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if err := store.Close(context.Background()); err != nil {
		t.Error(err)
	}
	if n := alive.Load(); n != 0 {
		t.Errorf("%d sessions were not closed", n)
	}
}
