package document

import (
	"errors"
	"math/bits"
	"reflect"
	"slices"

	"github.com/panelgo/panelgo/document/wire"
)

// View is one browser that shows a document. Models note by a bit per view which browsers have
// them.
type View struct {
	bit    uint64
	pulled bool // a browser discards changes that come before it has pulled the document
	draws  bool // it has said that it shows the document as a page
}

// Config is how the front end behaves as a whole. By default it reconnects by itself, and says so
// in the page.
type Config struct {
	Base                   `bokeh:"DocumentConfig"`
	ReconnectSession       Prop[bool]       `bokeh:"reconnect_session" default:"true"`
	NotifyConnectionStatus Prop[bool]       `bokeh:"notify_connection_status" default:"true"`
	Notifications          Prop[Opt[Model]] `bokeh:"notifications"`
}

// notifications is the area of the page where the front end shows messages of its own.
type notifications struct {
	Base `bokeh:"Notifications"`
}

// Config is how the front end behaves as a whole; changes reach it while it runs.
func (d *Document) Config() *Config {
	if d.config == nil {
		d.config = New[Config]()
		d.config.Notifications.Set(Some[Model](New[notifications]()))
		d.attach(d.config)
	}
	return d.config
}

// ErrTooManyViews means that a session has as many browsers as it can have.
var ErrTooManyViews = errors.New("document: too many browsers on one session")

// Join adds a browser. It is told of changes once it has pulled the document.
func (r *Driver) Join() (*View, error) {
	d := r.doc
	if len(d.views) == maxViews {
		return nil, ErrTooManyViews
	}
	v := &View{bit: 1 << bits.TrailingZeros64(^d.bits)}
	d.bits |= v.bit
	d.views = append(d.views, v)
	return v, nil
}

// Leave removes a browser.
func (r *Driver) Leave(v *View) {
	d := r.doc
	i := slices.Index(d.views, v)
	if i < 0 {
		return
	}
	d.views = slices.Delete(d.views, i, i+1)
	d.bits &^= v.bit
	d.forget(v)
	if len(d.views) == 0 {
		d.pending = nil
	}
}

// forget notes that the view has no models.
func (d *Document) forget(v *View) {
	for _, b := range d.models {
		b.known &^= v.bit
	}
}

// Views is how many browsers show the document.
func (d *Document) Views() int { return len(d.views) }

// Pull returns the whole document for a browser: the value of "doc" in PULL-DOC-REPLY. From here on
// the browser is told of changes; those up to now are in it, so call [Driver.Flush] for the other
// browsers first.
func (r *Driver) Pull(v *View) []byte {
	d := r.doc
	d.collect()
	d.forget(v)
	v.pulled = true
	d.told = len(d.defs)
	config := d.Config()
	e := &encoder{view: v.bit, inline: true, buf: make([]byte, 0, 8<<10)}
	e.raw(`{"version":"` + wire.BokehVersion + `","title":`).text(d.title).raw(`,"config":`)
	e.model(config)
	if len(d.defs) > 0 {
		e.raw(`,"defs":[`)
		for i, s := range d.defs {
			e.comma(i)
			e.definition(s)
		}
		e.raw("]")
	}
	e.raw(`,"roots":[`)
	for i, b := range d.roots {
		e.comma(i)
		e.model(modelOf(b))
	}
	e.raw("]}")
	return e.buf
}

// Flush calls send once for each view that has not been told of all changes, with the content of a
// PATCH-DOC and its buffers.
func (r *Driver) Flush(send func(v *View, content []byte, buffers []wire.Buffer)) {
	d := r.doc
	if len(d.pending) == 0 && d.told == len(d.defs) {
		d.collect()
		return
	}
	d.collect()
	for _, v := range d.views {
		if !v.pulled {
			continue
		}
		if content, buffers := d.patch(v); content != nil {
			send(v, content, buffers)
		}
	}
	d.told = len(d.defs)
	clear(d.pending)
	d.pending = d.pending[:0]
	if cap(d.pending) > 64 {
		d.pending = nil
	}
}

// patch writes the pending changes that one view has to be told; nil if there are none. A change of
// a model that this same patch describes in full is part of that description already.
func (d *Document) patch(v *View) ([]byte, []wire.Buffer) {
	d.serial++
	e := &encoder{view: v.bit, serial: d.serial, buf: make([]byte, 0, 256)}
	e.raw(`{"events":[`)
	empty := len(e.buf)
	e.tellDefinitions(d.defs[d.told:])
	var whole []*header // values sent whole: rows added to them are in there
	for i := range d.pending {
		c := &d.pending[i]
		if c.origin == v || c.to != nil && c.to != v || !d.concerns(v, c) {
			continue
		}
		if c.prop != nil && c.kind != messageSent {
			if h := *c.prop.place(c.model); h == nil || h.prop == nil {
				// Never set: told again to a page that tried to.
			} else if slices.Contains(whole, h) {
				continue
			} else if c.kind == modelChanged {
				whole = append(whole, h)
			}
		}
		if len(e.buf) > empty {
			e.raw(",")
		}
		e.change(d, c)
	}
	if len(e.buf) == empty {
		return nil, nil
	}
	e.raw("]}")
	return e.buf, e.buffers
}

// concerns reports whether a view has the model that a change is about, and had it before this
// patch.
func (d *Document) concerns(v *View, c *change) bool {
	switch c.kind {
	case rootAdded:
		return c.model.doc == d && slices.Contains(d.roots, c.model)
	case rootRemoved:
		return c.payload.(removed).known&v.bit != 0
	case titleChanged:
		return true
	}
	return c.model == nil || c.model.doc == d && c.model.known&v.bit != 0 && c.model.fresh != d.serial
}

func (e *encoder) change(d *Document, c *change) {
	about := func(kind string) *encoder {
		return e.raw(`{"kind":"`).raw(kind).raw(`","model":{"id":`).text(c.model.id).raw("}")
	}
	switch c.kind {
	case modelChanged:
		about("ModelChanged").raw(`,"attr":`).text(c.prop.name).raw(`,"new":`)
		now := reflect.New(c.prop.codec.typ)
		if at := valueOf(c.prop.place(c.model)); at != nil {
			now = reflect.NewAt(c.prop.codec.typ, at)
		}
		c.prop.codec.encode(e, now.Elem())
	case columnsStreamed:
		r := c.payload.(rows)
		about("ColumnsStreamed").raw(`,"attr":`).text(c.prop.name).raw(`,"data":`)
		e.any(r.data)
		if r.rollover > 0 {
			e.raw(`,"rollover":`).int(int64(r.rollover))
		} else {
			e.raw(`,"rollover":null`)
		}
	case columnsPatched:
		about("ColumnsPatched").raw(`,"attr":`).text(c.prop.name).raw(`,"patches":`)
		e.any(c.payload)
	case messageSent:
		m := c.payload.(message)
		e.raw(`{"kind":"MessageSent","msg_type":`).text(m.kind).raw(`,"msg_data":`)
		e.any(m.data)
	case rootAdded:
		e.raw(`{"kind":"RootAdded","model":`)
		e.model(modelOf(c.model))
	case rootRemoved:
		e.raw(`{"kind":"RootRemoved","model":{"id":`).text(c.payload.(removed).id).raw("}")
	case titleChanged:
		e.raw(`{"kind":"TitleChanged","title":`).text(d.title)
	}
	e.raw("}")
}
