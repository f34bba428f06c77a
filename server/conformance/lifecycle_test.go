package conformance

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// hasty is a server that looks for unused sessions all the time.
func hasty(o *panelgo.Options) {
	o.Session.CheckUnusedSessions, o.Session.UnusedSessionLifetime = time.Millisecond, time.Millisecond
}

func TestConformance43UnusedSessionsEnd(t *testing.T) {
	var mu sync.Mutex
	closes := map[*panelgo.Document]int{} // guarded by mu: how often OnClose ran
	app := keep(func(d *panelgo.Document) error {
		d.OnClose(func() {
			mu.Lock()
			defer mu.Unlock()
			closes[d]++
		})
		d.Every(time.Millisecond, func() {})
		return desk(d)
	})
	s := serve(t, only(app.open), hasty)
	stays, d := s.open("/app")
	staying := app.last()
	for range 20 {
		s.token("/app") // nobody joins
		unjoined := app.last()
		left, _ := s.open("/app")
		deserted := app.last()
		left.conn.Close()
		ends(t, unjoined)
		ends(t, deserted)
	}
	stays.set(d.id("slider"), "value", "4")
	stays.conn.Close()
	ends(t, staying)
	eventually(t, "every session ended, and said so once", func() bool {
		mu.Lock()
		defer mu.Unlock()
		for _, n := range closes {
			if n != 1 {
				t.Errorf("OnClose ran %d times", n)
			}
		}
		return len(closes) == app.count()
	})
}

// ends waits until a session's context has ended.
func ends(t *testing.T, d *panelgo.Document) {
	t.Helper()
	select {
	case <-d.Context().Done():
	case <-time.After(patience):
		t.Fatal("a session that nobody uses goes on")
	}
}

func TestConformance44JoiningAfterTheEnd(t *testing.T) {
	var ended atomic.Int64
	app := keep(func(d *panelgo.Document) error {
		d.OnClose(func() { ended.Add(1) })
		return desk(d)
	})
	s := serve(t, only(app.open), hasty)
	token := s.token("/app")
	first := app.last()
	eventually(t, "the session ends", func() bool { return ended.Load() == 1 })
	k := s.join("/app", token)
	k.pull()
	if app.count() != 2 || app.last() == first {
		t.Errorf("there were %d sessions", app.count())
	}
}

func TestConformance46Restart(t *testing.T) {
	app := keep(desk)
	before := serve(t, only(app.open))
	k, d := before.open("/app")
	token := before.token("/app?bokeh-token=" + tokenOf(secret, claims{"session_id": signed(secret, "restarted"), "session_expiry": in(300)}))
	k.set(d.id("slider"), "value", "4")
	stopped := make(chan error, 1)
	go func() { stopped <- before.stop() }()
	if code, _ := k.closed(); code != 1012 {
		t.Errorf("at the server's end the websocket was closed with %d", code)
	}
	if err := <-stopped; err != nil {
		t.Errorf("stop: %v", err)
	}
	same := serve(t, only(app.open))
	sessions := app.count()
	again := same.join("/app", token)
	if d := again.pull(); d.attr("slider", "value") != "1" || app.count() != sessions+1 {
		t.Errorf("after the restart the slider is at %s, in session %d", d.attr("slider", "value"), app.count())
	}
	other := serve(t, only(app.open), func(o *panelgo.Options) { o.Session.SecretKey = []string{"another key, another key, another"} })
	if status := other.refused("/app/ws", []string{"bokeh", token}); status != 403 {
		t.Errorf("with another key: %d", status)
	}
	rotated := serve(t, only(app.open), func(o *panelgo.Options) { o.Session.SecretKey = []string{"another key, another key, another", secret} })
	rotated.join("/app", token).pull()
}

func TestConformance47OneCreationPerID(t *testing.T) {
	var entered atomic.Int64
	let := make(chan error)
	s := serve(t, only(func(d *panelgo.Document) error {
		entered.Add(1)
		if err := <-let; err != nil {
			return err
		}
		return desk(d)
	}), silent)
	id := signed(secret, "wanted-by-all")
	all := func() []int { return statuses(s, 10, "/app?bokeh-session-id="+id) }
	// Whoever comes while the app fails gets its error, and who comes later tries again: so it is
	// asked until all have.
	stop := make(chan struct{})
	go func() {
		for {
			select {
			case let <- errors.New("no database"):
			case <-stop:
				return
			}
		}
	}()
	for _, status := range all() {
		if status != 500 {
			t.Errorf("a visitor of an app that fails got %d", status)
		}
	}
	close(stop)
	before := entered.Load()
	go func() { let <- nil }()
	for _, status := range all() {
		if status != 200 {
			t.Errorf("a visitor got %d", status)
		}
	}
	if n := entered.Load() - before; n != 1 {
		t.Errorf("the app ran %d times for one id", n)
	}
}

// statuses are what n visitors get who come at the same time.
func statuses(s *site, n int, path string) (all []int) {
	var wait sync.WaitGroup
	var mu sync.Mutex
	for range n {
		wait.Go(func() {
			r := s.get(path)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, r.StatusCode)
		})
	}
	wait.Wait()
	return all
}

func TestConformance47AppsThatPanic(t *testing.T) {
	failing := serve(t, only(func(*panelgo.Document) error { panic("secret words") }), silent)
	r := failing.get("/app", "Accept", "text/html")
	if r.StatusCode != 500 || strings.Contains(r.body, "secret words") {
		t.Errorf("of an app that panics the visitor read %d %s", r.StatusCode, r.body)
	}
	token := tokenOf(secret, claims{"session_id": signed(secret, "x"), "session_expiry": in(300)})
	if status := failing.refused("/app/ws", []string{"bokeh", token}); status != 500 {
		t.Errorf("a websocket to an app that panics: %d", status)
	}
}

// clockwork is an app whose button starts all kinds of callbacks, which say what they do.
func clockwork(d *panelgo.Document, said chan<- string) error {
	label := div("text", "")
	d.Add(label, named(doc.New[models.Button](), "button"))
	find[*models.Button](d, "button").OnEvent("button_click", func(doc.Event) {
		for i := range 3 {
			d.Next(func() { said <- fmt.Sprint("next ", i); label.Text.Set(fmt.Sprint("next ", i)) })
		}
		d.After(time.Millisecond, func() { said <- "after" })
		cancelled := d.After(0, func() { said <- "cancelled" })
		cancelled()
		cancelled()
		d.Next(func() { panic("in a callback") })
		running, n := false, 0
		var stop func()
		stop = d.Every(time.Millisecond, func() {
			if running {
				said <- "overlap"
			}
			running = true
			if n++; n == 3 {
				stop()
				said <- "every 3"
			}
			running = false
		})
		said <- "click"
	})
	return nil
}

func TestConformance48CallbacksInTime(t *testing.T) {
	said := make(chan string, 1000)
	app := keep(func(d *panelgo.Document) error { return clockwork(d, said) })
	s := serve(t, only(app.open), silent)
	k, d := s.open("/app")
	k.ok(happened("button_click", d.id("button")))
	var heard []string
	for !slices.Contains(heard, "after") || !slices.Contains(heard, "every 3") {
		select {
		case what := <-said:
			heard = append(heard, what)
		case <-time.After(patience):
			t.Fatalf("heard %q only", heard)
		}
	}
	if !slices.Equal(heard[:4], []string{"click", "next 0", "next 1", "next 2"}) || len(heard) != 6 {
		t.Errorf("heard %q", heard)
	}
	// A callback that panicked ends its turn, and nothing else.
	if got := k.pull(); got.attr("text", "text") != `"next 2"` {
		t.Errorf("the text is %s", got.attr("text", "text"))
	}
	app.act(func(live *panelgo.Document) { find[*models.Div](live, "text").Text.Set("alive") })
	k.readPatch()
}
