// Package twinaxis shows two columns of different units, each with an axis of its own: climate of a town.
//
//panelgo:gallery plot.AddY
package twinaxis

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	months := []string{"J", "F", "Mr", "A", "My", "Jn", "Jl", "Ag", "S", "O", "N", "D"}
	climate := plot.NewSource(document.Data{"month": months, "rain": []float64{70, 63, 59, 65, 54, 40, 21, 33, 68, 93, 110, 90}, "celsius": []float64{8, 9, 11, 14, 18, 22, 25, 25, 21, 17, 12, 9}})

	fig := plot.New("Rome").Labels("", "rain, mm").CategoricalX(plot.Factors(months...))
	fig.Bars(climate, "month", "rain", plot.Style{Color: "#8fbcdb"})
	warmth := fig.Line(climate, "month", "celsius", plot.Style{Color: "#d4474f", Width: 3})
	fig.AddY("temperature, °C", 0, 30).Format(plot.Printf("%.0f°")).Carry(warmth)

	hide := widgets.NewCheckbox("Temperature")
	hide.SetValue(true)
	hide.OnChange(func(on bool) { warmth.Visible.Set(on) })

	doc.SetTitle("Twin axes")
	doc.Add(layout.Column(hide, fig))
	return nil
}
