package document

import (
	"fmt"
	"reflect"
	"time"
)

// any is the natural Go value of what came: numbers are float64, maps with text keys
// map[string]any, models are Models.
func (d *decoder) any(in any) (any, error) {
	switch in := in.(type) {
	case []any:
		return d.anyList(in)
	case map[string]any:
		return d.anyRep(in)
	}
	return in, nil
}

func (d *decoder) anyList(in []any) ([]any, error) {
	out := make([]any, len(in))
	for i, x := range in {
		v, err := d.any(x)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func (d *decoder) anyRep(rep map[string]any) (any, error) {
	kind, _ := rep["type"].(string)
	switch kind {
	case "":
		if _, ok := rep["id"]; ok {
			return d.model(rep)
		}
		return d.anyMap(rep)
	case "number":
		if f, ok := number(rep); ok {
			return f, nil
		}
	case "array", "set":
		list, err := d.list(rep)
		if err != nil {
			return nil, err
		}
		out, err := d.anyList(list)
		if kind == "set" {
			return Set(out), err
		}
		return out, err
	case "map":
		return d.anyMap(rep)
	case "slice":
		return d.slice(asSlice(rep))
	case "bytes":
		return d.bytes(rep)
	case "ndarray", "typed_array":
		return d.array(rep)
	case "date":
		if t, ok := moment(rep); ok {
			return t, nil
		}
	case "object", "ref":
		return d.model(rep)
	case "value", "field", "expr":
		return decodeSpec[any](d, rep, codecOf(anyType))
	}
	return nil, wrong("a value", rep)
}

func (d *decoder) anyMap(rep map[string]any) (any, error) {
	pairs, err := d.entries(rep)
	if err != nil {
		return nil, err
	}
	texts := make(map[string]any, len(pairs))
	all := make(Entries, len(pairs))
	for i, pair := range pairs {
		key, err := d.any(pair[0])
		if err != nil {
			return nil, err
		}
		value, err := d.any(pair[1])
		if err != nil {
			return nil, err
		}
		all[i] = [2]any{key, value}
		if name, ok := key.(string); ok && texts != nil {
			texts[name] = value
		} else {
			texts = nil
		}
	}
	if texts == nil {
		return all, nil
	}
	return texts, nil
}

// slice is a range of rows, sent as a slice or, by programs in the page, as a map with its parts.
func (d *decoder) slice(in any) (Slice, error) {
	var s Slice
	pairs, err := d.entries(in)
	if err != nil {
		return s, err
	}
	for _, pair := range pairs {
		place := map[any]**int{"start": &s.Start, "stop": &s.Stop, "step": &s.Step}[comparable(pair[0])]
		if place == nil || pair[1] == nil {
			continue
		}
		f, ok := pair[1].(float64)
		if n := int(f); ok && float64(n) == f {
			*place = &n
		} else {
			return s, wrong("a slice", in)
		}
	}
	return s, nil
}

// comparable is the key itself if it can be one, else nil.
func comparable(key any) any {
	if s, ok := key.(string); ok {
		return s
	}
	return nil
}

// data is the columns of a data source.
func (d *decoder) data(in any) (Data, error) {
	pairs, err := d.entries(in)
	if err != nil {
		return nil, err
	}
	data := make(Data, len(pairs))
	length := -1
	for _, pair := range pairs {
		name, ok := pair[0].(string)
		if !ok {
			return nil, wrong("a column's name", pair[0])
		}
		if data[name], err = d.column(pair[1]); err != nil {
			return nil, fmt.Errorf("column %.60q: %w", name, err)
		}
		if n := columnLength(data[name]); length >= 0 && n != length {
			return nil, fmt.Errorf("column %.60q has %d rows, others %d", name, n, length)
		} else {
			length = n
		}
	}
	return data, nil
}

// column is one column in the plainest form: a slice of numbers or texts where all its values are
// such.
func (d *decoder) column(in any) (any, error) {
	rep, _ := in.(map[string]any)
	if rep["type"] == "ndarray" || rep["type"] == "typed_array" {
		a, err := d.array(in)
		if err != nil || len(a.Shape) > 1 {
			return a, err
		}
		return a.Slice(), nil
	}
	list, err := d.list(in)
	if err != nil {
		return nil, err
	}
	if texts, ok := allOf[string](list); ok {
		return texts, nil
	}
	if floats, ok := allOf[float64](list); ok {
		return floats, nil
	}
	return d.anyList(list)
}

func allOf[T any](list []any) ([]T, bool) {
	out := make([]T, len(list))
	for i, x := range list {
		var ok bool
		if out[i], ok = x.(T); !ok {
			return nil, false
		}
	}
	return out, len(list) > 0
}

// modelsIn finds the models in a value of any type.
func modelsIn(x any, yield func(Model)) {
	switch x := x.(type) {
	case nil, bool, string, float64, int, time.Time:
	case Model:
		yield(x)
	case []any:
		for _, v := range x {
			modelsIn(v, yield)
		}
	case map[string]any:
		for _, name := range sortedNames(x) {
			modelsIn(x[name], yield)
		}
	default:
		v := reflect.ValueOf(x)
		if k := codecOf(v.Type()); k.models != nil && !(v.Kind() == reflect.Pointer && v.IsNil()) {
			k.models(v, yield)
		}
	}
}

// checkAny panics at a value that cannot travel.
func checkAny(x any) {
	if x == nil {
		return
	}
	v := reflect.ValueOf(x)
	codecOf(v.Type()).check(v)
}
