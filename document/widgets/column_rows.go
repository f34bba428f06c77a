package widgets

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/internal/cell"
)

// columnRows gives pages from columns in memory.
type columnRows struct {
	data  document.Data
	order []int // of the last query
	query Query
}

// ColumnRows is a source of the rows of some data, for one table: slices of numbers, texts, bools
// or times, all of one length. It sorts and filters a million rows in about a second, and remembers
// the outcome while a visitor turns pages. The data belong to the source from then on.
func ColumnRows(data document.Data) RowSource { return &columnRows{data: data} }

// Page implements [RowSource].
func (c *columnRows) Page(_ context.Context, q Query, start, n int) (document.Data, []int, int, error) {
	if c.order == nil || !q.equal(c.query) {
		order, err := c.find(q)
		if err != nil {
			return nil, nil, 0, err
		}
		c.order, c.query = order, q
	}
	start = min(max(0, start), len(c.order))
	ids := slices.Clone(c.order[start:min(start+n, len(c.order))])
	rows := make(document.Data, len(c.data))
	for name, column := range c.data {
		from := reflect.ValueOf(column)
		to := reflect.MakeSlice(from.Type(), len(ids), len(ids))
		for i, id := range ids {
			to.Index(i).Set(from.Index(id))
		}
		rows[name] = to.Interface()
	}
	return rows, ids, len(c.order), nil
}

// equal reports whether two queries ask for the same rows, as long as columns keep their formats.
func (q Query) equal(other Query) bool {
	return slices.Equal(q.Sorts, other.Sorts) && slices.EqualFunc(q.Filters, other.Filters, func(a, b Filter) bool {
		return a.Field == b.Field && a.Type == b.Type && a.Value == b.Value
	})
}

// SetCell implements [CellSetter].
func (c *columnRows) SetCell(_ context.Context, id int, field string, value any) error {
	column := reflect.ValueOf(c.data[field])
	if column.Kind() != reflect.Slice || id < 0 || id >= column.Len() {
		return fmt.Errorf("there is no cell %d of %q", id, field)
	}
	v, err := document.Exactly(reflect.ValueOf(value), column.Type().Elem())
	if err == nil {
		column.Index(id).Set(v)
	}
	return err
}

// find returns the rows of a query, in its order.
func (c *columnRows) find(q Query) ([]int, error) {
	order := make([]int, c.data.Len())
	for i := range order {
		order[i] = i
	}
	for _, f := range q.Filters {
		keeps, err := keeper(c.data[f.Field], f)
		if err != nil {
			return nil, err
		}
		order = slices.DeleteFunc(order, func(i int) bool { return !keeps(i) })
	}
	for _, s := range slices.Backward(q.Sorts) { // the first counts most
		compare := comparer(c.data[s.Field], s.Down)
		if compare == nil {
			return nil, fmt.Errorf("there is no column %q", s.Field)
		}
		slices.SortStableFunc(order, compare)
	}
	return order, nil
}

// comparer compares rows by a column, missing cells last, up or down; nil if there is no such
// column.
func comparer(column any, down bool) func(a, b int) int {
	at := cellsOf(column)
	if at == nil {
		return nil
	}
	return func(a, b int) int { return cell.Order(at(a), at(b), down) }
}

// cellsOf returns what gives a column's cells; nil if it is no column. Those of the usual types
// need no reflection, of which a million rows would feel.
func cellsOf(column any) func(row int) any {
	switch c := column.(type) {
	case []string:
		return func(row int) any { return c[row] }
	case []float64:
		return func(row int) any { return c[row] }
	case []int:
		return func(row int) any { return c[row] }
	case []time.Time:
		return func(row int) any { return c[row] }
	case *document.Array:
		column = c.Slice()
	}
	v := reflect.ValueOf(column)
	if !v.IsValid() || v.Kind() != reflect.Slice {
		return nil
	}
	return func(row int) any { return cell.Value(v.Index(row)) }
}

// keeper says which rows a filter keeps.
func keeper(column any, f Filter) (func(row int) bool, error) {
	at := cellsOf(column)
	if at == nil {
		return nil, fmt.Errorf("there is no column %q", f.Field)
	}
	if f.Type == "like" {
		text := cell.Text
		if f.shown != nil {
			text = f.shown
		}
		return func(row int) bool { return cell.Contains(text(at(row)), f.Value) }, nil
	}
	return func(row int) bool { return cell.Match(at(row), f.Type, f.Value) }, nil
}
