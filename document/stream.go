package document

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"
)

// Stream adds rows to a data source: rows must have every column that the source has, and only the
// new rows travel. With a rollover above 0, only that many of the latest rows are kept. The
// source's columns are extended in place.
func Stream(source *Prop[Data], rows Data, rollover int) error {
	return stream(source, rows, rollover, nil)
}

func stream(p *Prop[Data], new Data, rollover int, origin *View) error {
	longer, err := p.Get().extended(new, rollover)
	if err != nil {
		return fmt.Errorf("document: stream: %w", err)
	}
	how := change{kind: columnsStreamed, origin: origin, payload: rows{new, rollover}}
	if rollover > 0 && p.Get().Len() > rollover {
		how = change{kind: modelChanged, origin: origin}
	}
	return grow(p, longer, how)
}

// grow replaces the columns of a source, and sends browsers only what the change says.
func grow(p *Prop[Data], data Data, c change) error {
	if p.ref == nil || p.ref.owner == nil || p.ref.prop == nil {
		p.Set(data)
		return nil
	}
	owner, prop := p.ref.owner, p.ref.prop
	checkTurn(owner, prop)
	if c.origin != nil {
		if err := judge(owner, prop, reflect.ValueOf(&data).Elem()); err != nil {
			return err
		}
	}
	held := (*Data)(valueOf(&p.ref))
	old := *held
	*held = data
	if owner.doc != nil {
		told := c
		told.model, told.prop = owner, prop
		if c.kind == modelChanged {
			// BokehJS 3.9.2 leaves typed columns as long as they were when a stream shortens them,
			// also those that the stream came from: everybody is sent the columns anew.
			told.origin = nil
		}
		owner.doc.note(told)
		if c.origin != nil {
			owner.doc.keep(p.ref)
		}
	}
	for _, w := range watchersOf(owner, prop) {
		w.f(unsafe.Pointer(&old), unsafe.Pointer(held), c.origin)
	}
	return nil
}

// extended is the columns with rows added. The slices are extended in place where they have room;
// the map is new.
func (data Data) extended(rows Data, rollover int) (Data, error) {
	longer := make(Data, len(data))
	length := -1
	for _, name := range sortedNames(rows) {
		if n := columnLength(rows[name]); n < 0 || length >= 0 && n != length {
			return nil, fmt.Errorf("the new rows' column %q is a %T of another length than the rest, or no column", name, rows[name])
		} else {
			length = n
		}
		if _, ok := data[name]; !ok && len(data) > 0 {
			return nil, fmt.Errorf("the source has no column %q", name)
		}
		column, err := appended(data[name], rows[name], rollover)
		if err != nil {
			return nil, fmt.Errorf("column %q: %w", name, err)
		}
		longer[name] = column
	}
	for name := range data {
		if _, ok := longer[name]; !ok {
			return nil, fmt.Errorf("the new rows lack the column %q", name)
		}
	}
	return longer, nil
}

// appended is a column with rows added and cut to its last few.
func appended(column, rows any, rollover int) (any, error) {
	if column == nil {
		column = rows
		return tail(reflect.ValueOf(column), rollover).Interface(), nil
	}
	switch c := column.(type) {
	case []float64:
		if r, ok := rows.([]float64); ok {
			return rolled(c, r, rollover), nil
		}
	case []string:
		if r, ok := rows.([]string); ok {
			return rolled(c, r, rollover), nil
		}
	}
	to, from := sliceOf(column), sliceOf(rows)
	if !to.IsValid() || !from.IsValid() {
		return nil, errors.New("rows can be added to columns of one dimension only")
	}
	for i := range from.Len() {
		x, err := Exactly(from.Index(i), to.Type().Elem())
		if err != nil {
			return nil, fmt.Errorf("row %d of those that are new: %w", i, err)
		}
		to = reflect.Append(to, x)
	}
	return tail(to, rollover).Interface(), nil
}

// rolled adds rows and keeps the last few. It moves the rest down only when the slice's room is
// used up, so that a stream costs what its rows cost.
func rolled[T any](column, rows []T, rollover int) []T {
	if rollover <= 0 || len(column)+len(rows) <= rollover {
		return append(column, rows...)
	}
	if len(rows) >= rollover {
		return slices.Clone(rows[len(rows)-rollover:])
	}
	keep := column[len(column)+len(rows)-rollover:]
	if cap(keep) >= rollover {
		return append(keep, rows...)
	}
	longer := make([]T, 0, 2*rollover)
	return append(append(longer, keep...), rows...)
}

func tail(v reflect.Value, rollover int) reflect.Value {
	if v.Kind() == reflect.Slice && rollover > 0 && v.Len() > rollover {
		return v.Slice(v.Len()-rollover, v.Len())
	}
	return v
}

// sliceOf is a column as a slice, invalid where it has several dimensions.
func sliceOf(column any) reflect.Value {
	if a, ok := column.(*Array); ok {
		if len(a.Shape) > 1 {
			return reflect.Value{}
		}
		return reflect.ValueOf(a.Slice())
	}
	return reflect.ValueOf(column)
}

// Cells are new values for part of a column: Rows is a row's number, a [Slice] of rows, or a []any
// of such that goes on into the array that stands in a row; Values is one value for a row, a list
// for a slice.
type Cells struct {
	Rows   any
	Values any
}

// Patch changes some rows of a data source, by column; only those travel. Slices are changed in a
// copy.
func Patch(source *Prop[Data], patches map[string][]Cells) error {
	return patch(source, patches, nil)
}

func patch(p *Prop[Data], patches map[string][]Cells, origin *View) error {
	data := p.Get()
	changed := make(Data, len(data))
	for name, column := range data {
		changed[name] = column
	}
	for _, name := range sortedNames(patches) {
		if _, ok := data[name]; !ok {
			return fmt.Errorf("document: patch: the source has no column %q", name)
		}
		column, err := patched(data[name], patches[name])
		if err != nil {
			return fmt.Errorf("document: patch: column %q: %w", name, err)
		}
		changed[name] = column
	}
	return grow(p, changed, change{kind: columnsPatched, origin: origin, payload: patches})
}

// SetSilently changes a property without telling browsers that have the model, since they learn the
// value in another way, such as an event that [Send] sends. Browsers that join later are sent the
// value. Listeners are not called.
func SetSilently[T any](p *Prop[T], v T) {
	if !p.IsSet() {
		p.Set(v)
		return
	}
	if p.ref.owner != nil {
		checkTurn(p.ref.owner, p.ref.prop)
	}
	*(*T)(valueOf(&p.ref)) = v
}
