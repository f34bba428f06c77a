package document

import (
	"reflect"
	"time"
)

// definedTimeCodec is for a type defined as time.Time, as the unions of package models have it.
func definedTimeCodec(t reflect.Type) *codec {
	plain := timeCodec()
	to := func(v reflect.Value) reflect.Value { return v.Convert(plain.typ) }
	return &codec{
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
