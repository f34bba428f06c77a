package widgets

import (
	"context"
	"database/sql"
	"strings"
)

// Queryer is a database that is asked: an *sql.DB, *sql.Conn or *sql.Tx.
type Queryer interface {
	// QueryContext returns the rows that a query has. Its error is the database's own.
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// NewQueryTable makes a table of what a query returns, up to so many rows, as [ReadRows] reads
// them. Asking takes its time, so call it in a reactive.Work, not in a turn. An error of the
// database is returned as it is, or wrapped.
func NewQueryTable(ctx context.Context, db Queryer, most int, query string, args ...any) (Tabulator, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return Tabulator{}, err
	}
	data, columns, err := ReadRows(rows, most)
	if err != nil {
		return Tabulator{}, err
	}
	return NewTabulator(data, columns...), nil
}

// Place is where in a text a byte is, as people count: lines and columns from 1, in characters. It
// says where in the code of a [CodeEditor] an error is, such as that of a
// [encoding/json.SyntaxError]. An offset outside of the text is taken as its nearest end.
func Place(text string, offset int) (line, column int) {
	before := text[:min(max(offset, 0), len(text))]
	begin := strings.LastIndexByte(before, '\n') + 1
	return 1 + strings.Count(before, "\n"), 1 + len([]rune(before[begin:]))
}
