package document

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Color is a colour as CSS writes it: "navy", "#20a0ff", "rgba(0, 0, 0, 0.5)". The empty Color is no colour at all,
// null on the wire.
type Color string

// RGB is a colour by its parts, each from 0 to 255.
func RGB(red, green, blue uint8) Color {
	return Color(fmt.Sprintf("#%02x%02x%02x", red, green, blue))
}

func (Color) makeKind() *kind {
	k := stringKind(reflect.TypeFor[string]())
	text := k.encode
	k.typ = reflect.TypeFor[Color]()
	k.encode = func(e *encoder, v reflect.Value) {
		if v.Len() == 0 {
			e.raw("null")
		} else {
			text(e, v)
		}
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		c, ok := colorOf(in)
		if !ok {
			return wrong("a colour", in)
		}
		out.SetString(c)
		return nil
	}
	return k
}

// colorOf reads a colour in each form that the front end has: a CSS text, 0xRRGGBBAA, a list of red, green, blue and
// perhaps alpha (0 to 1), or null.
func colorOf(in any) (string, bool) {
	switch in := in.(type) {
	case nil:
		return "", true
	case string:
		return in, true
	case float64:
		return fmt.Sprintf("#%08x", uint32(in)), in >= 0 && in <= 0xffffffff && in == float64(uint32(in))
	case []any:
		parts := make([]string, len(in))
		for i, x := range in {
			f, ok := x.(float64)
			if !ok {
				return "", false
			}
			parts[i] = strconv.FormatFloat(f, 'g', -1, 64)
		}
		switch len(parts) {
		case 3:
			return "rgb(" + strings.Join(parts, ", ") + ")", true
		case 4:
			return "rgba(" + strings.Join(parts, ", ") + ")", true
		}
	}
	return "", false
}

// Tuple as the type of a struct's first field, named _, makes the struct travel as a list of its other fields, in
// their order. Trailing fields of type [Opt] are left out where they have no value.
type Tuple struct{}

func isTuple(t reflect.Type) bool {
	return t.NumField() > 0 && t.Field(0).Type == reflect.TypeFor[Tuple]()
}

// tupleKind is for a struct that begins with a [Tuple].
func tupleKind(t reflect.Type) *kind {
	var inner []*kind
	least := 0
	for i := 1; i < t.NumField(); i++ {
		inner = append(inner, kindOf(t.Field(i).Type))
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

// fixedKind is for a Go array: a list of exactly so many items.
func fixedKind(t reflect.Type) *kind {
	inner := make([]*kind, t.Len())
	for i := range inner {
		inner[i] = kindOf(t.Elem())
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
func listOf(t reflect.Type, inner []*kind, least int, item func(reflect.Value, int) reflect.Value) *kind {
	k := &kind{typ: t}
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

// optional is an [Opt] of any type. In a struct that travels as a map it is left out where it has no value.
type optional interface{ isNone() bool }

func (o Opt[T]) isNone() bool { return !o.ok }

func isNone(v reflect.Value) bool {
	o, ok := v.Interface().(optional)
	return ok && o.isNone()
}

// definedTimeKind is for a type defined as time.Time, as the unions of package models have it.
func definedTimeKind(t reflect.Type) *kind {
	plain := timeKind()
	to := func(v reflect.Value) reflect.Value { return v.Convert(plain.typ) }
	return &kind{
		typ:    t,
		encode: func(e *encoder, v reflect.Value) { plain.encode(e, to(v)) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			v := reflect.New(plain.typ).Elem()
			err := plain.decode(d, in, v)
			out.Set(v.Convert(t))
			return err
		},
		equal: func(a, b reflect.Value) bool { return plain.equal(to(a), to(b)) },
	}
}

func isTime(t reflect.Type) bool { return t.ConvertibleTo(reflect.TypeFor[time.Time]()) }
