package plot

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
)

// FromStructs makes a source with a column for each exported field of a struct. A column has the name that the field's
// plot tag says, or the field's; `plot:"-"` leaves a field out.
//
//	type Sale struct {
//		Day   time.Time `plot:"day"`
//		Total float64   `plot:"total"`
//	}
//	source := plot.FromStructs(sales)
func FromStructs[T any](rows []T) *Source { return NewSource(Columns(rows)) }

// Columns makes a column for each exported field of a struct, as [FromStructs] does: for [Source.Stream] and [Source.Show].
// It panics when T is no struct, or has a field that cannot be a column: numbers, words, bools, times and lists of them can.
func Columns[T any](rows []T) document.Data {
	t := reflect.TypeFor[T]()
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("plot: columns of %v, which is no struct", t))
	}
	data := document.Data{}
	for _, field := range reflect.VisibleFields(t) {
		tag, _, _ := strings.Cut(field.Tag.Get("plot"), ",")
		if !field.IsExported() || tag == "-" || field.Anonymous {
			continue
		}
		if tag == "" {
			tag = field.Name
		}
		data[tag] = column(reflect.ValueOf(rows), field)
	}
	return data
}

// column gathers one field of all rows.
func column(rows reflect.Value, field reflect.StructField) any {
	of, convert := columnType(field)
	list := reflect.MakeSlice(reflect.SliceOf(of), rows.Len(), rows.Len())
	for i := range rows.Len() {
		row := reflect.Indirect(rows.Index(i))
		if !row.IsValid() {
			continue // a nil pointer: a row of zeros
		}
		value, err := row.FieldByIndexErr(field.Index)
		if err != nil {
			continue
		}
		list.Index(i).Set(convert(value))
	}
	return list.Interface()
}

// columnType is what a field's column is made of, and how its values get there.
func columnType(field reflect.StructField) (of reflect.Type, convert func(reflect.Value) reflect.Value) {
	t := field.Type
	as := func(of reflect.Type) (reflect.Type, func(reflect.Value) reflect.Value) {
		return of, func(v reflect.Value) reflect.Value { return v.Convert(of) }
	}
	switch k := t.Kind(); {
	case t == reflect.TypeFor[time.Duration]():
		return reflect.TypeFor[float64](), func(v reflect.Value) reflect.Value {
			return reflect.ValueOf(Millis(time.Duration(v.Int())))
		}
	case t == reflect.TypeFor[time.Time](), t == reflect.TypeFor[*document.Array](), k == reflect.Slice:
		return as(t)
	case k == reflect.String:
		return as(reflect.TypeFor[string]())
	case k == reflect.Bool:
		return as(reflect.TypeFor[bool]())
	case k == reflect.Int64, k == reflect.Uint64, k == reflect.Uint, k == reflect.Uint32, k == reflect.Float32:
		return as(reflect.TypeFor[float64]()) // JavaScript has no integers as wide
	case k >= reflect.Int && k <= reflect.Float64:
		if k != reflect.Float64 {
			return as(reflect.TypeFor[int]())
		}
		return as(t)
	}
	panic(fmt.Sprintf("plot: the field %s is a %v, of which no column can be made; leave it out with `plot:\"-\"`", field.Name, t))
}

// Values are a source's column as a slice of T, numbers and times converted to it. A list of numbers in each row, as
// [Patches] and [MultiLine] have it, is a []float64. False means that there is no such column, or that it holds something
// else: edit tools let browsers send columns, which may be anything.
func Values[T any](from *Source, name string) ([]T, bool) {
	held := from.Data.Get()[name]
	if column, ok := held.([]T); ok {
		return column, true
	}
	column, ok := cellAs(reflect.ValueOf(held), reflect.TypeFor[[]T]())
	if !ok {
		return nil, false
	}
	return column.Interface().([]T), true
}
