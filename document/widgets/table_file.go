package widgets

import (
	"bufio"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"path"
	"reflect"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/internal/cell"
)

// DownloadButton makes a button that saves all rows of the table, also those that a table which
// asks for its rows has not shown: filtered and in the order that the visitor has chosen. The file
// is JSON if its name ends in .json, else CSV; a million rows are no trouble, as pages of them are
// read one after the other while the file travels.
func (t Tabulator) DownloadButton(label, filename string) FileDownload {
	return newDownload(label, func(d FileDownload) {
		rows, err := t.all()
		if err != nil {
			d.Refuse(err)
			return
		}
		d.Stream(filename, func(ctx context.Context, w io.Writer) error {
			out := bufio.NewWriterSize(w, 64<<10)
			if strings.EqualFold(path.Ext(filename), ".json") {
				err = rows.writeJSON(ctx, out)
			} else {
				err = rows.writeCSV(ctx, out)
			}
			if err != nil {
				return err
			}
			return out.Flush()
		})
	})
}

// allRows reads the rows of a table from outside of turns.
type allRows struct {
	columns []Column
	from    *remote
	query   Query
}

// all are the rows of a table as a visitor has them.
func (t Tabulator) all() (*allRows, error) {
	a := &allRows{columns: t.state.columns}
	var err error
	if a.query.Sorts, err = t.sorts(t.Sorters.Get()); err != nil {
		return nil, err
	}
	if a.query.Filters, err = t.filters(t.Filters.Get()); err != nil {
		return nil, err
	}
	if t.state.remote != nil {
		a.from = t.state.remote
		return a, nil
	}
	data := document.Data{}
	for _, c := range a.columns {
		data[c.Field] = t.Rows.Data.Get()[c.Field]
		if array, ok := data[c.Field].(*document.Array); ok {
			data[c.Field] = array.Slice()
		}
	}
	a.from = &remote{source: ColumnRows(data), slot: make(chan struct{}, 1)}
	return a, nil
}

// page reads rows from start on, between the pages that the table itself asks for.
func (a *allRows) page(ctx context.Context, start int) (answer, error) {
	return a.from.ask(ctx, wanted{a.query, start, maxPageRows})
}

// each hands on the cells of each row, in the order of the columns.
func (a *allRows) each(ctx context.Context, row func(cells []reflect.Value) error) error {
	cells := make([]reflect.Value, len(a.columns))
	for start, total := 0, 1; start < total; {
		page, err := a.page(ctx, start)
		if err != nil {
			return err
		}
		n := len(page.ids)
		columns := make([]reflect.Value, len(cells))
		for i, c := range a.columns {
			columns[i] = reflect.ValueOf(page.rows[c.Field])
			if columns[i].Kind() != reflect.Slice || columns[i].Len() != n {
				return fmt.Errorf("widgets: the column %q has no %d rows", c.Field, n)
			}
		}
		for r := range n {
			for i := range cells {
				cells[i] = columns[i].Index(r)
			}
			if err := row(cells); err != nil {
				return err
			}
		}
		if total = page.total; n == 0 {
			break
		}
		start += n
	}
	return nil
}

func (a *allRows) writeCSV(ctx context.Context, w io.Writer) error {
	out := csv.NewWriter(w)
	line := make([]string, len(a.columns))
	for i, c := range a.columns {
		line[i] = cmp.Or(c.Title, c.Field)
	}
	if err := out.Write(line); err != nil {
		return err
	}
	err := a.each(ctx, func(cells []reflect.Value) error {
		for i, column := range cells {
			line[i] = cell.Text(cell.Value(column))
		}
		return out.Write(line)
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

func (a *allRows) writeJSON(ctx context.Context, w *bufio.Writer) error {
	names := make([]string, len(a.columns))
	for i, c := range a.columns {
		name, _ := json.Marshal(c.Field) // a text only
		names[i] = "," + string(name) + ":"
		if i == 0 {
			names[i] = "{" + names[i][1:]
		}
	}
	before := "[\n"
	err := a.each(ctx, func(cells []reflect.Value) error {
		w.WriteString(before) // an error is kept, and comes with Flush
		before = ",\n"
		for i, column := range cells {
			text, err := cell.JSON(cell.Value(column))
			if err != nil {
				return err
			}
			w.WriteString(names[i])
			w.Write(text)
		}
		_, err := w.WriteString("}")
		return err
	})
	if err != nil {
		return err
	}
	if before == "[\n" {
		w.WriteString("[")
	}
	_, err = w.WriteString("\n]\n")
	return err
}
