// Package tabulator shows a table to sort, filter, select in and save: the highest mountain of each continent.
//
//panelgo:gallery widgets.Tabulator
package tabulator

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

var (
	mountains  = []string{"Everest", "Aconcagua", "Denali", "Kilimanjaro", "Elbrus", "Vinson", "Puncak Jaya"}
	continents = []string{"Asia", "South America", "North America", "Africa", "Europe", "Antarctica", "Oceania"}
	heights    = []int{8849, 6961, 6190, 5895, 5642, 4892, 4884} // m
	climbed    = []int{1953, 1897, 1913, 1889, 1874, 1966, 1962}
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	table := widgets.NewTabulator(
		document.Data{"mountain": mountains, "continent": continents, "height": heights, "year": climbed},
		widgets.Column{Field: "mountain", Title: "Mountain", Filter: true},
		widgets.Column{Field: "continent", Title: "Continent", Filter: true},
		widgets.Column{Field: "height", Title: "Height, m", Format: widgets.Number("0,0")},
		widgets.Column{Field: "year", Title: "First climbed"})

	sum := pane.NewText("Click rows; with Ctrl for several.")
	table.OnSelect(func(rows []int) {
		meters := 0
		for _, row := range rows {
			meters += heights[row]
		}
		sum.SetText(fmt.Sprintf("%d mountains, %d m in all", len(rows), meters))
	})

	save := widgets.NewButton("Save as CSV")
	save.OnClick(func() { table.Save("mountains.csv") })

	doc.SetTitle("Tabulator")
	doc.Add(layout.Column(table, sum, save))
	return nil
}
