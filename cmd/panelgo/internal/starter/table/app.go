// Package table shows rows of structs, and sums up those that are selected.
package table

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// planet is a row, and its fields are the columns.
type planet struct {
	Name     string
	Diameter int `title:"Diameter, km" format:"0,0"`
	Moons    int
}

var planets = []planet{{"Earth", 12_756, 1}, {"Mars", 6_792, 2}, {"Jupiter", 142_984, 97}, {"Saturn", 120_536, 274}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	table := widgets.NewTable(planets)
	summary := pane.NewText("Select rows; hold Ctrl for several.")
	summary.Name.Set(document.Some("Summary")) // how the test finds it
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
