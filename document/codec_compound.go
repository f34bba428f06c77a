package document

import (
	"fmt"
	"reflect"
	"sync"
)

// unions are the interface types whose values are of a few types only: reflect.Type →
// []reflect.Type.
var unions sync.Map

// RegisterUnion says which types a sealed interface has, in the order in which a value from a
// browser is tried. The interface is given as a nil pointer to it, the types by their zero values
// or nil pointers:
//
//	document.RegisterUnion((*FloatOrAuto)(nil), Float(0), Auto(""))
func RegisterUnion(of any, alternatives ...any) {
	types := make([]reflect.Type, len(alternatives))
	for i, a := range alternatives {
		types[i] = reflect.TypeOf(a)
		if p := types[i]; p.Kind() == reflect.Pointer && p.Elem().Kind() == reflect.Interface {
			types[i] = p.Elem()
		}
	}
	unions.Store(reflect.TypeOf(of).Elem(), types)
}

func unionCodec(t reflect.Type, types []reflect.Type) *codec {
	k := &codec{typ: t}
	alternatives := sync.OnceValue(func() []*codec { // late: unions mention each other
		all := make([]*codec, len(types))
		for i, alternative := range types {
			all[i] = codecOf(alternative)
		}
		return all
	})
	k.encode = func(e *encoder, v reflect.Value) {
		if v.IsNil() {
			e.raw("null")
			return
		}
		in := v.Elem()
		codecOf(in.Type()).encode(e, in)
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		if in == nil {
			out.SetZero()
			return nil
		}
		var errs []error
		for _, alternative := range alternatives() {
			v := reflect.New(alternative.typ).Elem()
			err := alternative.decode(d, in, v)
			if err == nil {
				out.Set(v)
				return nil
			}
			errs = append(errs, err)
		}
		if len(errs) > 0 {
			return errs[0]
		}
		return wrong("nothing", in)
	}
	k.equal = func(a, b reflect.Value) bool {
		if a.IsNil() || b.IsNil() {
			return a.IsNil() && b.IsNil()
		}
		x, y := a.Elem(), b.Elem()
		return x.Type() == y.Type() && codecOf(x.Type()).equal(x, y)
	}
	k.models = func(v reflect.Value, yield func(Model)) {
		if v.IsNil() {
			return
		}
		in := v.Elem()
		if models := codecOf(in.Type()).models; models != nil {
			models(in, yield)
		}
	}
	return k
}

// modelCodec is for a pointer to a model's struct, for an interface that models satisfy, where nil
// is null, and for a struct around a model, as widgets are.
func modelCodec(t reflect.Type) *codec {
	return &codec{
		typ: t,
		encode: func(e *encoder, v reflect.Value) {
			if v.Kind() != reflect.Struct && v.IsNil() {
				e.raw("null")
			} else {
				e.model(v.Interface().(Model))
			}
		},
		decode: func(d *decoder, in any, out reflect.Value) error {
			if in == nil {
				out.SetZero()
				return nil
			}
			m, err := d.model(in)
			if err != nil {
				return err
			}
			if !reflect.TypeOf(m).AssignableTo(t) {
				return fmt.Errorf("a %s is not allowed here", WireName(m))
			}
			out.Set(reflect.ValueOf(m))
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Interface() == b.Interface() },
		models: func(v reflect.Value, yield func(Model)) {
			if v.Kind() == reflect.Struct || !v.IsNil() {
				yield(v.Interface().(Model))
			}
		},
	}
}

func sliceCodec(t reflect.Type) *codec {
	inner := codecOf(t.Elem())
	k := &codec{typ: t}
	k.encode = func(e *encoder, v reflect.Value) {
		e.raw("[")
		for i := range v.Len() {
			e.comma(i)
			inner.encode(e, v.Index(i))
		}
		e.raw("]")
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		list, err := d.list(in)
		if err != nil {
			return err
		}
		s := reflect.MakeSlice(t, len(list), len(list)) // bounded: parse counts what is in a message
		for i, x := range list {
			if err := inner.decode(d, x, s.Index(i)); err != nil {
				return fmt.Errorf("item %d: %w", i, err)
			}
		}
		out.Set(s)
		return nil
	}
	k.equal = func(a, b reflect.Value) bool {
		if a.Len() != b.Len() || a.IsNil() != b.IsNil() || a.Len() > 64 {
			return false // longer ones are sent without asking
		}
		for i := range a.Len() {
			if !inner.equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return a.Len() == 0 || a.UnsafePointer() != b.UnsafePointer() // the same slice may have changed inside
	}
	k.check = func(v reflect.Value) {
		for i := range v.Len() {
			inner.check(v.Index(i))
		}
	}
	if isScalar(t.Elem()) {
		k.check = nil
	}
	if inner.models != nil {
		k.models = func(v reflect.Value, yield func(Model)) {
			for i := range v.Len() {
				inner.models(v.Index(i), yield)
			}
		}
	}
	return k
}

func isScalar(t reflect.Type) bool { return t.Kind() <= reflect.Float64 || t.Kind() == reflect.String }

func mapCodec(t reflect.Type) *codec {
	keys, inner := codecOf(t.Key()), codecOf(t.Elem())
	k := &codec{typ: t}
	k.encode = func(e *encoder, v reflect.Value) {
		e.openMap(v.Len())
		for i, key := range sortedKeys(v) {
			e.comma(i).raw("[")
			keys.encode(e, key)
			e.raw(",")
			inner.encode(e, v.MapIndex(key))
			e.raw("]")
		}
		e.closeMap(v.Len())
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		entries, err := d.entries(in)
		if err != nil {
			return err
		}
		m := reflect.MakeMapWithSize(t, len(entries))
		for _, entry := range entries {
			key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem()).Elem()
			if err := keys.decode(d, entry[0], key); err != nil {
				return fmt.Errorf("key: %w", err)
			}
			if err := inner.decode(d, entry[1], value); err != nil {
				return fmt.Errorf("value of %v: %w", entry[0], err)
			}
			if !key.Comparable() {
				return wrong("a simple key", entry[0])
			}
			m.SetMapIndex(key, value)
		}
		out.Set(m)
		return nil
	}
	k.check = func(v reflect.Value) {
		for it := v.MapRange(); it.Next(); {
			inner.check(it.Value())
		}
	}
	if inner.models != nil {
		k.models = func(v reflect.Value, yield func(Model)) {
			for _, key := range sortedKeys(v) {
				inner.models(v.MapIndex(key), yield)
			}
		}
	}
	return k
}
