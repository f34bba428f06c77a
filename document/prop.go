package document

import (
	"errors"
	"fmt"
	"reflect"
	"unsafe"
)

// Prop is one property of a model, for example a slider's value. Get reads it and Set changes it. A
// property that was set is sent to the front end; one that was not keeps the front end's default
// and is not sent.
//
// A Prop is one word. The cell that holds its value is allocated when the property is first set: of
// about 45 properties a model sets eight, and a server holds many idle sessions.
type Prop[T any] struct {
	_   [0]cell[T] // for shapeOf, which finds the types here: a method would be made again for each T
	ref *header    // nil: unset and not yet bound to its model
}

// header is what a Prop points at: that of the value's cell, or, while the property is unset, that
// of the model itself.
type header struct {
	_     incomparable // first: at the end it would take room
	owner *Base        // nil as long as the model is a literal that nobody has bound
	prop  *property    // nil: this is the model's own header, so the property is unset
}

// incomparable keeps the compiler from writing a comparison for each type that has it.
type incomparable [0]func()

// cell holds the value of a set property.
type cell[T any] struct {
	header
	value T
}

// valueOffset is where a cell's value begins. It is the same for all types: none needs more than
// word alignment.
const valueOffset = unsafe.Offsetof(cell[int]{}.value)

// A cell is found by its header, so that has to come first: otherwise this is negative and does not
// compile.
const _ = uint(0 - unsafe.Offsetof(cell[int]{}.header))

// unbound marks the cells of a model that was written as a literal and is not yet part of a
// document.
var unbound = &property{name: "?"}

// Change tells a listener what happened to a property.
type Change[T any] struct {
	_        incomparable
	Old, New T
	Origin   *View // the browser that made the change; nil when the program did
}

// The methods of Prop are compiled for each of 300 types of value, so they only convert to and from
// that type; the work is done by functions that are compiled once.

// Get returns the value of the property, or the front end's default while it is unset. On a model
// that was written as a literal (not made by [New]) and is not yet in a document, Get returns T's
// zero value for an unset property.
func (p *Prop[T]) Get() T {
	if v := valueOf(&p.ref); v != nil {
		return *(*T)(v)
	}
	var zero T
	return zero
}

// IsSet reports whether the property has a value of its own, which is then sent to the front end.
func (p *Prop[T]) IsSet() bool { return p.ref != nil && p.ref.prop != nil }

// Set changes the property's value, calls the functions given to OnChange, and sends the value to
// every browser that shows the model when the turn ends. Setting the value that the property has
// already does nothing.
//
// Set panics when the model is part of a document and the caller is not in a turn of it, and when
// the value is one that cannot be sent (a column of an unsupported type, a model of another
// document).
func (p *Prop[T]) Set(v T) {
	assign(&p.ref, reflect.ValueOf(&v).Elem(), (*cell[T])(nil), nil)
}

// OnChange calls f right after each change of the property, in the turn that made it. Calling stop
// ends that. It panics on a model that was written as a literal and is not yet in a document: make
// it with [New].
func (p *Prop[T]) OnChange(f func(Change[T])) (stop func()) {
	return listen(&p.ref, func(old, new unsafe.Pointer, origin *View) {
		f(Change[T]{Old: *(*T)(old), New: *(*T)(new), Origin: origin})
	})
}

// PropertyOf returns the model that a property belongs to, and the property's name on the wire. The
// property is a *Prop of a model made with [New]; otherwise it panics.
func PropertyOf(p any) (model Model, name string) {
	place, prop := own(p)
	return modelOf((*place).owner), prop.name
}

// Named is the property of a model with a name on the wire, nil if there is no model, or it has
// none of that name and type. It is for those who have a model by an interface only, such as
// models.VisibleOf.
func Named[T any](m Model, name string) *Prop[T] {
	if m == nil {
		return nil
	}
	b := bound(m)
	p := b.shape.byName[name]
	if p == nil || p.prop != reflect.TypeFor[Prop[T]]() {
		return nil
	}
	return (*Prop[T])(unsafe.Pointer(p.place(b)))
}

// own finds the property that p points at: where it is, and what describes it. It panics with
// advice unless p is a *Prop and the field of a model made with New.
func own(p any) (**header, *property) {
	v := reflect.ValueOf(p)
	if v.Kind() != reflect.Pointer || v.IsNil() || !isProp(v.Type().Elem()) {
		panic(fmt.Sprintf("document: %T is no property: give a pointer to one, as in &slider.Value", p))
	}
	place := (**header)(v.UnsafePointer())
	if *place == nil || (*place).owner == nil {
		panic("document: a property of a model that was made as a literal; make it with document.New so that its properties know their model")
	}
	if b := (*place).owner; !b.shape.holds(uintptr(v.UnsafePointer()) - uintptr(unsafe.Pointer(b))) {
		panic(fmt.Sprintf("document: a copy of a property of a %s: give a pointer to the model's own, as in &slider.Value", b.shape.name))
	}
	return place, propertyOf(place)
}

// propertyOf finds the description of a bound property: in its cell, or by its place in the model.
func propertyOf(place **header) *property {
	h := *place
	if h.prop != nil {
		return h.prop
	}
	return h.owner.shape.at(uintptr(unsafe.Pointer(place)) - uintptr(unsafe.Pointer(h.owner)))
}

// valueOf points at what Get returns; nil stands for the type's zero value.
func valueOf(place **header) unsafe.Pointer {
	h := *place
	switch {
	case h == nil:
		return nil
	case h.prop != nil:
		return unsafe.Add(unsafe.Pointer(h), valueOffset)
	}
	return propertyOf(place).defaultPlace()
}

// valueIn is the value in a cell of type t.
func valueIn(h *header, t reflect.Type) reflect.Value {
	return reflect.NewAt(t, unsafe.Add(unsafe.Pointer(h), valueOffset)).Elem()
}

// newCell is a cell with a value. The cell's type is that of the nil pointer.
func newCell(holder any, v reflect.Value) *header {
	h := (*header)(reflect.New(reflect.TypeOf(holder).Elem()).UnsafePointer())
	valueIn(h, v.Type()).Set(v)
	return h
}

// assign sets a property of the value's type.
func assign(place **header, v reflect.Value, holder any, origin *View) {
	h := *place
	if h == nil {
		*place = newCell(holder, v)
		(*place).prop = unbound
		return
	}
	owner := h.owner
	if owner == nil {
		valueIn(h, v.Type()).Set(v)
		return
	}
	prop := propertyOf(place)
	checkTurn(owner, prop)
	prop.codec.check(v)
	if h.prop != nil && prop.codec.equal(valueIn(h, v.Type()), v) {
		return
	}
	if !allowed(owner, prop, v) {
		return
	}
	listeners := watchersOf(owner, prop)
	old := oldValue(place, v.Type(), listeners)
	if h.prop == nil {
		h = newCell(holder, v)
		h.owner, h.prop = owner, prop
		*place = h
	} else {
		valueIn(h, v.Type()).Set(v)
	}
	changed(owner, prop, h, origin)
	if len(listeners) == 0 {
		return
	}
	defer pauseTrial(owner)()
	for _, w := range listeners {
		w.f(old, v.Addr().UnsafePointer(), origin)
	}
}

// oldValue is a copy of the property's value, for its listeners; nil without any.
func oldValue(place **header, t reflect.Type, listeners []watcher) unsafe.Pointer {
	if len(listeners) == 0 {
		return nil
	}
	old := reflect.New(t)
	if v := valueOf(place); v != nil {
		old.Elem().Set(reflect.NewAt(t, v).Elem())
	}
	return old.UnsafePointer()
}

func listen(place **header, f func(old, new unsafe.Pointer, origin *View)) (stop func()) {
	if *place == nil || (*place).owner == nil {
		panic("document: OnChange on a model that was made as a literal; make it with document.New so that its properties know their model")
	}
	return watch((*place).owner, propertyOf(place), f)
}

// bindProperty ties a property to its model: a set one through its cell, an unset one through the
// model's own header.
func bindProperty(b *Base, p *property) {
	place := p.place(b)
	switch h := *place; {
	case h == nil:
		*place = &b.header
	case h.prop == unbound:
		p.codec.check(valueIn(h, p.codec.typ))
		h.owner, h.prop = b, p
	}
}

// receive sets a property to what a browser sent.
func receive(b *Base, p *property, d *decoder, in any, origin *View) error {
	v := reflect.New(p.codec.typ).Elem()
	if err := p.decode(d, in, v); err != nil {
		return err
	}
	if err := judge(b, p, v); errors.Is(err, ErrIgnore) {
		return nil
	} else if err != nil {
		return err
	}
	assign(p.place(b), v, p.holder, origin)
	d.doc.keep(*p.place(b))
	return nil
}
