package form_test

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/wire"
)

// browser plays the front end for one document.
type browser struct {
	t    *testing.T
	doc  *document.Document
	view *document.View
	host *host
	page []byte // as it was pulled
}

// host runs what a document hands to its session: turns in a queue, work in goroutines that the test waits for.
type host struct {
	mu    sync.Mutex
	queue []func() // guarded by mu
	work  sync.WaitGroup
}

func (h *host) Next(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.queue = append(h.queue, f)
}
func (h *host) After(time.Duration, func()) (stop func()) { return func() {} }
func (h *host) Every(time.Duration, func()) (stop func()) { return func() {} }
func (h *host) Go(work func(context.Context) func()) {
	h.work.Go(func() {
		if f := work(context.Background()); f != nil {
			h.Next(f)
		}
	})
}
func (h *host) Context() context.Context { return context.Background() }
func (h *host) Visit() document.Visit    { return document.Visit{} }
func (h *host) Log() *slog.Logger        { return slog.New(slog.DiscardHandler) }

// open shows models in a page.
func open(t *testing.T, roots ...document.Model) *browser {
	t.Helper()
	b := &browser{t: t, host: &host{}}
	b.doc = document.NewDocument(b.host)
	b.turn(func() {
		b.doc.Add(roots...)
		var err error
		if b.view, err = b.doc.Join(); err != nil {
			t.Fatal(err)
		}
		if b.page = b.doc.Pull(b.view); !json.Valid(b.page) {
			t.Fatalf("the page is no JSON: %s", b.page)
		}
	})
	return b
}

// turn runs f, and what it puts off, as turns of the document.
func (b *browser) turn(f func()) {
	b.t.Helper()
	for f != nil {
		if err := b.doc.Turn(func() error { f(); return nil }); err != nil {
			b.t.Fatal(err)
		}
		b.host.mu.Lock()
		f = nil
		if len(b.host.queue) > 0 {
			f, b.host.queue = b.host.queue[0], b.host.queue[1:]
		}
		b.host.mu.Unlock()
	}
}

// send is a PATCH-DOC with events, in which ID stands for the model.
func (b *browser) send(m document.Model, buffers []wire.Buffer, events ...string) (err error) {
	b.t.Helper()
	content := strings.ReplaceAll(`{"events":[`+strings.Join(events, ",")+`]}`, `"ID"`, `"`+m.ID()+`"`)
	b.turn(func() {
		if e := b.doc.Apply(b.view, []byte(content), buffers); e != nil && err == nil {
			err = e
		}
	})
	return err
}

// set has the browser change a property.
func (b *browser) set(m document.Model, attr, value string) error {
	b.t.Helper()
	return b.send(m, nil, fmt.Sprintf(`{"kind":"ModelChanged","model":{"id":"ID"},"attr":%q,"new":%s}`, attr, value))
}

// fire has the browser send an event of a model; the values are a JSON object's inside.
func (b *browser) fire(m document.Model, name, values string, buffers ...wire.Buffer) error {
	b.t.Helper()
	if values != "" {
		values = "," + values
	}
	return b.send(m, buffers, fmt.Sprintf(`{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event","name":%q,"values":{"model":{"id":"ID"}%s}}}`, name, values))
}

// hears is what the browser is told since it was asked last.
func (b *browser) hears() string {
	var told strings.Builder
	b.doc.Flush(func(_ *document.View, content []byte, _ []wire.Buffer) { told.Write(content) })
	return told.String()
}

// button is one of the buttons with a label, in the order in which they came into the page.
func (b *browser) button(label string, which int) *models.Button {
	b.t.Helper()
	var found []*models.Button
	for m := range b.doc.Models() {
		if m, ok := m.(*models.Button); ok && m.Label.Get() == models.DOMNodeOrStr(models.Str(label)) {
			found = append(found, m)
		}
	}
	slices.SortFunc(found, func(a, b *models.Button) int {
		return cmp.Or(cmp.Compare(len(a.ID()), len(b.ID())), strings.Compare(a.ID(), b.ID()))
	})
	if which >= len(found) {
		b.t.Fatalf("there are %d buttons %q", len(found), label)
	}
	return found[which]
}
