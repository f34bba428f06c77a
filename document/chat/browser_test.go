package chat_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
)

// browser plays the front end for one document. Time does not pass: what is to come later comes when the test waits.
type browser struct {
	t    *testing.T
	doc  *document.Document
	view *document.View
	log  strings.Builder

	mu    sync.Mutex
	queue []func() // guarded by mu
	later []func() // guarded by mu
	turns int      // guarded by mu: that were asked for
	work  sync.WaitGroup
}

func (b *browser) Next(f func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.turns++
	b.queue = append(b.queue, f)
}
func (b *browser) After(_ time.Duration, f func()) (stop func()) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.later = append(b.later, f)
	return func() {}
}
func (b *browser) Every(time.Duration, func()) (stop func()) { return func() {} }
func (b *browser) Go(work func(context.Context) func()) {
	b.work.Go(func() {
		if f := work(context.Background()); f != nil {
			b.Next(f)
		}
	})
}
func (b *browser) Context() context.Context { return b.t.Context() }
func (b *browser) Visit() document.Visit    { return document.Visit{} }
func (b *browser) Log() *slog.Logger        { return slog.New(slog.NewTextHandler(&b.log, nil)) }

// open shows models in a page.
func open(t *testing.T, roots ...document.Model) *browser {
	t.Helper()
	b := &browser{t: t}
	b.doc = document.NewDocument(b)
	b.turn(func() {
		b.doc.Add(roots...)
		var err error
		if b.view, err = b.doc.Join(); err != nil {
			t.Fatal(err)
		}
		if pulled := b.doc.Pull(b.view); !json.Valid(pulled) {
			t.Fatalf("the page is no JSON: %s", pulled)
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
		b.mu.Lock()
		f = nil
		if len(b.queue) > 0 {
			f, b.queue = b.queue[0], b.queue[1:]
		}
		b.mu.Unlock()
	}
}

// settle waits for work in goroutines, lets time pass, and runs what that leads to.
func (b *browser) settle() {
	b.t.Helper()
	b.work.Wait()
	b.mu.Lock()
	b.queue, b.later = append(b.later, b.queue...), nil
	b.mu.Unlock()
	b.turn(func() {})
}

// send is a PATCH-DOC with an event, in which ID stands for the model.
func (b *browser) send(m document.Model, event string) (err error) {
	b.t.Helper()
	content := strings.ReplaceAll(`{"events":[`+event+`]}`, `"ID"`, `"`+m.ID()+`"`)
	b.turn(func() {
		if e := b.doc.Apply(b.view, []byte(content), nil); e != nil && err == nil {
			err = e
		}
	})
	return err
}

// set has the browser change a property.
func (b *browser) set(m document.Model, attr, value string) error {
	b.t.Helper()
	return b.send(m, fmt.Sprintf(`{"kind":"ModelChanged","model":{"id":"ID"},"attr":%q,"new":%s}`, attr, value))
}

// fire has the browser send an event of a model; the values are a JSON object's inside.
func (b *browser) fire(m document.Model, name, values string) error {
	b.t.Helper()
	if values != "" {
		values = "," + values
	}
	return b.send(m, fmt.Sprintf(`{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event","name":%q,"values":{"model":{"id":"ID"}%s}}}`, name, values))
}

// find is the n-th model of a type that f accepts.
func find[M document.Model](b *browser, f func(M) bool) (found M) {
	b.t.Helper()
	for m := range b.doc.Models() {
		if m, ok := m.(M); ok && f(m) {
			return m
		}
	}
	b.t.Fatalf("the page has no such %T", found)
	return found
}

// hears is what the browser is told since it was asked last.
func (b *browser) hears() string {
	var told strings.Builder
	b.doc.Flush(func(_ *document.View, content []byte, _ []wire.Buffer) { told.Write(content) })
	return told.String()
}
