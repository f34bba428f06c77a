package documenttest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
)

// Browser is the one browser of a document.
type Browser struct {
	Driver *document.Driver
	Doc    *document.Document // the driver's
	View   *document.View
	Page   []byte // what was pulled when the page was opened
	T      testing.TB
	host   *host
}

// Open shows models in a page.
func Open(t testing.TB, roots ...document.Model) *Browser {
	t.Helper()
	return Visit(t, document.Visit{}, func(doc *document.Document) { doc.Add(roots...) })
}

// Visit opens the page that an app builds for a visit.
func Visit(t testing.TB, visit document.Visit, app func(doc *document.Document)) *Browser {
	t.Helper()
	b := &Browser{T: t, host: &host{visit: visit, ctx: t.Context()}}
	b.Driver = document.NewDriver(b.host)
	b.Doc = b.Driver.Document()
	b.Turn(func() {
		app(b.Doc)
		var err error
		if b.View, err = b.Driver.Join(); err != nil {
			t.Fatal(err)
		}
		if b.Page = b.Driver.Pull(b.View); !json.Valid(b.Page) {
			t.Fatalf("the page is no JSON: %s", b.Page)
		}
	})
	return b
}

// Turn runs f, and what it puts off, as turns of the document.
func (b *Browser) Turn(f func()) {
	b.T.Helper()
	for f != nil {
		if err := b.Driver.Turn(func() error { f(); return nil }); err != nil {
			b.T.Fatal(err)
		}
		f = b.host.next()
	}
}

// Settle waits for work in goroutines, lets time pass, and runs what that leads to.
func (b *Browser) Settle() {
	b.T.Helper()
	b.host.work.Wait()
	b.host.pass()
	b.Turn(func() {})
}

// Turns is how often a turn has been asked for by Document.Next and by work.
func (b *Browser) Turns() int {
	b.host.mu.Lock()
	defer b.host.mu.Unlock()
	return b.host.turns
}

// Log is what the document has logged.
func (b *Browser) Log() string {
	b.host.mu.Lock()
	defer b.host.mu.Unlock()
	return b.host.log.String()
}

// Send is a PATCH-DOC with events, JSON objects in which ID stands for the model. The error is what
// a browser would be answered.
func (b *Browser) Send(m document.Model, buffers []wire.Buffer, events ...string) (err error) {
	b.T.Helper()
	content := strings.ReplaceAll(`{"events":[`+strings.Join(events, ",")+`]}`, `"ID"`, `"`+m.ID()+`"`)
	b.Turn(func() {
		if e := b.Driver.Apply(b.View, []byte(content), buffers); e != nil && err == nil {
			err = e
		}
	})
	return err
}

// Set has the browser change a property to a value in JSON.
func (b *Browser) Set(m document.Model, property, value string) error {
	b.T.Helper()
	return b.Send(m, nil, fmt.Sprintf(`{"kind":"ModelChanged","model":{"id":"ID"},"attr":%q,"new":%s}`, property, value))
}

// Fire has the browser send an event of a model; the values are the inside of a JSON object.
func (b *Browser) Fire(m document.Model, name, values string, buffers ...wire.Buffer) error {
	b.T.Helper()
	if values != "" {
		values = "," + values
	}
	return b.Send(m, buffers, fmt.Sprintf(`{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event","name":%q,"values":{"model":{"id":"ID"}%s}}}`, name, values))
}

// Hears is what the browser has been told since it was asked last.
func (b *Browser) Hears() string {
	var told strings.Builder
	b.Driver.Flush(func(_ *document.View, content []byte, _ []wire.Buffer) { told.Write(content) })
	return told.String()
}
