// Package hbars shows lying bars, for categories with long names.
//
//panelgo:gallery plot.HBar
package hbars

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	animals := []string{"Garden snail", "Giant tortoise", "Chicken", "Domestic cat", "Peregrine falcon"}
	speed := plot.NewSource(document.Data{"animal": animals, "kmh": []float64{0.05, 0.3, 14, 48, 320}, "from": []float64{0.01, 0.01, 0.01, 0.01, 0.01}})
	fig := plot.New("How fast they are").Labels("km/h", "").CategoricalY(plot.Factors(animals...)).LogX()
	fig.Draw(speed, plot.HBar{Y: plot.Col("animal"), Left: plot.Col("from"), Right: plot.Col("kmh"), Height: plot.Num(0.7)}, plot.Style{})
	limit := fig.VLine(30, plot.Style{Color: "#d4474f", Dash: models.LineDashDashed})

	fast := widgets.NewButton("A limit of 130")
	fast.OnClick(func() { limit.Location.Set(document.Some(130.0)) })

	doc.SetTitle("Bars, lying")
	doc.Add(layout.Column(fig, fast))
	return nil
}
