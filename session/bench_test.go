package session_test

import (
	"context"
	"runtime"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// mute is a browser that remembers nothing.
type mute struct{}

func (*mute) Send(*wire.Message) error { return nil }
func (*mute) Close(int, string)        {}

// BenchmarkTurn is a slider's move: patch in, callback, patch and OK out.
func BenchmarkTurn(b *testing.B) {
	p, _, _ := open(b, session.Options{}, doubles)
	peer := &mute{}
	if err := p.Attach(peer); err != nil {
		b.Fatal(err)
	}
	if err := p.Deliver(peer, wire.NewPullDocReq()); err != nil {
		b.Fatal(err)
	}
	moves := []*wire.Message{moved(p.dial, 1), moved(p.dial, 2)}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := p.Deliver(peer, moves[i%2]); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEmptyTurn is what the session itself adds.
func BenchmarkEmptyTurn(b *testing.B) {
	p, _, _ := open(b, session.Options{}, nil)
	b.ReportAllocs()
	for b.Loop() {
		if err := p.Do(context.Background(), func(*document.Driver) {}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkOpen is a page's session, opened and ended; and what an idle one weighs
// beside its document, which is empty here.
func BenchmarkOpen(b *testing.B) {
	store := newStore(b, func(*document.Document) error { return nil }, session.Options{MaxSessions: -1})
	b.ReportAllocs()
	for b.Loop() {
		s, err := store.Open(context.Background(), session.NewID(), session.Request{})
		if err != nil {
			b.Fatal(err)
		}
		if err := s.End(context.Background(), wire.CloseGoingAway, "over"); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	const n = 1000
	before := heap()
	for range n {
		if _, err := store.Open(context.Background(), session.NewID(), session.Request{}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(heap()-before)/n, "B/idle")
}

func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
