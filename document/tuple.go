package document

import (
	"fmt"
	"reflect"
)

// Tuple as the type of a struct's first field, named _, makes the struct travel as a list of its
// other fields, in their order. Trailing fields of type [Opt] are left out where they have no
// value.
type Tuple struct{}

func isTuple(t reflect.Type) bool {
	return t.NumField() > 0 && t.Field(0).Type == reflect.TypeFor[Tuple]()
}

// tupleCodec is for a struct that begins with a [Tuple].
func tupleCodec(t reflect.Type) *codec {
	var inner []*codec
	least := 0
	for i := 1; i < t.NumField(); i++ {
		inner = append(inner, codecOf(t.Field(i).Type))
		if !t.Field(i).Type.Implements(reflect.TypeFor[optional]()) {
			least = i
		}
	}
	k := listOf(t, inner, least, func(v reflect.Value, i int) reflect.Value { return v.Field(i + 1) })
	k.equal = func(a, b reflect.Value) bool {
		for i, in := range inner {
			if !in.equal(a.Field(i+1), b.Field(i+1)) {
				return false
			}
		}
		return true
	}
	return k
}

// fixedCodec is for a Go array: a list of exactly so many items.
func fixedCodec(t reflect.Type) *codec {
	inner := make([]*codec, t.Len())
	for i := range inner {
		inner[i] = codecOf(t.Elem())
	}
	k := listOf(t, inner, len(inner), reflect.Value.Index)
	k.equal = func(a, b reflect.Value) bool {
		for i, in := range inner {
			if !in.equal(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	}
	return k
}

// listOf is for a type with a fixed number of items, of which those from least on may be missing.
func listOf(t reflect.Type, inner []*codec, least int, item func(reflect.Value, int) reflect.Value) *codec {
	k := &codec{typ: t}
	k.encode = func(e *encoder, v reflect.Value) {
		n := len(inner)
		for n > least && isNone(item(v, n-1)) {
			n--
		}
		e.raw("[")
		for i := range n {
			e.comma(i)
			inner[i].encode(e, item(v, i))
		}
		e.raw("]")
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		list, err := d.list(in)
		if err != nil {
			return err
		}
		if len(list) < least || len(list) > len(inner) {
			return wrong(fmt.Sprintf("a list of %d", len(inner)), in)
		}
		out.SetZero()
		for i, x := range list {
			if err := inner[i].decode(d, x, item(out, i)); err != nil {
				return fmt.Errorf("item %d: %w", i, err)
			}
		}
		return nil
	}
	k.check = func(v reflect.Value) {
		for i, in := range inner {
			in.check(item(v, i))
		}
	}
	for _, in := range inner {
		if in.models != nil {
			k.models = func(v reflect.Value, yield func(Model)) {
				for i, in := range inner {
					if in.models != nil {
						in.models(item(v, i), yield)
					}
				}
			}
		}
	}
	return k
}
