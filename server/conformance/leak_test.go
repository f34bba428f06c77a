package conformance

import (
	"runtime"
	"sync/atomic"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
)

// A thousand visitors come, use the page, and leave in the ways that visitors have. Nothing of them
// stays.
func TestThousandVisitorsLeaveNothingBehind(t *testing.T) {
	var open atomic.Int64
	s := serve(t, only(func(d *panelgo.Document) error {
		open.Add(1)
		d.OnClose(func() { open.Add(-1) })
		d.Every(1e9, func() {})
		d.Context()
		return desk(d)
	}), hasty)
	visit := func(n int) {
		t.Run("visitors", func(t *testing.T) { visitAndLeave(t, s, n) })
		eventually(t, "all sessions end", func() bool { return open.Load() == 0 })
	}
	visit(100) // what is made once is made now
	goroutines, flat := runtime.NumGoroutine(), heap()
	visit(1000)
	eventually(t, "the goroutines are gone", func() bool { return runtime.NumGoroutine() <= goroutines })
	if grown := heap() - flat; grown > 4 {
		t.Errorf("a thousand sessions left %.1f MiB behind", grown)
	}
}

func visitAndLeave(t *testing.T, s *site, n int) {
	s = s.as(t)
	for i := range n {
		if i%4 == 0 {
			s.token("/app") // and never joins
			continue
		}
		k, d := s.open("/app")
		k.set(d.id("slider"), "value", "2")
		k.ok(happened("button_click", d.id("button")))
		switch i % 4 {
		case 1:
			k.conn.Close() // without a word
		case 2:
			k.write("{") // breaks the protocol
			k.conn.Close()
		case 3:
			_ = k.conn.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(websocket.CloseGoingAway, ""), noDeadline)
			if code, _ := k.closed(); code != websocket.CloseGoingAway {
				t.Errorf("the server answered a close frame with %d", code)
			}
			k.conn.Close()
		}
	}
}
