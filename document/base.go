package document

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unsafe"
)

// Model is anything the front end can show or use: a widget, a plot's axis, a column of text. All models embed [Base].
type Model interface {
	// ID names the model within its document; it is empty until the model is part of one.
	ID() string
	base() *Base
}

// Base makes a struct a model. It must be the first field, and holds the properties that every front-end model has.
// A model must not be copied once it has been used.
type Base struct {
	header // the model's own; unset properties point at it
	shape  *shape
	doc    *Document
	id     string
	known  uint64 // the views that have this model, a bit each
	fresh  uint32 // the last flush that sent it in full
	mark   uint32 // the last walk that reached it
	extra  *extra

	Name                Prop[Opt[string]]        `bokeh:"name" default:"null"`
	Tags                Prop[[]any]              `bokeh:"tags"`
	Syncable            Prop[bool]               `bokeh:"syncable" default:"true"`
	SubscribedEvents    Prop[StringSet]          `bokeh:"subscribed_events"`
	JSEventCallbacks    Prop[map[string][]Model] `bokeh:"js_event_callbacks"`
	JSPropertyCallbacks Prop[map[string][]Model] `bokeh:"js_property_callbacks"`
}

// extra is what few models need.
type extra struct {
	watch    []watcher
	handlers map[string][]*handler
	unknown  map[string]any // attributes that a browser gave a model of a type not known here
}

type watcher struct {
	prop *property
	f    any // func(Change[T])
	id   *byte
}

// New makes a model: a T is a struct that embeds [Base] first. Its properties answer the front end's defaults until set.
func New[T any]() *T {
	m := new(T)
	any(m).(Model).base().bind(reflect.TypeFor[T]())
	return m
}

func (b *Base) base() *Base { return b }

// ID names the model within its document; it is empty until the model is part of one.
func (b *Base) ID() string { return b.id }

// Document is the document that the model is part of, nil if none.
func (b *Base) Document() *Document { return b.doc }

// model is the struct that this Base is the first field of.
func (b *Base) model() Model {
	return reflect.NewAt(b.shape.typ, unsafe.Pointer(b)).Interface().(Model)
}

// bind tells the properties which model they belong to.
func (b *Base) bind(t reflect.Type) {
	b.shape = shapeOf(t)
	b.owner = b
	for i := range b.shape.props {
		p := &b.shape.props[i]
		if place := (**header)(unsafe.Add(unsafe.Pointer(b), p.offset)); *place == nil {
			*place = &b.header
		} else {
			p.in(b).bind(b, p)
		}
	}
}

// bound is the Base of a model, bound if it was a literal until now.
func bound(m Model) *Base {
	b := m.base()
	if b.shape == nil {
		b.bind(reflect.TypeOf(m).Elem())
	}
	return b
}

func (b *Base) checkTurn(p *property) {
	if b.doc != nil && !b.doc.mine() {
		panic(fmt.Sprintf("document: %s.%s of a live document was set outside a turn; hand the change to doc.Next, or do slow work in doc.Go and return the function that changes the document", b.shape.name, p.name))
	}
}

// changed notes a new value for the browsers, and takes in the models it brings.
func (b *Base) changed(p *property, h *header, origin *View) {
	d := b.doc
	if d == nil {
		return
	}
	if p.kind.models != nil {
		p.kind.models(h.value(p.kind.typ), d.attach)
		d.stale = true
	}
	d.note(change{kind: modelChanged, model: b, prop: p, origin: origin})
}

func (b *Base) more() *extra {
	if b.extra == nil {
		b.extra = &extra{}
	}
	return b.extra
}

func (b *Base) watch(p *property, f any) (stop func()) {
	x := b.more()
	id := new(byte)
	x.watch = append(slices.Clip(x.watch), watcher{p, f, id})
	return func() {
		x.watch = slices.DeleteFunc(slices.Clone(x.watch), func(w watcher) bool { return w.id == id })
	}
}

// watchers are the listeners of one property, in the order they came.
func (b *Base) watchers(p *property) []watcher {
	if b.extra == nil {
		return nil
	}
	all := b.extra.watch
	if len(all) == 1 && all[0].prop == p {
		return all
	}
	var mine []watcher
	for _, w := range all {
		if w.prop == p {
			mine = append(mine, w)
		}
	}
	return mine
}

// children calls yield with every model that the set properties of b mention.
func (b *Base) children(yield func(Model)) {
	for i := range b.shape.props {
		p := &b.shape.props[i]
		if p.kind.models == nil {
			continue
		}
		if h := p.ref(b); h != nil && h.prop != nil {
			p.kind.models(h.value(p.kind.typ), yield)
		}
	}
	if b.extra != nil {
		for _, v := range b.extra.unknown {
			modelsIn(v, yield)
		}
	}
}

// newID makes an id that no other model of the process has. Browsers make theirs of 32 hex digits.
func newID() string { return "p" + strconv.FormatInt(lastID.Add(1), 10) }
