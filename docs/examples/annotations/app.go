// Package annotations shows what can be written and drawn over a figure: words, lines, boxes, arrows.
//
//panelgo:gallery plot.Annotations
package annotations

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
	pulse := plot.NewSource(document.Data{"minute": []float64{0, 5, 10, 15, 20, 25, 30, 35, 40}, "beats": []float64{62, 95, 128, 141, 152, 171, 149, 110, 84}})
	fig := plot.New("A run").Labels("minute", "beats a minute").SetXRange(0, 42).SetYRange(50, 190)
	fig.Line(pulse, "minute", "beats", plot.Style{Width: 3})
	fig.Box(plot.Edges{Bottom: models.Float(120), Top: models.Float(150)}, plot.Style{Color: "#2ba26f", Alpha: 0.15})
	limit := fig.HLine(170, plot.Style{Color: "#d4474f", Dash: models.LineDashDashed})
	fig.VLine(30, plot.Style{})
	fig.Note(plot.Point{X: 30.5, Y: 60}, "the top of the hill")
	fig.Arrow(plot.Point{X: 12, Y: 180}, plot.Point{X: 24, Y: 172}, plot.Style{})
	fig.Note(plot.Point{X: 3, Y: 177}, "too fast here")

	highest := widgets.NewIntSlider("Too fast, beats a minute", 120, 185)
	highest.SetValue(170)
	highest.OnChange(func(n int) { limit.Location.Set(document.Some(float64(n))) })
	careful := widgets.NewButton("Be careful")
	careful.OnClick(func() { highest.SetValue(140) })

	doc.SetTitle("Annotations")
	doc.Add(layout.Column(layout.Row(highest, careful), fig))
	return nil
}
