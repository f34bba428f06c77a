package session_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// dial is a model of the tests.
type dial struct {
	document.Base `bokeh:"Dial"`
	Value         document.Prop[int]    `bokeh:"value"`
	Label         document.Prop[string] `bokeh:"label"`
}

// panelOf is a session of which the tests know the models.
type panelOf struct {
	*session.Session
	doc           *document.Document
	dial, readout *dial
}

// dials is an app of two dials; each session's are found in it by id. Build, if
// given, goes on from there.
type dials struct {
	build func(*panelOf)

	mu   sync.Mutex
	made []*panelOf
}

func (d *dials) app(doc *document.Document) error {
	p := &panelOf{doc: doc, dial: document.New[dial](), readout: document.New[dial]()}
	doc.Add(p.dial, p.readout)
	d.mu.Lock()
	d.made = append(d.made, p)
	d.mu.Unlock()
	if d.build != nil {
		d.build(p)
	}
	return nil
}

// book is a log that tests can read.
type book struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.Write(p)
}

func (b *book) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buf.String()
}

func (b *book) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(b, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// open makes a session in a store of its own, which is closed at the end.
func open(t testing.TB, opts session.Options, build func(*panelOf)) (*panelOf, *session.Store, *book) {
	t.Helper()
	log := &book{}
	d := &dials{build: build}
	store := session.NewStore(d.app, opts, log.logger())
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	s, err := store.Open(context.Background(), session.NewID(), session.Request{})
	if err != nil {
		t.Fatal(err)
	}
	d.made[0].Session = s
	return d.made[0], store, log
}

// tab is a browser that is attached to a session.
type tab struct {
	t testing.TB
	s *session.Session

	mu     sync.Mutex
	heard  []*wire.Message
	told   int // messages that a test has looked at
	code   int // it was closed with
	reason string
	deaf   bool // takes no message
}

func join(t testing.TB, s *session.Session) *tab {
	t.Helper()
	b := &tab{t: t, s: s}
	if err := s.Attach(b); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Detach(b) })
	b.expect(wire.Ack)
	return b
}

// joined is a tab that has pulled the document.
func joined(t testing.TB, s *session.Session) *tab {
	t.Helper()
	b := join(t, s)
	b.deliver(wire.NewPullDocReq())
	b.expect(wire.PullDocReply)
	return b
}

func (b *tab) Send(m *wire.Message) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.deaf {
		return errors.New("queue is full")
	}
	b.heard = append(b.heard, m)
	return nil
}

func (b *tab) Close(code int, reason string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.code == 0 {
		b.code, b.reason = code, reason
	}
}

func (b *tab) closed() (int, string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.code, b.reason
}

func (b *tab) deliver(m *wire.Message) {
	b.t.Helper()
	if err := b.s.Deliver(b, m); err != nil {
		b.t.Fatalf("%s: %v", m.Type, err)
	}
}

// set moves a dial as a browser does and returns the message.
func (b *tab) set(d *dial, value any) *wire.Message {
	b.t.Helper()
	m := moved(d, value)
	b.deliver(m)
	return m
}

func moved(d *dial, value any) *wire.Message {
	text, _ := json.Marshal(value)
	return wire.NewPatchDoc(fmt.Appendf(nil, `{"events":[{"kind":"ModelChanged","model":{"id":%q},"attr":"value","new":%s}]}`, d.ID(), text), nil)
}

// news are the messages since the last look.
func (b *tab) news() []*wire.Message {
	b.mu.Lock()
	defer b.mu.Unlock()
	news := b.heard[b.told:]
	b.told = len(b.heard)
	return news
}

// expect compares the types of the messages since the last look.
func (b *tab) expect(want ...wire.Type) []*wire.Message {
	b.t.Helper()
	news := b.news()
	var got []string
	for _, m := range news {
		got = append(got, string(m.Type))
	}
	var wanted []string
	for _, w := range want {
		wanted = append(wanted, string(w))
	}
	if strings.Join(got, " ") != strings.Join(wanted, " ") {
		b.t.Fatalf("heard %q, want %q", got, wanted)
	}
	return news
}

// values are what the patches among the messages set, by id, in order.
func values(t testing.TB, messages []*wire.Message) (all []string) {
	t.Helper()
	for _, m := range messages {
		if m.Type != wire.PatchDoc {
			continue
		}
		var patch struct {
			Events []struct {
				Kind  string
				Model struct{ ID string }
				New   json.RawMessage
			}
		}
		if err := json.Unmarshal(m.Content, &patch); err != nil {
			t.Fatal(err)
		}
		for _, e := range patch.Events {
			all = append(all, e.Model.ID+"="+string(e.New))
		}
	}
	return all
}

func (b *tab) expectValues(want ...string) {
	b.t.Helper()
	if got := values(b.t, b.news()); strings.Join(got, " ") != strings.Join(want, " ") {
		b.t.Fatalf("patches set %q, want %q", got, want)
	}
}

func is(d *dial, value int) string { return fmt.Sprintf("%s=%d", d.ID(), value) }
