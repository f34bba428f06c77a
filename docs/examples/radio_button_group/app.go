// Package radiobuttongroup shows buttons of which one is down: the unit of a distance.
//
//panelgo:gallery widgets.RadioButtonGroup
package radiobuttongroup

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type unit struct {
	name   string
	meters float64
}

var units = []unit{{"km", 1000}, {"miles", 1609.344}, {"nautical miles", 1852}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	in := widgets.NewRadioButtonGroup(widgets.ChoicesOf(units, func(u unit) string { return u.name }))
	in.SetColor(widgets.Primary)
	in.Describe("The unit of the distance below")

	distance := pane.NewText("")
	show := func(u unit) {
		distance.SetText(fmt.Sprintf("From Lisbon to Cape Town: %.0f %s", 8_484_000/u.meters, u.name))
	}
	in.OnChange(show)
	show(in.Value())

	sea := widgets.NewButton("As sailors say it")
	sea.OnClick(func() { in.SetValue(units[2]) })

	doc.SetTitle("RadioButtonGroup")
	doc.Add(layout.Column(in, distance, sea))
	return nil
}
