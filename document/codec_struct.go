package document

import (
	"fmt"
	"reflect"
	"sync"
)

// structField is a field of a plain struct that travels as a map.
type structField struct {
	name     string
	index    int
	codec    *codec
	optional bool // an Opt: left out where it has no value
}

// structFields are the fields with wire names.
func structFields(t reflect.Type) (fields []structField) {
	for i := range t.NumField() {
		f := t.Field(i)
		if name := f.Tag.Get("bokeh"); name != "" {
			fields = append(fields, structField{name, i, codecOf(f.Type), f.Type.Implements(reflect.TypeFor[optional]())})
		}
	}
	return fields
}

// structCodec is for a plain struct whose fields have wire names: a map with just these as keys.
func structCodec(t reflect.Type) *codec {
	k := &codec{typ: t}
	fields := sync.OnceValue(func() []structField { return structFields(t) }) // late: structs may mention themselves
	k.encode = func(e *encoder, v reflect.Value) {
		there := make([]structField, 0, len(fields()))
		for _, f := range fields() {
			if !f.optional || !isNone(v.Field(f.index)) {
				there = append(there, f)
			}
		}
		e.openMap(len(there))
		for i, f := range there {
			e.comma(i).raw("[").text(f.name).raw(",")
			f.codec.encode(e, v.Field(f.index))
			e.raw("]")
		}
		e.closeMap(len(there))
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error { return decodeStruct(d, in, out, fields()) }
	k.models = func(v reflect.Value, yield func(Model)) {
		for _, f := range fields() {
			if f.codec.models != nil {
				f.codec.models(v.Field(f.index), yield)
			}
		}
	}
	return k
}

// decodeStruct asks for every field that is not optional and for no other, so that a union can tell
// its structs apart.
func decodeStruct(d *decoder, in any, out reflect.Value, fields []structField) error {
	entries, err := d.entries(in)
	if err != nil {
		return err
	}
	given := map[any]any{}
	for _, entry := range entries {
		name, ok := entry[0].(string)
		if !ok {
			return wrong("a name", entry[0])
		}
		given[name] = entry[1]
	}
	for _, f := range fields {
		value, ok := given[f.name]
		if !ok && !f.optional {
			return fmt.Errorf("%s is missing", f.name)
		}
		delete(given, f.name)
		if !ok {
			continue
		}
		if err := f.codec.decode(d, value, out.Field(f.index)); err != nil {
			return fmt.Errorf("%s: %w", f.name, err)
		}
	}
	for name := range given {
		return fmt.Errorf("there is no %q here", name)
	}
	return nil
}
