package session_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// doubles is an app whose readout shows twice the dial.
func doubles(p *panelOf) {
	p.dial.Value.OnChange(func(c document.Change[int]) { p.readout.Value.Set(2 * c.New) })
}

// Conformance case 22.
func TestPatchesPrecedeTheOK(t *testing.T) {
	p, _, _ := open(t, session.Options{}, doubles)
	b := joined(t, p.Session)
	for i := range 3 {
		request := b.set(p.dial, i+1)
		news := b.expect(wire.PatchDoc, wire.OK)
		if got := values(t, news); len(got) != 1 || got[0] != is(p.readout, 2*(i+1)) {
			t.Errorf("patched %q", got)
		}
		if news[1].ReplyTo != request.ID {
			t.Errorf("OK to %s, want %s", news[1].ReplyTo, request.ID)
		}
	}
}

// Conformance case 34.
func TestOtherBrowsersHearTheCauseThenTheConsequence(t *testing.T) {
	p, _, _ := open(t, session.Options{}, doubles)
	mover, watcher, sleeper := joined(t, p.Session), joined(t, p.Session), join(t, p.Session)
	mover.set(p.dial, 4)
	watcher.expectValues(is(p.dial, 4), is(p.readout, 8))
	mover.expectValues(is(p.readout, 8))
	sleeper.expect() // it has not pulled, and would throw a patch away
	sleeper.deliver(wire.NewPullDocReq())
	if reply := sleeper.expect(wire.PullDocReply)[0]; !strings.Contains(string(reply.Content), `"value":8`) {
		t.Errorf("pulled %s", reply.Content)
	}
}

// Conformance case 23: while browsers pull, the document goes on changing.
func TestNothingIsLostBetweenSnapshotAndPatches(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	stop := make(chan struct{})
	var changing, pulling sync.WaitGroup
	changing.Go(func() {
		for i := 1; ; i++ {
			select {
			case <-stop:
				return
			default:
				_ = p.Do(context.Background(), func(*document.Driver) { p.dial.Value.Set(i) })
			}
		}
	})
	tabs := make([]*tab, 8)
	for i := range tabs {
		pulling.Go(func() {
			tabs[i] = join(t, p.Session)
			for range 20 {
				tabs[i].deliver(wire.NewPullDocReq())
			}
		})
	}
	pulling.Wait()
	close(stop)
	changing.Wait()
	for i, b := range tabs {
		last, pulled := "", false
		for _, m := range b.news() {
			switch m.Type {
			case wire.PullDocReply:
				at := strings.Index(string(m.Content), `"value":`)
				pulled, last = true, p.dial.ID()+"="+digits(string(m.Content)[max(at, 0)+len(`"value":`):])
			case wire.PatchDoc:
				if !pulled {
					t.Errorf("browser %d was sent a patch before the document", i)
				}
				last = values(t, []*wire.Message{m})[0]
			}
		}
		if want := is(p.dial, p.dial.Value.Get()); last != want {
			t.Errorf("browser %d ends with %s, the server with %s", i, last, want)
		}
	}
}

func digits(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
	return s[:max(end, 0)]
}

// Conformance case 21.
func TestReplyToEachRequest(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	b, other := joined(t, p.Session), joined(t, p.Session)
	for _, c := range []struct {
		request *wire.Message
		want    []wire.Type
		other   []wire.Type
		content string
	}{
		{wire.NewPullDocReq(), []wire.Type{wire.PullDocReply}, nil, `{"doc":{"version":"3.9.2",`},
		{wire.NewServerInfoReq(), []wire.Type{wire.ServerInfoReply}, nil, `{"version_info":{"bokeh":"3.9.2","server":"3.9.2"}}`},
		{wire.NewPatchDoc([]byte(`{"events":[]}`), nil), []wire.Type{wire.OK}, nil, `{}`},
		{wire.NewPatchDoc([]byte(`{"events":[{"kind":"TitleChanged","title":"T"}]}`), nil), []wire.Type{wire.OK}, []wire.Type{wire.PatchDoc}, `{}`},
		{wire.NewPatchDoc([]byte(`{"events":[{"kind":"ModelChanged","model":{"id":"nobody"},"attr":"value","new":1}]}`), nil), []wire.Type{wire.Error}, nil, `{"text":"document: patch, event 0: no model has the id \"nobody\"","traceback":null}`},
		{moved(p.dial, "high"), []wire.Type{wire.Error}, nil, `{"text":"document: patch, event 0: Dial.value: `},
		{wire.NewPatchDoc([]byte(`{"events":5}`), nil), []wire.Type{wire.Error}, nil, `{"text":"document: patch`},
		{wire.NewPushDoc([]byte(`{"version":"3.9.2","title":"Pushed","roots":[]}`), nil), []wire.Type{wire.PatchDoc, wire.OK}, []wire.Type{wire.PatchDoc}, `{}`},
		{wire.NewPushDoc([]byte(`5`), nil), []wire.Type{wire.Error}, nil, `{"text":"document: push`},
	} {
		b.deliver(c.request)
		news := b.expect(c.want...)
		last := news[len(news)-1]
		if last.ReplyTo != c.request.ID || !strings.HasPrefix(string(last.Content), c.content) {
			t.Errorf("%s %s: reply to %s: %s", c.request.Type, c.request.Content, last.ReplyTo, last.Content)
		}
		other.expect(c.other...)
	}
}

func TestUnexpectedTypeClosesTheConnection(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	for _, kind := range []wire.Type{wire.Ack, wire.OK, wire.Error, wire.PullDocReply, wire.ServerInfoReply, "NONSENSE"} {
		b := joined(t, p.Session)
		err := p.Deliver(b, &wire.Message{ID: `"1"`, Type: kind, Content: []byte(`{}`)})
		var broken *wire.ProtocolError
		if !errors.As(err, &broken) {
			t.Errorf("%s: %v", kind, err)
		}
		if code, reason := b.closed(); code != wire.ClosePolicy || !strings.Contains(reason, string(kind)) {
			t.Errorf("%s: closed with %d %q", kind, code, reason)
		}
		b.expect()
	}
}

func TestPanicEndsItsTurnOnly(t *testing.T) {
	p, _, log := open(t, session.Options{}, func(p *panelOf) {
		p.dial.Value.OnChange(func(c document.Change[int]) {
			p.readout.Value.Set(c.New)
			if c.New == 13 {
				panic("thirteen")
			}
		})
	})
	b, other := joined(t, p.Session), joined(t, p.Session)
	request := b.set(p.dial, 13)
	news := b.expect(wire.PatchDoc, wire.Error) // what was done before stands
	if reply := news[1]; reply.ReplyTo != request.ID || strings.Contains(string(reply.Content), "thirteen") {
		t.Errorf("reply to %s: %s", reply.ReplyTo, reply.Content)
	}
	other.expectValues(is(p.dial, 13), is(p.readout, 13))
	for _, want := range []string{"level=ERROR", "thirteen", "deliver_test.go"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log lacks %q:\n%s", want, log)
		}
	}
	b.set(p.dial, 14)
	b.expect(wire.PatchDoc, wire.OK)
}

func TestSlowBrowserIsClosedAndTheOthersGoOn(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	slow, quick := joined(t, p.Session), joined(t, p.Session)
	slow.mu.Lock()
	slow.deaf = true
	slow.mu.Unlock()
	quick.set(p.dial, 1)
	quick.expect(wire.OK)
	if code, _ := slow.closed(); code != wire.CloseSlow {
		t.Errorf("closed with %d", code)
	}
	slow.mu.Lock()
	slow.deaf = false
	slow.mu.Unlock()
	quick.set(p.dial, 2)
	slow.expect() // it has missed one and must not be sent the next
	p.Detach(slow)
	again := joined(t, p.Session)
	quick.set(p.dial, 3)
	again.expectValues(is(p.dial, 3))
}

func TestStrangersAreRefused(t *testing.T) {
	p, store, _ := open(t, session.Options{}, nil)
	left := joined(t, p.Session)
	p.Detach(left)
	p.Detach(left) // again does nothing
	if err := p.Deliver(left, moved(p.dial, 1)); !errors.Is(err, session.ErrDetached) {
		t.Error(err)
	}
	stays := joined(t, p.Session)
	if err := store.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	if code, _ := stays.closed(); code != wire.CloseRestart {
		t.Errorf("closed with %d", code)
	}
	if err := p.Deliver(stays, moved(p.dial, 1)); !errors.Is(err, session.ErrEnded) {
		t.Error(err)
	}
	if err := p.Attach(&tab{t: t}); !errors.Is(err, session.ErrEnded) {
		t.Error(err)
	}
	p.Detach(stays)
}

func TestSessionHas64SeatsAndTheyAreFreedAgain(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	var tabs []*tab
	for range 64 {
		tabs = append(tabs, join(t, p.Session))
	}
	more := &tab{t: t}
	if err := p.Attach(more); !errors.Is(err, document.ErrTooManyViews) {
		t.Error(err)
	}
	if more.expect(); p.Peers() != 64 {
		t.Errorf("%d peers", p.Peers())
	}
	p.Detach(tabs[20])
	joined(t, p.Session)
}

// A browser reconnects with the session of before: what it set is still there.
func TestBrowserComesBack(t *testing.T) {
	p, _, _ := open(t, session.Options{}, nil)
	first := joined(t, p.Session)
	first.set(p.dial, 5)
	p.Detach(first)
	again := join(t, p.Session)
	again.deliver(wire.NewPullDocReq())
	if reply := again.expect(wire.PullDocReply)[0]; !strings.Contains(string(reply.Content), `"value":5`) {
		t.Errorf("pulled %s", reply.Content)
	}
}
