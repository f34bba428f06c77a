// Package intslider shows a slider for whole numbers: drag it, move it with the arrow keys, or have Go set it.
//
//panelgo:gallery widgets.IntSlider
package intslider

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	guests := widgets.NewIntSlider("Guests", 1, 40)
	guests.SetValue(6)
	guests.Describe("How many come to dinner")

	recipe := pane.NewText("")
	show := func(n int) { recipe.SetText(fmt.Sprintf("%d guests: %d g of pasta, %d tomatoes", n, 120*n, 3*n)) }
	guests.OnChange(show)
	show(guests.Value())

	party := widgets.NewButton("Make it a party")
	party.OnClick(func() { guests.SetValue(25) })

	doc.SetTitle("IntSlider")
	doc.Add(layout.Column(guests, recipe, party))
	return nil
}
