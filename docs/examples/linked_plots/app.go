// Package linkedplots shows figures that pan and zoom together, and share what is selected and one toolbar.
//
//panelgo:gallery plot.Grid
package linkedplots

import (
	"fmt"
	"math"
	"math/rand/v2"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	random := rand.New(rand.NewPCG(9, 10))
	hour, kwh, celsius := make([]float64, 120), make([]float64, 120), make([]float64, 120)
	for i := range hour {
		hour[i] = float64(i)
		celsius[i] = 4 - 5*math.Cos(2*math.Pi*hour[i]/24) + random.NormFloat64()
		kwh[i] = 3 - 0.2*celsius[i] + 0.3*random.NormFloat64()
	}
	house := plot.NewSource(document.Data{"hour": hour, "kwh": kwh, "celsius": celsius})

	outside, heating := plot.New("Outside, °C").BoxSelect(), plot.New("Heating, kWh").BoxSelect()
	outside.Scatter(house, "hour", "celsius", plot.Style{})
	heating.Scatter(house, "hour", "kwh", plot.Style{})
	plot.LinkX(outside, heating)

	mean := pane.NewText("Drag a box over some hours, pan or zoom.")
	house.OnSelect(func(rows []int) { mean.SetText(fmt.Sprintf("%d hours are selected", len(rows))) })
	cold := widgets.NewButton("Below freezing")
	cold.OnClick(func() {
		var rows []int
		for i, c := range celsius {
			if c < 0 {
				rows = append(rows, i)
			}
		}
		house.Select(rows...)
	})

	doc.SetTitle("Linked figures")
	doc.Add(layout.Column(plot.Grid(2, outside, heating), layout.Row(cold, mean)))
	return nil
}
