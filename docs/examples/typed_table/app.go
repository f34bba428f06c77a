// Package typedtable shows a table of structs: click rows to sum them up, and change the numbers in the last column.
//
//panelgo:gallery widgets.Table
package typedtable

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

type item struct {
	Name  string
	Grams float64 `title:"Weight, g" format:"0,0"`
	Count int     `format:"0" width:"120"`
	shelf string  // fields that are not exported have no column, and stay with their row
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	columns := widgets.ColumnsOf[item]()
	columns[2].Editor = widgets.EditNumber()
	items := []item{{"Tent", 1850, 1, "attic"}, {"Rope", 640, 2, "cellar"}, {"Stove", 310, 1, "attic"}, {"Lamp", 95, 3, "hall"}}
	table := widgets.NewTable(items, columns...)

	load := reactive.View(table, func(some []item) models.UIElement { // those that are selected, or all
		grams, shelves := 0.0, map[string]int{}
		for _, i := range some {
			grams += i.Grams * float64(i.Count)
			shelves[i.shelf] += i.Count
		}
		return pane.NewText(fmt.Sprintf("%.0f g from %v", grams, shelves))
	})
	summer := widgets.NewButton("Pack for summer")
	summer.OnClick(func() { table.SetRows([]item{{"Tarp", 480, 1, "hall"}, {"Lamp", 95, 1, "hall"}}) })

	doc.SetTitle("Table")
	doc.Add(layout.Column(table, load, summer))
	return nil
}
