// Package nestedselect shows lists of which each depends on the one before: a country, its cities, their hotels.
//
//panelgo:gallery widgets.NestedSelect
package nestedselect

import (
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	room := widgets.NewNestedSelect([]string{"Country", "City", "Hotel"}, []widgets.Branch{
		{Label: "Italy", Below: []widgets.Branch{
			{Label: "Rome", Below: []widgets.Branch{{Label: "Aurora"}, {Label: "Tiber View"}}},
			{Label: "Turin", Below: []widgets.Branch{{Label: "Mole"}}},
		}},
		{Label: "Japan", Below: []widgets.Branch{
			{Label: "Kyoto", Below: []widgets.Branch{{Label: "Bamboo Inn"}, {Label: "Gion House"}}},
			{Label: "Sapporo", Below: []widgets.Branch{{Label: "Snow"}}},
		}},
	})

	booking := pane.NewText("")
	show := func(path []string) { booking.SetText("Booked: " + strings.Join(path, " › ")) }
	room.OnChange(show)
	show(room.Value())

	usual := widgets.NewButton("Where we always go")
	usual.OnClick(func() { room.Select("Japan", "Kyoto", "Gion House") })

	doc.SetTitle("NestedSelect")
	doc.Add(layout.Column(room, booking, usual))
	return nil
}
