// Package row shows components beside each other; on a narrow screen a row goes on in a further line.
//
//panelgo:gallery layout.Row
package row

import (
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	row := layout.Row(mug("espresso", 40), mug("cappuccino", 180))

	add := widgets.NewButton("One more")
	add.OnClick(func() { row.Children.Set(append(slices.Clone(row.Children.Get()), mug("americano", 240))) })
	less := widgets.NewButton("One less")
	less.OnClick(func() {
		if mugs := row.Children.Get(); len(mugs) > 0 {
			row.Children.Set(mugs[:len(mugs)-1])
		}
	})

	doc.SetTitle("Row")
	doc.Add(row, layout.Row(add, less))
	return nil
}

func mug(name string, ml float64) models.UIElement {
	return layout.Fixed("", layout.NewNumber(name, "%.0f ml", ml))
}
