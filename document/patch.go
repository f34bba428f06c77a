package document

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

func (Cells) makeCodec() *codec {
	return &codec{
		typ: reflect.TypeFor[Cells](),
		encode: func(e *encoder, v reflect.Value) {
			c := v.Interface().(Cells)
			e.raw("[")
			e.any(c.Rows)
			e.raw(",")
			if columnLength(c.Values) >= 0 {
				e.column(c.Values)
			} else {
				e.any(c.Values)
			}
			e.raw("]")
		},
		decode: func(*decoder, any, reflect.Value) error { return wrong("no cells", nil) },
	}
}

func (Slice) makeCodec() *codec {
	return &codec{
		typ: reflect.TypeFor[Slice](),
		encode: func(e *encoder, v reflect.Value) {
			s := v.Interface().(Slice)
			e.raw(`{"type":"slice"`)
			for i, part := range []*int{s.Start, s.Stop, s.Step} {
				e.raw([]string{`,"start":`, `,"stop":`, `,"step":`}[i])
				if part == nil {
					e.raw("null")
				} else {
					e.int(int64(*part))
				}
			}
			e.raw("}")
		},
		decode: func(d *decoder, in any, out reflect.Value) error {
			s, err := d.slice(in)
			out.Set(reflect.ValueOf(s))
			return err
		},
	}
}

// Rows is the slice from start up to, not including, stop.
func Rows(start, stop int) Slice { return Slice{Start: &start, Stop: &stop} }

// places are the rows of n that a slice means; negative parts are refused, as the front end does.
func (s Slice) places(n int) ([]int, error) {
	start, stop, step := 0, n, 1
	for _, part := range []struct{ from, to *int }{{s.Start, &start}, {s.Stop, &stop}, {s.Step, &step}} {
		if part.from != nil {
			*part.to = *part.from
		}
	}
	if start < 0 || stop < 0 || step < 1 {
		return nil, errors.New("a slice's parts must not be negative")
	}
	var all []int
	stop = min(stop, n)
	for i := start; i < stop; i += step {
		all = append(all, i)
		if step >= stop-i {
			break // the sum may be more than an int can hold
		}
	}
	return all, nil
}

// patched is a copy of a column with some cells changed.
func patched(column any, cells []Cells) (any, error) {
	if a, ok := column.(*Array); ok && len(a.Shape) > 1 {
		return nil, errors.New("cells of an array with several dimensions cannot be changed one by one")
	}
	from := sliceOf(column)
	to := reflect.MakeSlice(from.Type(), from.Len(), from.Len())
	reflect.Copy(to, from)
	for _, c := range cells {
		if err := patchCells(to, c); err != nil {
			return nil, err
		}
	}
	return to.Interface(), nil
}

func patchCells(column reflect.Value, c Cells) error {
	switch at := c.Rows.(type) {
	case int:
		return setCell(column, at, c.Values)
	case float64:
		return setCell(column, int(at), c.Values)
	case Slice:
		return patchSlice(column, at, c.Values)
	case []any:
		return patchInside(column, at, c.Values)
	}
	return fmt.Errorf("a %T does not say which rows", c.Rows)
}

func patchSlice(column reflect.Value, s Slice, values any) error {
	places, err := s.places(column.Len())
	if err != nil {
		return err
	}
	list := sliceOf(values)
	if !list.IsValid() || list.Kind() != reflect.Slice || list.Len() != len(places) {
		return fmt.Errorf("%d rows need as many values", len(places))
	}
	for i, place := range places {
		if err := setCell(column, place, list.Index(i).Interface()); err != nil {
			return err
		}
	}
	return nil
}

func setCell(column reflect.Value, row int, value any) error {
	if row < 0 || row >= column.Len() {
		return fmt.Errorf("there is no row %d", row)
	}
	v, err := Exactly(reflect.ValueOf(value), column.Type().Elem())
	if err != nil {
		return err
	}
	column.Index(row).Set(v)
	return nil
}

// patchInside changes part of the array that stands in a row: at is the row, then a number or slice
// per dimension.
func patchInside(column reflect.Value, at []any, values any) error {
	row, ok := asInt(first(at))
	if !ok || row < 0 || row >= column.Len() || len(at) > 4 {
		return errors.New("there is no such row")
	}
	inside, ok := column.Index(row).Interface().(*Array)
	if !ok || len(at)-1 != len(inside.Shape) || inside.DType == Object {
		return errors.New("the row holds no array of as many dimensions")
	}
	if len(inside.Data) == 0 {
		return errors.New("the row's array is empty") // however wide
	}
	places := []int{0}
	for i, n := range inside.Shape {
		along, err := placesAlong(at[i+1], n)
		if err != nil {
			return err
		}
		var next []int
		for _, p := range places {
			for _, a := range along {
				next = append(next, p*n+a)
			}
		}
		places = next
	}
	elements := reflect.ValueOf(inside.Slice())
	changed := reflect.MakeSlice(elements.Type(), elements.Len(), elements.Len())
	reflect.Copy(changed, elements)
	list := sliceOf(values)
	if !list.IsValid() || list.Kind() != reflect.Slice {
		list = reflect.ValueOf([]any{values})
	}
	if list.Len() != len(places) {
		return fmt.Errorf("%d cells need as many values", len(places))
	}
	for i, p := range places {
		if err := setCell(changed, p, list.Index(i).Interface()); err != nil {
			return err
		}
	}
	a := numbers(changed)
	a.Shape = slices.Clone(inside.Shape)
	column.Index(row).Set(reflect.ValueOf(a))
	return nil
}

func placesAlong(at any, n int) ([]int, error) {
	if s, ok := at.(Slice); ok {
		return s.places(n)
	}
	i, ok := asInt(at)
	if !ok || i < 0 || i >= n {
		return nil, errors.New("there is no such cell")
	}
	return []int{i}, nil
}

func first(list []any) any {
	if len(list) == 0 {
		return nil
	}
	return list[0]
}

func asInt(x any) (int, bool) {
	switch x := x.(type) {
	case int:
		return x, true
	case float64:
		return int(x), x == float64(int(x))
	}
	return 0, false
}

// applyColumns carries out what a browser did to a data source. A value that its column cannot hold
// is not taken: the browser is told again what stands there.
func applyColumns(b *Base, v *View, d *decoder, e *event) error {
	err := changeColumns(b, v, d, e)
	var inexact *InexactError
	switch {
	case errors.Is(err, ErrIgnore):
		return nil
	case errors.As(err, &inexact) && b.doc != nil:
		b.doc.note(change{kind: modelChanged, model: b, prop: b.shape.byName["data"]})
		if b.extra != nil && len(b.extra.inexact) > 0 {
			for _, f := range b.extra.inexact {
				f(inexact)
			}
			return nil
		}
	}
	return err
}

// OnInexact calls f when a browser has sent a cell that its column cannot hold as it is, such as
// 1.7 for a column of ints. The cell stays what it was and the page shows that again; f says why,
// beside the table. Without such a function the browser is sent the error's text.
func OnInexact(source *Prop[Data], f func(*InexactError)) {
	place, _ := own(source)
	x := more((*place).owner)
	x.inexact = append(x.inexact, f)
}

func changeColumns(b *Base, v *View, d *decoder, e *event) error {
	p := b.shape.byName["data"]
	if p == nil || p.prop != reflect.TypeFor[Prop[Data]]() || e.Kind != "ColumnDataChanged" && e.Attr != "data" {
		return fmt.Errorf("%s.%.60s holds no columns", nameOf(b), e.Attr)
	}
	source := (*Prop[Data])(unsafe.Pointer(p.place(b)))
	switch e.Kind {
	case "ColumnsStreamed":
		rows, err := d.data(e.Data)
		if err != nil {
			return err
		}
		rollover := 0
		if e.Rollover != nil {
			rollover = int(min(max(*e.Rollover, 0), maxSafe))
		}
		return stream(source, rows, rollover, v)
	case "ColumnsPatched":
		patches, err := d.patches(e.Patches)
		if err != nil {
			return err
		}
		return patch(source, patches, v)
	}
	data, err := d.data(e.Data)
	if err != nil {
		return err
	}
	if e.Cols != nil {
		for name, column := range source.Get() {
			if _, ok := data[name]; !ok {
				data[name] = column
			}
		}
		if err := data.uneven(); err != nil {
			return err
		}
	}
	if err := judge(b, p, reflect.ValueOf(&data).Elem()); err != nil {
		return err
	}
	assign(p.place(b), reflect.ValueOf(&data).Elem(), p.holder, v)
	return nil
}

// uneven is the complaint about columns of different lengths, nil if they agree.
func (data Data) uneven() error {
	length := -1
	for _, name := range sortedNames(data) {
		if n := columnLength(data[name]); length >= 0 && n != length {
			return fmt.Errorf("column %.60q has %d rows, others %d", name, n, length)
		} else {
			length = n
		}
	}
	return nil
}

func (d *decoder) patches(in any) (map[string][]Cells, error) {
	pairs, err := d.entries(in)
	if err != nil {
		return nil, err
	}
	patches := make(map[string][]Cells, len(pairs))
	for _, pair := range pairs {
		name, ok := pair[0].(string)
		list, err := d.list(pair[1])
		if !ok || err != nil {
			return nil, wrong("patches by column", in)
		}
		for _, x := range list {
			cell, ok := x.([]any)
			if !ok || len(cell) != 2 {
				return nil, wrong("a pair of rows and values", x)
			}
			rows, err := d.rowsOf(cell[0])
			if err != nil {
				return nil, err
			}
			values, err := d.any(cell[1])
			if err != nil {
				return nil, err
			}
			patches[name] = append(patches[name], Cells{rows, values})
		}
	}
	return patches, nil
}

// rowsOf says which cells a patch is for.
func (d *decoder) rowsOf(in any) (any, error) {
	switch in := in.(type) {
	case float64:
		if n, ok := asInt(in); ok {
			return n, nil
		}
	case map[string]any:
		return d.slice(asSlice(in))
	case []any:
		out := make([]any, len(in))
		for i, x := range in {
			if _, nested := x.([]any); nested {
				return nil, wrong("rows", in)
			}
			at, err := d.rowsOf(x)
			if err != nil {
				return nil, err
			}
			out[i] = at
		}
		return out, nil
	}
	return nil, wrong("rows", in)
}

// asSlice drops the type from a slice, so that its parts read like those of a map.
func asSlice(in map[string]any) map[string]any {
	if in["type"] != "slice" {
		return in
	}
	return map[string]any{"start": in["start"], "stop": in["stop"], "step": in["step"]}
}
