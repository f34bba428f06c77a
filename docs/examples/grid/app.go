// Package grid shows components at places of a grid, some over several rows or columns.
//
//panelgo:gallery layout.Grid
package grid

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	temperature := layout.NewNumber("Outside, °C", "%.1f", 21.5)
	house := layout.Grid(
		layout.Place{Child: layout.Fixed("Weather", temperature), Row: 0, Col: 0},
		layout.Place{Child: layout.Fixed("Wind", layout.NewGauge("km/h", "%.0f", 0, 100, 34)), Row: 0, Col: 1, Rows: 2},
		layout.Place{Child: layout.Fixed("Rain", layout.NewNumber("mm", "%.1f", 0.4)), Row: 1, Col: 0},
		layout.Place{Child: layout.Fixed("Tomorrow", pane.NewText("Fair, in the evening clouds from the west.")), Row: 2, Col: 0, Cols: 2})

	warmer := widgets.NewButton("Warmer")
	degrees := 21.5
	warmer.OnClick(func() {
		degrees++
		temperature.SetValue(degrees)
	})

	doc.SetTitle("GridSpec")
	doc.Add(layout.Column(house, warmer))
	return nil
}
