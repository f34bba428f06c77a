// Package selectwidget shows a list that opens, over values of the program's own type: planets, and what they weigh.
//
//panelgo:gallery widgets.Select
package selectwidget

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type planet struct {
	name    string
	gravity float64 // m/s²
}

var planets = []planet{{"Mercury", 3.7}, {"Venus", 8.87}, {"Earth", 9.81}, {"Mars", 3.72}, {"Jupiter", 24.79}, {"Saturn", 10.44}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	where := widgets.NewSelect("Planet", widgets.ChoicesOf(planets, func(p planet) string { return p.name }))
	where.SetValue(planets[2])

	weight := pane.NewText("")
	show := func(p planet) {
		weight.SetText(fmt.Sprintf("On %s 70 kg weigh as much as %.1f kg at home.", p.name, 70*p.gravity/9.81))
	}
	where.OnChange(show)
	show(where.Value())

	heavy := widgets.NewButton("Where am I heaviest?")
	heavy.OnClick(func() { where.SetValue(planets[4]) })

	// Choices with a group stand under its name.
	drink := widgets.NewSelect("Drink on the way", []widgets.Choice[string]{
		{Label: "Espresso", Value: "espresso", Group: "Hot"}, {Label: "Tea", Value: "tea", Group: "Hot"}, {Label: "Lemonade", Value: "lemonade", Group: "Cold"},
	})

	doc.SetTitle("Select")
	doc.Add(layout.Column(layout.Row(where, drink), weight, heavy))
	return nil
}
