// Package quiver shows where a field points to, with a segment for each place: the wind around a storm.
//
//panelgo:gallery plot.Segment
package quiver

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	wind := plot.NewSource(storm(0.6))
	heat := plot.Colors(plot.Viridis, 0, 1)
	fig := plot.New("Wind").SetXRange(-5.5, 5.5).SetYRange(-3.5, 3.5)
	fig.Draw(wind, plot.Segment{X0: plot.Col("x"), Y0: plot.Col("y"), X1: plot.Col("x1"), Y1: plot.Col("y1")}, plot.Style{Width: 2, ColorBy: plot.Col("force").With(heat)})
	fig.Draw(wind, plot.Scatter{X: plot.Col("x1"), Y: plot.Col("y1"), Size: plot.Num(5)}, plot.Style{ColorBy: plot.Col("force").With(heat)})
	fig.ColorBar(heat, "force")

	turn := widgets.NewButton("It turns")
	turn.OnClick(func() { wind.Show(storm(-0.6)) })

	doc.SetTitle("Segment")
	doc.Add(layout.Column(turn, fig))
	return nil
}

func storm(strength float64) document.Data {
	data := map[string][]float64{}
	for x := -5.0; x <= 5; x += 0.5 {
		for y := -3.0; y <= 3; y += 0.5 {
			force := math.Exp(-math.Hypot(x, y) / 3)
			for name, v := range map[string]float64{"x": x, "y": y, "x1": x - strength*force*y, "y1": y + strength*force*x, "force": force} {
				data[name] = append(data[name], v)
			}
		}
	}
	return document.Data{"x": data["x"], "y": data["y"], "x1": data["x1"], "y1": data["y1"], "force": data["force"]}
}
