package widgets

import "github.com/panelgo/panelgo/document/models"

// Table is a [Tabulator] of structs: a column for each field, and the selected structs as its
// value.
//
//	type Sale struct {
//		Day   time.Time `title:"Day" format:"%d %b %Y" width:"120"`
//		Total float64   `title:"Total, €" format:"0,0.00"`
//	}
//	table := widgets.NewTable(sales)
//	table.OnSelect(func(chosen []Sale) { … })
//
// What visitors edit is in the structs, too. Figures draw the Source of its Rows, and share what is
// selected:
//
//	fig.Scatter(table.Rows.Source, "Day", "Total", plot.Style{})
type Table[T any] struct {
	Tabulator
	Rows *models.Rows[T] // all rows, and which of them are selected; plot.Rows is the same
}

// NewTable makes a table of structs, which are copied. Without columns it has those of [ColumnsOf].
// To let visitors edit some of them, or filter by them, change those:
//
//	columns := widgets.ColumnsOf[Sale]()
//	columns[1].Editor = widgets.EditNumber()
//	table := widgets.NewTable(sales, columns...)
func NewTable[T any](rows []T, columns ...Column) Table[T] {
	if columns == nil {
		columns = ColumnsOf[T]()
	}
	r := models.NewRows(rows)
	return Table[T]{NewSourceTabulator(r.Source, columns...), r}
}

// SetRows shows other rows, which are copied; none of them is selected.
func (t Table[T]) SetRows(rows []T) {
	t.Expanded.Set(nil)
	t.Rows.SetRows(rows)
}

// SetValue is SetRows by the name that other widgets have for it, so that a table can show what a
// source has: reactive.Link(found, table).
func (t Table[T]) SetValue(rows []T) { t.SetRows(rows) }

// Append adds rows at the end; with a keep above 0 only that many of the latest rows stay. Only the
// new ones travel.
func (t Table[T]) Append(keep int, rows ...T) { t.Rows.Append(keep, rows...) }

// Value are the selected rows, or all while none is selected.
func (t Table[T]) Value() []T { return t.Rows.Value() }

// OnChange calls f when the rows have changed, or which of them are selected. Calling stop ends it.
func (t Table[T]) OnChange(f func([]T)) (stop func()) { return t.Rows.OnChange(f) }

// Selected are the selected rows, none while none is selected.
func (t Table[T]) Selected() []T { return t.Rows.Chosen() }

// OnSelect calls f when the selection changes. Calling stop ends it.
func (t Table[T]) OnSelect(f func(chosen []T)) (stop func()) {
	return t.Rows.OnSelect(func([]int) { f(t.Selected()) })
}
