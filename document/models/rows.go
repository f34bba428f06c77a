package models

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/panelgo/panelgo/document"
)

// Source is what plots call a source of columns.
type Source = ColumnDataSource

// Rows is a source whose rows are structs. It has a column for each field, as [Columns] says, and
// knows which structs are selected: figures and tables that share it share that, too.
//
// Its value is the selected rows, or all while none is selected. It has Value, SetValue and
// OnChange as widgets have, so that other values can follow it, and it can follow others.
// [Rows.Append] adds rows, of which only the new ones travel.
//
// What changes the columns themselves (Show, Stream and Patch of the Source, a visitor who edits a
// table's cell) changes the structs as well. It panics if the program shows columns that are not
// those of T; what a browser sends is refused then.
type Rows[T any] struct {
	*Source

	all       []T
	known     document.Data // the columns that all is alike to
	listeners []*func([]T)
	busy      bool // the rows are being changed here
}

// NewRows makes a source of structs, which are copied. It panics when T is none, or has fields that
// no column can be made of.
func NewRows[T any](rows []T) *Rows[T] {
	r := &Rows[T]{all: slices.Clone(rows), known: Columns(rows)}
	r.Source = NewSource(r.known)
	indices := &r.Selected.Get().Indices
	document.ReadOnly(&r.Selected)
	document.Check(indices, r.exist)
	document.Check(&r.Data, func(data document.Data) error { _, err := r.read(data); return err })
	r.Data.OnChange(func(document.Change[document.Data]) { r.follow() })
	indices.OnChange(func(document.Change[[]int]) { r.tell() })
	return r
}

// exist refuses a selection of rows that are not there.
func (r *Rows[T]) exist(rows []int) error {
	for _, row := range rows {
		if row < 0 || row >= len(r.all) {
			return fmt.Errorf("there is no row %d to select", row)
		}
	}
	return nil
}

// All are all rows, whatever is selected. They are not to be changed: SetRows takes others.
func (r *Rows[T]) All() []T { return slices.Clip(r.all) }

// Value are the selected rows in their order, or all while none is selected. They are not to be
// changed.
func (r *Rows[T]) Value() []T {
	if chosen := r.Chosen(); len(chosen) > 0 {
		return chosen
	}
	return r.All()
}

// Chosen are the selected rows in their order, none while none is selected.
func (r *Rows[T]) Chosen() []T {
	var chosen []T
	for _, row := range r.SelectedRows() {
		if row < len(r.all) { // else the rows are being changed
			chosen = append(chosen, r.all[row])
		}
	}
	return chosen
}

// SetRows takes other rows, which are copied; none of them is selected.
func (r *Rows[T]) SetRows(rows []T) {
	r.change(func() {
		r.all = slices.Clone(rows)
		r.Show(Columns(rows))
		if len(r.Selected.Get().Indices.Get()) > 0 {
			r.Select()
		}
	})
}

// SetValue is SetRows by the name that widgets have for it, so that a link can end here.
func (r *Rows[T]) SetValue(rows []T) { r.SetRows(rows) }

// Append adds rows; with a keep above 0 only that many of the latest rows stay. What is selected
// stays so, but for rows that go.
func (r *Rows[T]) Append(keep int, rows ...T) {
	if len(rows) == 0 {
		return
	}
	r.change(func() {
		chosen, gone := r.SelectedRows(), 0
		r.all = append(r.all, rows...)
		if keep > 0 && len(r.all) > keep {
			gone = len(r.all) - keep
			r.all = r.all[gone:]
		}
		if err := r.Stream(Columns(rows), keep); err != nil {
			panic(err) // the columns are those of T, as they have been
		}
		if gone > 0 && len(chosen) > 0 {
			for i := range chosen {
				chosen[i] -= gone
			}
			r.Select(slices.DeleteFunc(chosen, func(row int) bool { return row < 0 })...)
		}
	})
}

// OnChange calls f when the rows have changed, or which of them are selected. Calling stop ends
// that.
func (r *Rows[T]) OnChange(f func([]T)) (stop func()) {
	r.listeners = append(slices.Clip(r.listeners), &f)
	return func() {
		r.listeners = slices.DeleteFunc(slices.Clone(r.listeners), func(other *func([]T)) bool { return other == &f })
	}
}

// change does what changes the structs together with their columns, and tells of it once.
func (r *Rows[T]) change(f func()) {
	r.busy = true
	func() {
		defer func() { r.busy = false }()
		f()
	}()
	r.known = r.Data.Get()
	r.tell()
}

func (r *Rows[T]) tell() {
	if r.busy {
		return
	}
	v := r.Value()
	for _, f := range r.listeners {
		(*f)(v)
	}
}

// follow has the structs be what the columns have become.
func (r *Rows[T]) follow() {
	if r.busy {
		return
	}
	all, err := r.read(r.Data.Get())
	if err != nil {
		panic(err)
	}
	r.all, r.known = all, r.Data.Get()
	r.tell()
}

// read makes structs of columns. As long as there are as many rows, fields that have no column stay
// what they were.
func (r *Rows[T]) read(data document.Data) ([]T, error) {
	fields := fieldsOf(reflect.TypeFor[T]())
	if len(data) != len(fields) {
		return nil, fmt.Errorf("models: there are %d columns for the %d fields of a row", len(data), len(fields))
	}
	rows := make([]T, data.Len())
	if len(rows) == len(r.all) {
		copy(rows, r.all)
	}
	changed := reflect.ValueOf(rows)
	if t := reflect.TypeFor[T](); t.Kind() == reflect.Pointer {
		copyAll(changed)
	}
	for _, f := range fields {
		if len(rows) == len(r.all) && alike(data[f.name], r.known[f.name]) {
			continue
		}
		column := reflect.ValueOf(data[f.name])
		if array, ok := data[f.name].(*document.Array); ok {
			column = reflect.ValueOf(array.Slice())
		}
		if column.Kind() != reflect.Slice || column.Len() != len(rows) {
			return nil, fmt.Errorf("models: the column %q is none of %d rows", f.name, len(rows))
		}
		was := reflect.ValueOf(r.known[f.name])
		for i := range rows {
			if len(rows) == len(r.all) && sameCell(was, column, i) {
				continue // what the page did not change stays as it is, to the last digit
			}
			if err := f.put(reflect.Indirect(changed.Index(i)), column.Index(i)); err != nil {
				return nil, err
			}
		}
	}
	return rows, nil
}

// sameCell reports whether a cell of two columns holds the same, as far as the page can tell: it
// has floats for whole numbers.
func sameCell(was, is reflect.Value, i int) bool {
	if was.Kind() != reflect.Slice || i >= was.Len() {
		return false
	}
	a, b := was.Index(i), is.Index(i)
	if b.Kind() == reflect.Interface {
		b = b.Elem()
	}
	if !b.IsValid() {
		return false
	}
	if b.CanFloat() && (a.CanInt() || a.CanUint()) {
		return a.Convert(b.Type()).Float() == b.Float()
	}
	return a.Type() == b.Type() && a.Comparable() && a.Equal(b)
}

// alike tells whether two columns are one slice.
func alike(a, b any) bool {
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	return x.Kind() == reflect.Slice && y.Kind() == reflect.Slice && x.Type() == y.Type() && x.Len() == y.Len() && x.Pointer() == y.Pointer()
}

// copyAll puts copies in the place of pointers to structs, which others may hold.
func copyAll(rows reflect.Value) {
	for i := range rows.Len() {
		fresh := reflect.New(rows.Type().Elem().Elem())
		if old := rows.Index(i); !old.IsNil() {
			fresh.Elem().Set(old.Elem())
		}
		rows.Index(i).Set(fresh)
	}
}
