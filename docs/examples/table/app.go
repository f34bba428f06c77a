// Package table shows the planets in a table: a click on a heading sorts it, and selected rows are summed up below.
//
//panelgo:gallery First steps
package table

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

var (
	planets  = []string{"Mercury", "Venus", "Earth", "Mars", "Jupiter", "Saturn", "Uranus", "Neptune"}
	diameter = []int{4_879, 12_104, 12_756, 6_792, 142_984, 120_536, 51_118, 49_528} // km
	year     = []float64{0.24, 0.62, 1, 1.88, 11.86, 29.42, 83.75, 163.72}           // Earth's years
	moons    = []int{0, 0, 1, 2, 97, 274, 28, 16}
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	table := widgets.NewTable(
		document.Data{"planet": planets, "diameter": diameter, "year": year, "moons": moons},
		widgets.Heading{Field: "planet", Title: "Planet"},
		widgets.Heading{Field: "diameter", Title: "Diameter, km", Format: widgets.Number("0,0")},
		widgets.Heading{Field: "year", Title: "Year, Earth years", Format: widgets.Number("0.00")},
		widgets.Heading{Field: "moons", Title: "Moons", Format: widgets.Number("0")},
	)
	summary := pane.NewText("Select rows; hold Ctrl for several.")
	table.Rows.OnSelect(func(rows []int) { summary.SetText(summarize(rows)) })

	doc.SetTitle("Table")
	doc.Add(layout.Column(table, summary))
	return nil
}

func summarize(rows []int) string {
	total := 0
	for _, row := range rows {
		total += moons[row]
	}
	return fmt.Sprintf("%d selected, %d moons", len(rows), total)
}
