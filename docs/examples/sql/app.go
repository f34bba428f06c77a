// Package sql is a console for an SQLite database: write a query, press Ctrl-Enter, and see its rows, or where it is wrong. The
// database that ships, of a tea shop, is invented. It can only be read, for 3 s and up to 1,000 rows a query.
//
//panelgo:gallery Apps
package sql

import (
	"context"
	"database/sql"
	_ "embed"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
	"github.com/ncruces/go-sqlite3/vfs/memdb"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed tea.db
var tea []byte

// tables lists the database's tables and columns; first is the query that visitors find.
const (
	tables = "SELECT m.name AS 'table', p.name AS 'column', p.type FROM sqlite_schema m JOIN pragma_table_info(m.name) p"
	first  = `SELECT t.name, t.kind, t.origin,
       sum(i.grams) / 1000.0 AS kg,
       round(sum(i.grams * t.price) / 100) AS earned
FROM teas t JOIN items i ON i.tea = t.id
GROUP BY t.id
ORDER BY earned DESC`
)

// answer is a query and what came of it.
type answer struct {
	Query string
	Rows  int           `width:"80"`
	Took  time.Duration `title:"ms" format:"0.0" width:"80"`
	table widgets.Tabulator
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	schema, err := ask(doc.Context(), tables)
	if err != nil {
		return err
	}
	schema.table.GroupBy("table")
	editor, run := widgets.NewCodeEditor("sql", first), widgets.NewButton("Run")
	run.SetColor(widgets.Primary)
	asked := reactive.NewWork(ask)
	asked.Follow(editor)
	run.OnClick(func() { asked.Start(editor.Value()) })
	found := asked.View(func(a answer) models.UIElement {
		return layout.Column(pane.NewText(fmt.Sprintf("%d rows in %v", a.Rows, a.Took.Round(time.Microsecond))), a.table)
	})

	history := widgets.NewTable([]answer{})
	asked.OnChange(func(a answer) { history.Append(20, a) })
	history.OnClick(func(row int, _ string) { editor.SetValue(history.Rows.All()[row].Query) })

	shell := template.New("SQL console").Look(template.Look{Width: 340})
	shell.Sidebar(pane.NewText("Tables"), schema.table)
	shell.Main(editor, layout.Row(run, pane.NewText("or Ctrl-Enter")), found, layout.Card("History", history))
	doc.Add(shell)
	return nil
}

// ask runs a query, for 3 s and up to 1,000 rows. An error says where in the query it is.
func ask(ctx context.Context, query string) (answer, error) {
	db, err := open()
	if err != nil {
		return answer{}, err
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Second)
	defer cancel()
	began := time.Now()
	table, err := widgets.NewQueryTable(ctx, db, 1000, query)
	if wrong, ok := errors.AsType[*sqlite3.Error](err); ok && wrong.SQL() != "" {
		line, column := widgets.Place(query, len(query)-len(wrong.SQL()))
		return answer{}, fmt.Errorf("line %d, column %d: %w", line, column, err)
	} else if err != nil {
		return answer{}, err
	}
	table.SetPageSize(15)
	return answer{query, table.Rows.Data.Get().Len(), time.Since(began), table}, nil
}

// open opens the database, once for all visitors.
var open = sync.OnceValues(func() (*sql.DB, error) {
	memdb.Create("tea.db", tea)
	return driver.Open("file:/tea.db?vfs=memdb&mode=ro", func(c *sqlite3.Conn) error {
		c.Limit(sqlite3.LIMIT_LENGTH, 1<<20) // bytes of a value
		return c.SetAuthorizer(readOnly)
	})
})

// readOnly lets queries read tables and what tables there are, and do nothing else.
func readOnly(does sqlite3.AuthorizerActionCode, name, _, _, _ string) sqlite3.AuthorizerReturnCode {
	switch does {
	case sqlite3.AUTH_SELECT, sqlite3.AUTH_READ, sqlite3.AUTH_FUNCTION, sqlite3.AUTH_RECURSIVE:
		return sqlite3.AUTH_OK
	case sqlite3.AUTH_PRAGMA:
		if name == "table_info" || name == "query_only" { // the latter is the driver's
			return sqlite3.AUTH_OK
		}
	}
	return sqlite3.AUTH_DENY
}
