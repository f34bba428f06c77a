package document

import (
	"fmt"
	"math"
	"reflect"
	"sync"
	"time"
)

// codec is how the values of one Go type are checked, compared, sent and received.
type codec struct {
	typ    reflect.Type
	encode func(*encoder, reflect.Value)
	decode func(*decoder, any, reflect.Value) error // into a settable value; the input comes from encoding/json
	equal  func(a, b reflect.Value) bool            // false where comparing would cost more than sending
	check  func(reflect.Value)                      // panics at a value that cannot travel
	models func(reflect.Value, func(Model))         // nil when the type cannot mention a model
}

// codecMaker is a type that knows its own codec: Opt, Spec, Pair and so on.
type codecMaker interface{ makeCodec() *codec }

// Enum is a string type with a fixed list of values; others are refused when a browser sends them.
type Enum interface{ Allowed() []string }

var codecs sync.Map // reflect.Type → *codec

func codecOf(t reflect.Type) *codec {
	if k, ok := codecs.Load(t); ok {
		return k.(*codec)
	}
	k := newCodec(t)
	if k.check == nil {
		k.check = func(reflect.Value) {}
	}
	if k.equal == nil {
		k.equal = func(a, b reflect.Value) bool { return false }
	}
	known, _ := codecs.LoadOrStore(t, k)
	return known.(*codec)
}

var (
	modelType = reflect.TypeFor[Model]()
	anyType   = reflect.TypeFor[any]()
)

func newCodec(t reflect.Type) *codec {
	if m, ok := reflect.Zero(t).Interface().(codecMaker); ok && t.Kind() != reflect.Pointer {
		return m.makeCodec()
	}
	switch t {
	case anyType:
		return anyCodec()
	case reflect.TypeFor[time.Time]():
		return timeCodec()
	case reflect.TypeFor[time.Duration]():
		return durationCodec()
	case reflect.TypeFor[[]byte]():
		return bytesCodec()
	case reflect.TypeFor[*Array]():
		return arrayCodec()
	}
	if alternatives, ok := unions.Load(t); ok {
		return unionCodec(t, alternatives.([]reflect.Type))
	}
	if t.Implements(modelType) {
		return modelCodec(t)
	}
	switch t.Kind() {
	case reflect.Bool:
		return boolCodec(t)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return intCodec(t)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return uintCodec(t)
	case reflect.Float32, reflect.Float64:
		return floatCodec(t)
	case reflect.String:
		return stringCodec(t)
	case reflect.Slice:
		return sliceCodec(t)
	case reflect.Map:
		return mapCodec(t)
	case reflect.Array:
		return fixedCodec(t)
	case reflect.Struct:
		switch {
		case isTime(t):
			return definedTimeCodec(t)
		case isTuple(t):
			return tupleCodec(t)
		}
		return structCodec(t)
	}
	panic(fmt.Sprintf("document: a property cannot hold a %v", t))
}

// decode is codec.decode with what the property asks beyond its type.
func (p *property) decode(d *decoder, in any, out reflect.Value) error {
	if p.finite {
		if _, ok := in.(float64); !ok {
			return wrong("a finite number", in)
		}
	}
	return p.codec.decode(d, in, out)
}

func boolCodec(t reflect.Type) *codec {
	return &codec{
		typ: t,
		encode: func(e *encoder, v reflect.Value) {
			if v.Bool() {
				e.raw("true")
			} else {
				e.raw("false")
			}
		},
		decode: func(d *decoder, in any, out reflect.Value) error {
			b, ok := in.(bool)
			if !ok {
				return wrong("true or false", in)
			}
			out.SetBool(b)
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Bool() == b.Bool() },
	}
}

func intCodec(t reflect.Type) *codec {
	return &codec{
		typ:    t,
		encode: func(e *encoder, v reflect.Value) { e.int(v.Int()) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			f, ok := in.(float64)
			if n := int64(f); !ok || float64(n) != f || out.OverflowInt(n) {
				return wrong("a whole number", in)
			}
			out.SetInt(int64(f))
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Int() == b.Int() },
	}
}

func uintCodec(t reflect.Type) *codec {
	return &codec{
		typ:    t,
		encode: func(e *encoder, v reflect.Value) { e.uint(v.Uint()) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			f, ok := in.(float64)
			if !ok || f < 0 || float64(uint64(f)) != f || out.OverflowUint(uint64(f)) {
				return wrong("a whole number that is not negative", in)
			}
			out.SetUint(uint64(f))
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Uint() == b.Uint() },
	}
}

func floatCodec(t reflect.Type) *codec {
	return &codec{
		typ:    t,
		encode: func(e *encoder, v reflect.Value) { e.float(v.Float()) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			f, ok := number(in)
			if !ok {
				return wrong("a number", in)
			}
			out.SetFloat(f)
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Float() == b.Float() },
	}
}

func stringCodec(t reflect.Type) *codec {
	k := &codec{
		typ:    t,
		encode: func(e *encoder, v reflect.Value) { e.text(v.String()) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			s, ok := in.(string)
			if !ok {
				return wrong("a text", in)
			}
			out.SetString(s)
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.String() == b.String() },
	}
	enum, ok := reflect.Zero(t).Interface().(Enum)
	if !ok {
		return k
	}
	allowed := map[string]bool{}
	for _, s := range enum.Allowed() {
		allowed[s] = true
	}
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		s, ok := in.(string)
		if !ok || !allowed[s] {
			return wrong(fmt.Sprintf("one of %q", enum.Allowed()), in)
		}
		out.SetString(s)
		return nil
	}
	return k
}

// timeCodec sends times as milliseconds since 1970 of their own wall clock, as the front end shows
// what it is given.
func timeCodec() *codec {
	return &codec{
		typ:    reflect.TypeFor[time.Time](),
		encode: func(e *encoder, v reflect.Value) { e.float(millis(v.Interface().(time.Time))) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			t, ok := moment(in)
			if !ok {
				return wrong("a date or time", in)
			}
			out.Set(reflect.ValueOf(t))
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Interface().(time.Time).Equal(b.Interface().(time.Time)) },
	}
}

func durationCodec() *codec {
	return &codec{
		typ:    reflect.TypeFor[time.Duration](),
		encode: func(e *encoder, v reflect.Value) { e.float(float64(v.Int()) / float64(time.Millisecond)) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			f, ok := in.(float64)
			ns, err := Exactly(reflect.ValueOf(math.Round(f*float64(time.Millisecond))), reflect.TypeFor[time.Duration]())
			if !ok || err != nil {
				return wrong("a number of milliseconds", in)
			}
			out.Set(ns)
			return nil
		},
		equal: func(a, b reflect.Value) bool { return a.Int() == b.Int() },
	}
}

func bytesCodec() *codec {
	return &codec{
		typ:    reflect.TypeFor[[]byte](),
		encode: func(e *encoder, v reflect.Value) { e.bytes(v.Bytes()) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			b, err := d.bytes(in)
			out.SetBytes(b)
			return err
		},
	}
}

func arrayCodec() *codec {
	return &codec{
		typ:    reflect.TypeFor[*Array](),
		encode: func(e *encoder, v reflect.Value) { e.array(v.Interface().(*Array)) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			a, err := d.array(in)
			out.Set(reflect.ValueOf(a))
			return err
		},
	}
}

func anyCodec() *codec {
	return &codec{
		typ:    anyType,
		encode: func(e *encoder, v reflect.Value) { e.any(v.Interface()) },
		decode: func(d *decoder, in any, out reflect.Value) error {
			x, err := d.any(in)
			if err == nil && x != nil {
				out.Set(reflect.ValueOf(x))
			} else {
				out.SetZero()
			}
			return err
		},
		check:  func(v reflect.Value) { checkAny(v.Interface()) },
		models: func(v reflect.Value, yield func(Model)) { modelsIn(v.Interface(), yield) },
	}
}
