// Package sql is a console for an SQLite database: write a query, press Ctrl-Enter, and see its rows, or where it is wrong. The
// database that ships, of a tea shop, is invented. It can only be read, for 3 s and up to 1,000 rows a query.
//
//panelgo:gallery Apps
package sql

import (
	"bytes"
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/util/ioutil"
	"github.com/ncruces/go-sqlite3/vfs/readervfs"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed tea.db
var file []byte

const (
	patience = 3 * time.Second
	mostRows = 1000
	first    = "SELECT t.name, t.kind, t.origin,\n       sum(i.grams) / 1000.0 AS kg,\n       round(sum(i.grams * t.price) / 100) AS earned\nFROM teas t JOIN items i ON i.tea = t.id\nGROUP BY t.id\nORDER BY earned DESC"
)

// open opens the database, once for all visitors. Nothing but reading it is allowed.
var open = sync.OnceValues(func() (*sql.DB, error) {
	readervfs.Create("tea.db", ioutil.NewSizeReaderAt(bytes.NewReader(file)))
	return driver.Open("file:tea.db?vfs=reader", func(c *sqlite3.Conn) error {
		c.Limit(sqlite3.LIMIT_LENGTH, 1<<20) // bytes of a value
		return c.SetAuthorizer(func(does sqlite3.AuthorizerActionCode, name, _, _, _ string) sqlite3.AuthorizerReturnCode {
			switch does {
			case sqlite3.AUTH_SELECT, sqlite3.AUTH_READ, sqlite3.AUTH_FUNCTION, sqlite3.AUTH_RECURSIVE:
				return sqlite3.AUTH_OK
			case sqlite3.AUTH_PRAGMA:
				if name == "table_info" || name == "query_only" { // the first is asked below, the second by the driver
					return sqlite3.AUTH_OK
				}
			}
			return sqlite3.AUTH_DENY
		})
	})
})

type asked struct {
	Query string
	Rows  int     `width:"80"`
	Took  float64 `title:"ms" format:"0.0" width:"80"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	db, err := open()
	if err != nil {
		return err
	}
	editor, run := widgets.NewCodeEditor("sql", first), widgets.NewButton("Run")
	run.SetColor(widgets.Primary)
	status, shown := layout.NewStatus(layout.Idle, "Ctrl-Enter runs the query"), reactive.NewState[models.UIElement](pane.NewText(""))
	past := []asked{}
	history := widgets.NewTabulator(plot.Columns(past), widgets.ColumnsOf[asked]()...)
	ask := func() {
		query, began := editor.Value(), time.Now()
		status.SetState(layout.Busy, "Running …")
		doc.Go(func(ctx context.Context) func() {
			table, rows, err := answer(ctx, db, query)
			took := float64(time.Since(began).Microseconds()) / 1000
			return func() {
				if err != nil {
					status.SetState(layout.Bad, explain(query, err))
					return
				}
				status.SetState(layout.Good, fmt.Sprintf("%d rows in %.1f ms", rows, took))
				shown.Set(table)
				past = append([]asked{{query, rows, took}}, past[:min(len(past), 19)]...)
				history.Rows.Show(plot.Columns(past))
			}
		})
	}
	run.OnClick(ask)
	editor.OnChange(func(string) { ask() })
	history.OnClick(func(row int, _ string) {
		if row < len(past) {
			editor.SetValue(past[row].Query)
		}
	})
	schema, _, err := answer(doc.Context(), db, "SELECT m.name AS 'table', p.name AS 'column', p.type FROM sqlite_schema m JOIN pragma_table_info(m.name) p")
	if err != nil {
		return err
	}
	schema.GroupBy("0")

	shell := template.New("SQL console").Look(template.Look{Width: 340})
	shell.Sidebar(pane.NewText("Tables"), schema)
	shell.Main(editor, layout.Row(run, status), reactive.Show(shown), layout.Card("History", history))
	doc.SetTitle("SQL console")
	doc.Add(shell)
	ask()
	return nil
}

// answer runs a query and makes a table of its rows.
func answer(ctx context.Context, db *sql.DB, query string) (table widgets.Tabulator, n int, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return table, 0, err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return table, 0, err
	}
	values, into := make([][]any, len(names)), make([]any, len(names))
	for ; n < mostRows && rows.Next(); n++ {
		for i := range names {
			values[i] = append(values[i], nil)
			into[i] = &values[i][n]
		}
		if err := rows.Scan(into...); err != nil {
			return table, 0, err
		}
	}
	data, columns := document.Data{}, make([]widgets.Column, len(names))
	for i, name := range names { // names may repeat, so columns go by their numbers
		data[fmt.Sprint(i)] = column(values[i])
		columns[i] = widgets.Column{Heading: widgets.Heading{Field: fmt.Sprint(i), Title: name}}
	}
	table = widgets.NewTabulator(data, columns...)
	table.SetPageSize(15)
	return table, n, rows.Err()
}

// column is numbers if all values are, else texts.
func column(values []any) any {
	numbers, texts, words := make([]float64, len(values)), make([]string, len(values)), false
	for i, v := range values {
		texts[i] = fmt.Sprint(v)
		switch v := v.(type) {
		case int64:
			numbers[i] = float64(v)
		case float64:
			numbers[i] = v
		case nil:
			numbers[i], texts[i] = math.NaN(), ""
		default:
			words = true
		}
	}
	if words {
		return texts
	}
	return numbers
}

// explain says what is wrong with a query, and where.
func explain(query string, err error) string {
	var wrong *sqlite3.Error
	if errors.As(err, &wrong) && wrong.SQL() != "" {
		before := strings.TrimSuffix(query, wrong.SQL())
		return fmt.Sprintf("line %d, column %d: %v", 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n"), err)
	}
	return err.Error()
}
