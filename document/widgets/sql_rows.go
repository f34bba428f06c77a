package widgets

import (
	"database/sql"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/internal/cell"
)

// ReadRows reads what a query returns, up to so many rows, for [NewTabulator], and closes it. A
// column that the query names like one before has a number added to its field. A column is one of
// numbers, times or bools if all its values are, but for NULL, which is NaN among numbers and the
// zero time among times; else it is one of texts. Whole numbers beyond 2^53 keep all their digits.
// It fails if reading does.
//
//	rows, err := db.QueryContext(ctx, "SELECT name, price FROM teas")
//	…
//	data, columns, err := widgets.ReadRows(rows, 1000)
//	table := widgets.NewTabulator(data, columns...)
func ReadRows(rows *sql.Rows, most int) (document.Data, []Column, error) {
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return nil, nil, fmt.Errorf("widgets: reading a query's columns: %w", err)
	}
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, nil, fmt.Errorf("widgets: reading the types of a query's columns: %w", err)
	}
	values, into := make([][]any, len(names)), make([]any, len(names))
	for n := 0; n < most && rows.Next(); n++ {
		for i := range names {
			values[i] = append(values[i], nil)
			into[i] = &values[i][n]
		}
		if err := rows.Scan(into...); err != nil {
			return nil, nil, fmt.Errorf("widgets: reading a query's row %d: %w", n, err)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, nil, fmt.Errorf("widgets: reading a query's rows: %w", err)
	}
	data, columns := document.Data{}, make([]Column, len(names))
	for i, name := range names {
		field := freeField(data, name)
		data[field] = columnOf(values[i], strings.ToUpper(types[i].DatabaseTypeName()))
		columns[i] = Column{Field: field, Title: name}
	}
	return data, columns, nil
}

// columnOf is the narrowest column that holds all values as they are. Whole numbers are floats, of
// which JavaScript has no others, unless one is too large for them. What the database says that the
// column holds counts where there is nothing but NULL.
func columnOf(values []any, declared string) any {
	nothing := !slices.ContainsFunc(values, func(v any) bool { return v != nil })
	if moment := strings.HasPrefix(declared, "DATE") || strings.HasPrefix(declared, "TIMESTAMP"); moment || !nothing {
		if times, ok := all(values, func(v any) (time.Time, bool) { t, ok := v.(time.Time); return t, ok || v == nil }); ok {
			return times
		}
	}
	if numbers, ok := all(values, asFloat); ok {
		return numbers
	}
	if whole, ok := all(values, func(v any) (int64, bool) { n, ok := v.(int64); return n, ok }); ok {
		return whole
	}
	if bools, ok := all(values, func(v any) (bool, bool) { b, ok := v.(bool); return b, ok }); ok {
		return bools
	}
	if _, ok := all(values, func(v any) (any, bool) { return v, isNumber(v) || v == nil }); ok {
		return values // large whole numbers beside NULL or fractions
	}
	texts, _ := all(values, func(v any) (string, bool) { return cell.Text(v), true })
	return texts
}

// asFloat returns a number, or NaN for NULL, and reports whether a float holds it.
func asFloat(v any) (float64, bool) {
	switch v := v.(type) {
	case int64:
		return float64(v), v >= -1<<53 && v <= 1<<53
	case float64:
		return v, true
	}
	return math.NaN(), v == nil
}

func isNumber(v any) bool {
	switch v.(type) {
	case int64, float64:
		return true
	}
	return false
}

func all[T any](values []any, take func(any) (T, bool)) ([]T, bool) {
	column := make([]T, len(values))
	for i, v := range values {
		one, ok := take(v)
		if !ok {
			return nil, false
		}
		column[i] = one
	}
	return column, true
}
