// Package structtable shows a slice of structs as a table: its tags name the columns and format their values.
//
//panelgo:gallery pane.Table
package structtable

import (
	"cmp"
	"slices"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type run struct {
	Day      time.Time `format:"Mon 2 Jan"`
	Distance float64   `pane:"Distance, km" format:"%.1f"`
	Pace     float64   `pane:"Pace, min/km" format:"%.2f"`
	Shoes    string
	Secret   string `pane:"-"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	day := time.Date(2026, time.May, 4, 0, 0, 0, 0, time.UTC)
	runs := []run{{day, 8.2, 5.42, "blue", "rain"}, {day.AddDate(0, 0, 2), 12.04, 5.61, "red", "lost my way"}, {day.AddDate(0, 0, 5), 5, 4.98, "blue", "a dog"}}
	table := pane.NewTable(runs)

	fastest := widgets.NewButton("Fastest first")
	fastest.OnClick(func() {
		slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.Pace, b.Pace) })
		table.SetRows(runs)
	})

	doc.SetTitle("DataFrame of structs")
	doc.Add(layout.Column(table, fastest))
	return nil
}
