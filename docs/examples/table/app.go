// Package table shows the planets in a table: a click on a heading sorts it, and selected rows are summed up below.
//
//panelgo:gallery First steps
package table

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type planet struct {
	Name     string  `title:"Planet"`
	Diameter int     `title:"Diameter, km" format:"0,0"`
	Year     float64 `title:"Year, Earth years" format:"0.00"`
	Moons    int     `format:"0"`
}

var planets = []planet{
	{"Mercury", 4_879, 0.24, 0}, {"Venus", 12_104, 0.62, 0}, {"Earth", 12_756, 1, 1}, {"Mars", 6_792, 1.88, 2},
	{"Jupiter", 142_984, 11.86, 97}, {"Saturn", 120_536, 29.42, 274}, {"Uranus", 51_118, 83.75, 28}, {"Neptune", 49_528, 163.72, 16},
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	table := widgets.NewTable(planets)
	summary := pane.NewText("Select rows; hold Ctrl for several.")
	table.OnSelect(func(chosen []planet) { summary.SetText(summarize(chosen)) })

	doc.SetTitle("Table")
	doc.Add(layout.Column(table, summary))
	return nil
}

func summarize(chosen []planet) string {
	moons := 0
	for _, p := range chosen {
		moons += p.Moons
	}
	return fmt.Sprintf("%d selected, %d moons", len(chosen), moons)
}
