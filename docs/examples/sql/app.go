// Package sql is a console for an SQLite database: write a query, press Ctrl-Enter, and see its rows, or where it is wrong. The
// database that ships, of a tea shop, is invented. It can only be read, for 3 s and up to 1,000 rows a query.
//
//panelgo:gallery Apps
package sql

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

const (
	patience = 3 * time.Second
	mostRows = 1000
)

type asked struct {
	Query string
	Rows  int           `width:"80"`
	Took  time.Duration `title:"ms" format:"0.0" width:"80"`
	table widgets.Tabulator
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	db, err := open()
	if err != nil {
		return err
	}
	schema, err := ask(doc.Context(), db, tables)
	if err != nil {
		return err
	}
	schema.table.GroupBy("table")
	editor, run := widgets.NewCodeEditor("sql", first), widgets.NewButton("Run")
	run.SetColor(widgets.Primary)
	work := reactive.NewWork(func(ctx context.Context, query string) (asked, error) {
		return ask(ctx, db, query)
	})
	work.Follow(editor)
	run.OnClick(func() { work.Start(editor.Value()) })

	past := []asked{} // the latest first
	history := widgets.NewTabulator(plot.Columns(past), widgets.ColumnsOf[asked]()...)
	work.OnChange(func(a asked) {
		past = append([]asked{a}, past[:min(len(past), 19)]...)
		history.Rows.Show(plot.Columns(past))
	})
	history.OnClick(func(row int, _ string) { editor.SetValue(past[row].Query) })
	answer := work.View(func(a asked) models.UIElement {
		return layout.Column(pane.NewText(fmt.Sprintf("%d rows in %v", a.Rows, a.Took.Round(time.Microsecond))), a.table)
	})

	shell := template.New("SQL console").Look(template.Look{Width: 340})
	shell.Sidebar(pane.NewText("Tables"), schema.table)
	shell.Main(editor, layout.Row(run, pane.NewText("or Ctrl-Enter")), answer, layout.Card("History", history))
	doc.SetTitle("SQL console")
	doc.Add(shell)
	return nil
}

// ask runs a query.
func ask(ctx context.Context, db *sql.DB, query string) (asked, error) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	began := time.Now()
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return asked{}, explain(query, err)
	}
	data, columns, err := widgets.ReadRows(rows, mostRows)
	if err != nil {
		return asked{}, explain(query, err)
	}
	table := widgets.NewTabulator(data, columns...)
	table.SetPageSize(15)
	return asked{query, data.Len(), time.Since(began), table}, nil
}
