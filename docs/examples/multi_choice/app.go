// Package multichoice shows a field with tags: type to search the toppings, click a cross to do without one.
//
//panelgo:gallery widgets.MultiChoice
package multichoice

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type topping struct {
	name  string
	cents int
}

var toppings = []topping{{"Anchovies", 120}, {"Artichokes", 150}, {"Basil", 50}, {"Capers", 80}, {"Ham", 140}, {"Mushrooms", 110}, {"Olives", 90}, {"Rocket", 100}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	on := widgets.NewMultiChoice("Toppings", widgets.ChoicesOf(toppings, func(t topping) string { return t.name }))
	on.MaxItems.Set(document.Some(4))
	on.Select(toppings[2], toppings[6])

	price := pane.NewText("")
	show := func(chosen []topping) {
		cents := 700
		for _, t := range chosen {
			cents += t.cents
		}
		price.SetText(fmt.Sprintf("A pizza with %d toppings: %.2f €", len(chosen), float64(cents)/100))
	}
	on.OnChange(show)
	show(on.Value())

	plain := widgets.NewButton("Just a margherita")
	plain.OnClick(func() { on.Select(toppings[2]) })

	doc.SetTitle("MultiChoice")
	doc.Add(layout.Column(on, price, plain))
	return nil
}
