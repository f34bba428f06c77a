package page_test

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
)

// browser plays the front end for one document.
type browser struct {
	t    *testing.T
	doc  *document.Document
	view *document.View
	host *host
}

// host runs what a document hands to its session: turns in a queue, work in goroutines that the test waits for.
type host struct {
	mu    sync.Mutex
	queue []func() // guarded by mu
	work  sync.WaitGroup
	visit document.Visit
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
func (h *host) Visit() document.Visit    { return h.visit }
func (h *host) Log() *slog.Logger        { return slog.New(slog.DiscardHandler) }

// open asks for a page with a query, and has a browser join it.
func open(t *testing.T, query string, app func(doc *document.Document)) *browser {
	t.Helper()
	arguments, err := url.ParseQuery(query)
	if err != nil {
		t.Fatal(err)
	}
	b := &browser{t: t, host: &host{visit: document.Visit{Path: "/app", Arguments: arguments, Headers: map[string]string{"Accept-Language": "de-CH, en;q=0.8, *;q=0.1"}}}}
	b.doc = document.NewDocument(b.host)
	b.turn(func() {
		app(b.doc)
		if b.view, err = b.doc.Join(); err != nil {
			t.Fatal(err)
		}
		if pulled := b.doc.Pull(b.view); !json.Valid(pulled) {
			t.Fatalf("the page is no JSON: %s", pulled)
		}
	})
	return b
}

// root is the document's root of a type, by the front end's name.
func (b *browser) root(name string) document.Model {
	b.t.Helper()
	for _, m := range b.doc.Roots() {
		if document.WireName(m) == name {
			return m
		}
	}
	b.t.Fatalf("there is no %s", name)
	return nil
}

// at has the browser say where it is when it has drawn the page.
func (b *browser) at(href string) error {
	return b.set(b.root("panelgo.Location"), "href", fmt.Sprintf("%q", href))
}

// goes has the visitor go to an address, n steps after the page was opened.
func (b *browser) goes(n int, href string) error {
	m := b.root("panelgo.Location")
	change := `{"kind":"ModelChanged","model":{"id":"ID"},"attr":%q,"new":%s}`
	return b.send(m, nil, fmt.Sprintf(change, "href", fmt.Sprintf("%q", href)), fmt.Sprintf(change, "moves", fmt.Sprint(n)))
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
