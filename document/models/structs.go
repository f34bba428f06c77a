package models

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
)

// Columns makes a column for each exported field of a struct, named as the field's plot tag says,
// or as the field; `plot:"-"` leaves a field out. Durations become milliseconds. It panics when T
// is no struct, or has a field that cannot be a column: numbers, words, bools, times and lists of
// them can.
func Columns[T any](rows []T) document.Data {
	data := document.Data{}
	for _, f := range fieldsOf(reflect.TypeFor[T]()) {
		data[f.name] = f.column(reflect.ValueOf(rows))
	}
	return data
}

// structField is a field of a struct that has a column.
type structField struct {
	reflect.StructField
	name string       // of the column
	of   reflect.Type // what the column is made of
}

func fieldsOf(t reflect.Type) []structField {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		panic(fmt.Sprintf("models: columns of %v, which is no struct", t))
	}
	var all []structField
	for _, field := range reflect.VisibleFields(t) {
		name, _, _ := strings.Cut(field.Tag.Get("plot"), ",")
		if !field.IsExported() || name == "-" || field.Anonymous {
			continue
		}
		if name == "" {
			name = field.Name
		}
		all = append(all, structField{field, name, columnType(field)})
	}
	return all
}

var aDuration = reflect.TypeFor[time.Duration]()

// columnType is what a field's column is made of.
func columnType(field reflect.StructField) reflect.Type {
	switch k := field.Type.Kind(); {
	case field.Type == reflect.TypeFor[time.Time](), field.Type == reflect.TypeFor[*document.Array](), k == reflect.Slice:
		return field.Type
	case k == reflect.String:
		return reflect.TypeFor[string]()
	case k == reflect.Bool:
		return reflect.TypeFor[bool]()
	case k == reflect.Float32, k == reflect.Float64, field.Type == aDuration: // in milliseconds
		return reflect.TypeFor[float64]()
	case k == reflect.Int64:
		return reflect.TypeFor[int64]()
	case k == reflect.Uint64, k == reflect.Uint:
		return reflect.TypeFor[uint64]()
	case k >= reflect.Int && k < reflect.Float32:
		return reflect.TypeFor[int]()
	}
	panic(fmt.Sprintf("models: the field %s is a %v, of which no column can be made; leave it out with `plot:\"-\"`", field.Name, field.Type))
}

// column gathers the field of all rows. A row that is a nil pointer is one of zeros.
func (f structField) column(rows reflect.Value) any {
	list := reflect.MakeSlice(reflect.SliceOf(f.of), rows.Len(), rows.Len())
	for i := range rows.Len() {
		row := reflect.Indirect(rows.Index(i))
		if !row.IsValid() {
			continue
		}
		if value, err := row.FieldByIndexErr(f.Index); err == nil {
			list.Index(i).Set(f.cell(value))
		}
	}
	return list.Interface()
}

// cell is what the column has for the field's value.
func (f structField) cell(value reflect.Value) reflect.Value {
	if f.Type == aDuration {
		return reflect.ValueOf(float64(value.Int()) / float64(time.Millisecond))
	}
	return value.Convert(f.of)
}

// put gives the field of a row what the column has for it.
func (f structField) put(row, cell reflect.Value) error {
	cell, err := document.Exactly(cell, f.of)
	if err != nil {
		return fmt.Errorf("models: the column %q: %w", f.name, err)
	}
	for _, at := range f.Index {
		if row.Kind() == reflect.Pointer {
			return fmt.Errorf("models: the column %q cannot be changed, as a pointer leads to its field", f.name)
		}
		row = row.Field(at)
	}
	if f.Type == aDuration {
		cell = reflect.ValueOf(math.Round(cell.Float() * float64(time.Millisecond)))
	}
	value, err := document.Exactly(cell, f.Type)
	if err != nil {
		return fmt.Errorf("models: the column %q: %w", f.name, err)
	}
	row.Set(value)
	return nil
}
