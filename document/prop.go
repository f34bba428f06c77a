package document

import (
	"reflect"
	"unsafe"
)

// Prop is one property of a model, for example a slider's value. It is read with Get and changed with Set; what
// is set travels to the front end, what is not keeps the front end's default.
//
// A Prop is one word. The cell that holds a value is made when the property is first set, since most of a
// model's properties never are, and idle sessions are many.
type Prop[T any] struct {
	ref *header // nil: unset and not yet bound to its model
}

// header is what a Prop points at: the value's cell, or, while the property is unset, the model itself.
type header struct {
	owner *Base     // nil as long as the model is a literal that nobody has bound
	prop  *property // nil: this is the model's own header, so the property is unset
}

// cell holds the value of a set property.
type cell[T any] struct {
	header
	value T
}

// valueOffset is where a cell's value begins. It is the same for all types: none needs more than word alignment.
const valueOffset = unsafe.Sizeof(header{})

// unbound marks the cells of a model that was written as a literal and is not yet part of a document.
var unbound = &property{name: "?"}

// Change tells a listener what happened to a property.
type Change[T any] struct {
	Old, New T
	Origin   *View // the browser that made the change; nil when the program did
}

// Get returns the value of the property, or the front end's default while it is unset. On a model that was
// written as a literal (not made by [New]) and is not yet in a document, an unset property answers T's zero value.
func (p *Prop[T]) Get() T {
	if c := p.cell(); c != nil {
		return c.value
	}
	if p.ref != nil {
		if v, ok := p.property().defaultValue().(T); ok {
			return v
		}
	}
	var zero T
	return zero
}

// IsSet reports whether the property has a value of its own, which is then sent to the front end.
func (p *Prop[T]) IsSet() bool { return p.ref != nil && p.ref.prop != nil }

// Set gives the property a value, sends it to every browser that shows the model, and runs the listeners.
// Setting the value that it has already does nothing.
//
// Set panics when the model is part of a document and the caller is not in a turn of it, and when the value is
// one that cannot travel (a column of an unsupported type, a model of another document).
func (p *Prop[T]) Set(v T) { p.set(v, nil) }

// OnChange has f run in each turn that changes the property, right after the change. The returned function ends that.
// It panics on a model that was written as a literal and is not yet in a document: make it with [New].
func (p *Prop[T]) OnChange(f func(Change[T])) (stop func()) {
	if p.ref == nil || p.ref.owner == nil {
		panic("document: OnChange on a model that was made as a literal; make it with document.New so that its properties know their model")
	}
	return p.ref.owner.watch(p.property(), f)
}

func (p *Prop[T]) cell() *cell[T] {
	if p.ref == nil || p.ref.prop == nil {
		return nil
	}
	return (*cell[T])(unsafe.Pointer(p.ref))
}

// property finds the description of a bound property: in its cell, or by its place in the model.
func (p *Prop[T]) property() *property {
	if p.ref.prop != nil {
		return p.ref.prop
	}
	owner := p.ref.owner
	return owner.shape.at(uintptr(unsafe.Pointer(p)) - uintptr(unsafe.Pointer(owner)))
}

func (p *Prop[T]) set(v T, origin *View) {
	if p.ref == nil {
		p.ref = &(&cell[T]{header{prop: unbound}, v}).header
		return
	}
	owner := p.ref.owner
	if owner == nil {
		p.cell().value = v
		return
	}
	prop := p.property()
	owner.checkTurn(prop)
	prop.kind.check(reflect.ValueOf(&v).Elem())
	old := p.Get()
	if c := p.cell(); c == nil {
		p.ref = &(&cell[T]{header{owner, prop}, v}).header
	} else if prop.kind.equal(reflect.ValueOf(&c.value).Elem(), reflect.ValueOf(&v).Elem()) {
		return
	} else {
		c.value = v
	}
	owner.changed(prop, p.ref, origin)
	for _, w := range owner.watchers(prop) {
		w.f.(func(Change[T]))(Change[T]{old, v, origin})
	}
}

// bind ties the property to its model: a set one through its cell, an unset one through the model's own header.
func (p *Prop[T]) bind(owner *Base, prop *property) {
	if p.ref == nil {
		p.ref = &owner.header
		return
	}
	if p.ref.prop == unbound {
		prop.kind.check(reflect.ValueOf(&p.cell().value).Elem())
		p.ref.owner, p.ref.prop = owner, prop
	}
}

// decode sets the property to what a browser sent.
func (p *Prop[T]) decode(d *decoder, in any, origin *View) error {
	var v T
	if err := p.property().decode(d, in, reflect.ValueOf(&v).Elem()); err != nil {
		return err
	}
	p.set(v, origin)
	return nil
}

func (p *Prop[T]) valueType() reflect.Type { return reflect.TypeFor[T]() }

// anyProp is a property of whatever type, as the room's own code handles it.
type anyProp interface {
	bind(*Base, *property)
	decode(*decoder, any, *View) error
	valueType() reflect.Type
}

// value is the value in a cell of type t.
func (h *header) value(t reflect.Type) reflect.Value {
	return reflect.NewAt(t, unsafe.Add(unsafe.Pointer(h), valueOffset)).Elem()
}
