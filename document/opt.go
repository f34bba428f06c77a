package document

import (
	"fmt"
	"reflect"
)

// Opt is a value that may be absent: a property that the front end also accepts null for.
type Opt[T any] struct {
	value T
	ok    bool
}

// Some is a value that is there.
func Some[T any](v T) Opt[T] { return Opt[T]{v, true} }

// None is no value: null on the wire.
func None[T any]() Opt[T] { return Opt[T]{} }

// Get returns the value, and whether there is one.
func (o Opt[T]) Get() (T, bool) { return o.value, o.ok }

// Or returns the value, or instead where there is none.
func (o Opt[T]) Or(instead T) T {
	if o.ok {
		return o.value
	}
	return instead
}

// String shows the value, or "none".
func (o Opt[T]) String() string {
	if !o.ok {
		return "none"
	}
	return fmt.Sprint(o.value)
}

func (Opt[T]) makeCodec() *codec {
	inner := codecOf(reflect.TypeFor[T]())
	k := &codec{typ: reflect.TypeFor[Opt[T]]()}
	value := func(v reflect.Value) (reflect.Value, bool) {
		o := optIn[T](v)
		return reflect.ValueOf(&o.value).Elem(), o.ok
	}
	k.encode = func(e *encoder, v reflect.Value) {
		if in, ok := value(v); ok {
			inner.encode(e, in)
		} else {
			e.raw("null")
		}
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		if in == nil {
			out.SetZero()
			return nil
		}
		o := Opt[T]{ok: true}
		if err := inner.decode(d, in, reflect.ValueOf(&o.value).Elem()); err != nil {
			return err
		}
		out.Set(reflect.ValueOf(o))
		return nil
	}
	k.check = func(v reflect.Value) {
		if in, ok := value(v); ok {
			inner.check(in)
		}
	}
	k.equal = func(a, b reflect.Value) bool {
		x, okX := value(a)
		y, okY := value(b)
		return okX == okY && (!okX || inner.equal(x, y))
	}
	if inner.models != nil {
		k.models = func(v reflect.Value, yield func(Model)) {
			if in, ok := value(v); ok {
				inner.models(in, yield)
			}
		}
	}
	return k
}

// optIn is the Opt in v, without copying where v allows that.
func optIn[T any](v reflect.Value) *Opt[T] {
	if v.CanAddr() {
		return v.Addr().Interface().(*Opt[T])
	}
	o := v.Interface().(Opt[T])
	return &o
}

// optional is an [Opt] of any type. In a struct that travels as a map it is left out where it has
// no value.
type optional interface{ isNone() bool }

func (o Opt[T]) isNone() bool { return !o.ok }

func isNone(v reflect.Value) bool {
	o, ok := v.Interface().(optional)
	return ok && o.isNone()
}
