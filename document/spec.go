package document

import "reflect"

// Spec is how a glyph or annotation gets one of its values per row: one value for all rows, a
// column of its data source, or a model that computes it in the browser. The zero Spec is null.
type Spec[T any] struct {
	by        string // "value", "field", "expr"; empty: null
	value     T
	field     string
	expr      Model
	Transform Model  // optional: applied in the browser, for example a colour mapper
	Units     string // optional: "data", "screen", "deg", "rad" …, as the property allows
}

// Value is the same value for every row.
func Value[T any](v T) Spec[T] { return Spec[T]{by: "value", value: v} }

// Field takes each row's value from a column.
func Field[T any](column string) Spec[T] { return Spec[T]{by: "field", field: column} }

// Expr has the browser compute the values with an Expression model.
func Expr[T any](expression Model) Spec[T] { return Spec[T]{by: "expr", expr: expression} }

// With has a Transform model applied to the values, in the browser.
func (s Spec[T]) With(transform Model) Spec[T] { s.Transform = transform; return s }

// In says what the values are measured in, for example "screen".
func (s Spec[T]) In(units string) Spec[T] { s.Units = units; return s }

// Get returns the one value of all rows, and whether the Spec is of that kind.
func (s Spec[T]) Get() (T, bool) { return s.value, s.by == "value" }

// Column is the column that the values come from, empty where they do not.
func (s Spec[T]) Column() string { return s.field }

func (Spec[T]) makeCodec() *codec {
	inner := codecOf(reflect.TypeFor[T]())
	k := &codec{typ: reflect.TypeFor[Spec[T]]()}
	k.encode = func(e *encoder, v reflect.Value) { encodeSpec(e, v.Interface().(Spec[T]), inner) }
	k.decode = func(d *decoder, in any, out reflect.Value) error {
		s, err := decodeSpec[T](d, in, inner)
		if err != nil {
			return err
		}
		out.Set(reflect.ValueOf(s))
		return nil
	}
	k.check = func(v reflect.Value) {}
	k.equal = func(a, b reflect.Value) bool { return false }
	k.models = func(v reflect.Value, yield func(Model)) {
		s := v.Interface().(Spec[T])
		if s.expr != nil {
			yield(s.expr)
		}
		if s.Transform != nil {
			yield(s.Transform)
		}
		if inner.models != nil && s.by == "value" {
			inner.models(reflect.ValueOf(&s.value).Elem(), yield)
		}
	}
	return k
}

func encodeSpec[T any](e *encoder, s Spec[T], inner *codec) {
	if s.by == "" {
		e.raw("null")
		return
	}
	e.raw(`{"type":"`).raw(s.by).raw(`","`).raw(s.by).raw(`":`)
	switch s.by {
	case "value":
		inner.encode(e, reflect.ValueOf(&s.value).Elem())
	case "field":
		e.text(s.field)
	case "expr":
		e.model(s.expr)
	}
	if s.Transform != nil {
		e.raw(`,"transform":`)
		e.model(s.Transform)
	}
	if s.Units != "" {
		e.raw(`,"units":`).text(s.Units)
	}
	e.raw("}")
}

func decodeSpec[T any](d *decoder, in any, inner *codec) (s Spec[T], err error) {
	if in == nil {
		return s, nil
	}
	rep, ok := in.(map[string]any)
	by, _ := rep["type"].(string)
	if !ok || (by != "value" && by != "field" && by != "expr") {
		s.by = "value"
		return s, inner.decode(d, in, reflect.ValueOf(&s.value).Elem())
	}
	s.by = by
	s.Units, _ = rep["units"].(string)
	if t := rep["transform"]; t != nil {
		if s.Transform, err = d.model(t); err != nil {
			return s, err
		}
	}
	switch by {
	case "value":
		err = inner.decode(d, rep["value"], reflect.ValueOf(&s.value).Elem())
	case "field":
		if s.field, ok = rep["field"].(string); !ok {
			err = wrong("a column's name", rep["field"])
		}
	case "expr":
		s.expr, err = d.model(rep["expr"])
	}
	return s, err
}
