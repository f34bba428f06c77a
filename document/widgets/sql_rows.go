package widgets

import (
	"database/sql"
	"fmt"
	"math"
	"time"

	"github.com/panelgo/panelgo/document"
)

// ReadRows reads what a query returns, up to so many rows, for [NewTabulator], and closes it. A
// column that the query names like one before has a number added to its field. A column is one of
// numbers, times or bools if all its values are, but for NULL, which is NaN among numbers; else it
// is one of texts. It fails if reading does.
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
		field := name
		for n := 2; field == "" || field == "_index" || data[field] != nil; n++ { // _index is the front end's own
			field = fmt.Sprint(name, " ", n)
		}
		data[field] = columnOf(values[i])
		columns[i] = Column{Field: field, Title: name}
	}
	return data, columns, nil
}

// columnOf is the narrowest column that takes all values.
func columnOf(values []any) any {
	if numbers, ok := all(values, func(v any) (float64, bool) {
		switch v := v.(type) {
		case int64:
			return float64(v), true
		case float64:
			return v, true
		}
		return math.NaN(), v == nil
	}); ok {
		return numbers
	}
	if times, ok := all(values, func(v any) (time.Time, bool) { t, ok := v.(time.Time); return t, ok }); ok {
		return times
	}
	if bools, ok := all(values, func(v any) (bool, bool) { b, ok := v.(bool); return b, ok }); ok {
		return bools
	}
	texts, _ := all(values, func(v any) (string, bool) {
		switch v := v.(type) {
		case nil:
			return "", true
		case []byte:
			return string(v), true
		}
		return fmt.Sprint(v), true
	})
	return texts
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
