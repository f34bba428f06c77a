package plot

import (
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Rows is a source of the author's own structs, which knows those that are selected: its Value is
// the selected structs, or all while none is selected. With OnChange, and so with reactive.Bind,
// other parts of the page follow that; SetRows takes other structs, Append adds some, and All
// returns all. Figures draw its Source.
//
//	houses := plot.NewRows(sales)
//	prices.LassoSelect().Scatter(houses.Source, "Size", "Price", plot.Style{})
//	mean := reactive.Bind(houses, func(some []Sale) float64 { … })
type Rows[T any] = models.Rows[T]

// NewRows makes a source with a column for each exported field of a struct, as [Columns] does.
// Browsers say which rows are selected; they cannot change what is in them: edit tools need a plain
// source. To edit cells draw the Rows of a widgets.Table.
func NewRows[T any](rows []T) *Rows[T] {
	r := models.NewRows(rows)
	document.ReadOnly(&r.Data)
	return r
}

// FromStructs makes a source with a column for each exported field of a struct. A column has the
// name that the field's plot tag says, or the field's; `plot:"-"` leaves a field out. [NewRows]
// makes one that keeps the structs.
//
//	type Sale struct {
//		Day   time.Time `plot:"day"`
//		Total float64   `plot:"total"`
//	}
//	source := plot.FromStructs(sales)
func FromStructs[T any](rows []T) *Source { return NewSource(Columns(rows)) }

// Columns makes a column for each exported field of a struct, as [FromStructs] does: for
// [Source.Stream] and [Source.Show]. It panics when T is no struct, or has a field that cannot be a
// column: numbers, words, bools, times and lists of them can.
func Columns[T any](rows []T) document.Data { return models.Columns(rows) }

// Values are a source's column as a slice of T, numbers and times converted to it. A list of
// numbers in each row, as [Patches] and [MultiLine] have it, is a []float64. False means that there
// is no such column, or that it holds something else: edit tools let browsers send columns, which
// may be anything.
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
