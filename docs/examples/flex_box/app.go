// Package flexbox shows components as CSS's flexible boxes place them: try the ways to do that.
//
//panelgo:gallery layout.Flex
package flexbox

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	box := layout.Column()
	direction := widgets.NewSelect("Direction", widgets.Choices("row", "row-reverse", "column"))
	justify := widgets.NewSelect("Justify", widgets.Choices("start", "center", "end", "space-between", "space-evenly"))
	place := func(string) {
		var children []models.UIElement
		for _, name := range []string{"Ann", "Bartholomew", "Cy", "Dora"} {
			children = append(children, widgets.NewButton(name))
		}
		how := layout.Flexible{Direction: direction.Value(), Justify: justify.Value(), Gap: 16}
		box.Children.Set([]models.UIElement{layout.Fixed("", layout.Flex(how, children...))})
	}
	direction.OnChange(place)
	justify.OnChange(place)
	place("")

	spread := widgets.NewToggle("Spread")
	spread.OnChange(func(bool) { justify.SetValue("space-between") })

	doc.SetTitle("FlexBox")
	doc.Add(layout.Column(layout.Row(direction, justify, spread), box))
	return nil
}
