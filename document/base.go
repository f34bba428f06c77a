package document

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unsafe"
)

// Model is anything the front end can show or use: a widget, a plot's axis, a column of text. All
// models embed [Base].
type Model interface {
	// ID names the model within its document; it is empty until the model is part of one.
	ID() string
	base() *Base
}

// Base makes a struct a model. It must be the first field, and holds the properties that every
// front-end model has. A model must not be copied once it has been used.
//
// What this package itself does with a Base is written as functions, not methods: each method would
// be promoted to every one of 400 types of model, and cost package models 0.3 s and 20 MB to
// compile.
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
	checks   []check
	handlers map[string][]*handler
	unknown  map[string]any // attributes that a browser gave a model of a type not known here
	trial    *trial         // not nil while SetAsVisitor runs
	attached any
	inexact  []func(*InexactError) // see OnInexact
}

type watcher struct {
	prop *property
	f    func(old, new unsafe.Pointer, origin *View) // both point at values of the property's type
	id   *byte
}

// New makes a model: a T is a struct that embeds [Base] first. Its properties have the front end's
// defaults until they are set.
func New[T any]() *T {
	m := new(T)
	bindModel(any(m).(Model).base(), reflect.TypeFor[T]())
	return m
}

func (b *Base) base() *Base { return b }

// ID names the model within its document; it is empty until the model is part of one.
func (b *Base) ID() string { return b.id }

// Document is the document that the model is part of, nil if none.
func (b *Base) Document() *Document { return b.doc }

// BaseOf returns the model's [Base], for callers that have the model by an interface only.
func BaseOf(m Model) *Base { return bound(m) }

// Attach stores v with a model for as long as the model lives, in place of what was stored before.
func Attach(m Model, v any) { more(bound(m)).attached = v }

// Attached returns what Attach stored with a model, nil if nothing.
func Attached(m Model) any {
	if x := m.base().extra; x != nil {
		return x.attached
	}
	return nil
}

// modelOf is the struct that this Base is the first field of.
func modelOf(b *Base) Model {
	return reflect.NewAt(b.shape.typ, unsafe.Pointer(b)).Interface().(Model)
}

// bindModel tells the properties which model they belong to.
func bindModel(b *Base, t reflect.Type) {
	b.shape = shapeOf(t)
	b.owner = b
	for i := range b.shape.props {
		bindProperty(b, &b.shape.props[i])
	}
}

// bound returns the Base of a model, and binds the model's properties if it was a literal until
// now.
func bound(m Model) *Base {
	b := m.base()
	if b.shape == nil {
		bindModel(b, reflect.TypeOf(m).Elem())
	}
	return b
}

func checkTurn(b *Base, p *property) {
	if b.doc != nil && !b.doc.mine() {
		panic(fmt.Sprintf("document: %s.%s of a live document was set outside a turn; hand the change to doc.Next, or do slow work in doc.Go and return the function that changes the document", b.shape.name, p.name))
	}
}

// changed notes a new value for the next flush, and makes the models in it part of the document.
func changed(b *Base, p *property, h *header, origin *View) {
	d := b.doc
	if d == nil {
		return
	}
	if p.codec.models != nil {
		p.codec.models(valueIn(h, p.codec.typ), d.attach)
		d.stale = true
	}
	if origin == nil {
		delete(d.quota.cells, h)
	}
	d.note(change{kind: modelChanged, model: b, prop: p, origin: origin})
}

func more(b *Base) *extra {
	if b.extra == nil {
		b.extra = &extra{}
	}
	return b.extra
}

func watch(b *Base, p *property, f func(old, new unsafe.Pointer, origin *View)) (stop func()) {
	x := more(b)
	id := new(byte)
	x.watch = append(slices.Clip(x.watch), watcher{p, f, id})
	return func() {
		x.watch = slices.DeleteFunc(slices.Clone(x.watch), func(w watcher) bool { return w.id == id })
	}
}

// watchersOf are the listeners of one property, in the order they came.
func watchersOf(b *Base, p *property) []watcher {
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
func children(b *Base, yield func(Model)) {
	for i := range b.shape.props {
		p := &b.shape.props[i]
		if p.codec.models == nil {
			continue
		}
		if h := *p.place(b); h != nil && h.prop != nil {
			p.codec.models(valueIn(h, p.codec.typ), yield)
		}
	}
	if b.extra != nil {
		for _, v := range b.extra.unknown {
			modelsIn(v, yield)
		}
	}
}

// newID returns an id that no other model of the process has. Browsers make theirs of 32 hex
// digits.
func newID() string { return "p" + strconv.FormatInt(lastID.Add(1), 10) }
