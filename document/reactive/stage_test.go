package reactive_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// stage is a session with a browser.
type stage struct {
	t   testing.TB
	s   *session.Session
	doc *document.Document

	mu    sync.Mutex
	heard []*wire.Message
	log   strings.Builder
}

// open runs an app in a session of its own, and has a browser join it.
func open(t testing.TB, app func(*document.Document)) *stage {
	t.Helper()
	st := &stage{t: t}
	store := session.NewStore(func(doc *document.Document) error {
		st.doc = doc
		app(doc)
		return nil
	}, session.Options{}, slog.New(slog.NewTextHandler((*stageLog)(st), nil)))
	t.Cleanup(func() { _ = store.Close(context.Background()) })
	var err error
	if st.s, err = store.Open(context.Background(), session.NewID(), session.Request{}); err != nil {
		t.Fatal(err)
	}
	if err := st.s.Attach(st); err != nil {
		t.Fatal(err)
	}
	if err := st.s.Deliver(st, wire.NewPullDocReq()); err != nil {
		t.Fatal(err)
	}
	st.patches()
	return st
}

// Send and Close make the stage a session's peer.
func (st *stage) Send(m *wire.Message) error {
	st.mu.Lock()
	defer st.mu.Unlock()
	st.heard = append(st.heard, m)
	return nil
}

func (st *stage) Close(int, string) {}

// stageLog is what a stage's session logs.
type stageLog stage

func (l *stageLog) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.log.Write(p)
}

// logged is what has been logged so far.
func (st *stage) logged() string {
	st.mu.Lock()
	defer st.mu.Unlock()
	return st.log.String()
}

// turn runs f in a turn.
func (st *stage) turn(f func()) error {
	st.t.Helper()
	return st.s.Do(context.Background(), func(*document.Driver) { f() })
}

// must is a turn that goes well.
func (st *stage) must(f func()) {
	st.t.Helper()
	if err := st.turn(f); err != nil {
		st.t.Fatal(err)
	}
}

// patches are the changes that the browser was told since the last look, a message each:
// "attribute=value …".
func (st *stage) patches() (all []string) {
	st.mu.Lock()
	defer st.mu.Unlock()
	for _, m := range st.heard {
		if m.Type != wire.PatchDoc {
			continue
		}
		var patch struct {
			Events []struct {
				Attr string
				New  json.RawMessage
			}
		}
		if err := json.Unmarshal(m.Content, &patch); err != nil {
			st.t.Fatal(err)
		}
		var words []string
		for _, e := range patch.Events {
			words = append(words, e.Attr+"="+string(e.New))
		}
		all = append(all, strings.Join(words, " "))
	}
	st.heard = nil
	return all
}
