// Package heatmap shows an array of numbers as a picture, with a bar that says what its colours stand for.
//
//panelgo:gallery plot.Image
package heatmap

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
	drops := plot.NewSource(document.Data{"height": []any{ripples(6)}})
	colors := plot.Colors(plot.Inferno, -1, 1)
	fig := plot.New("Two drops on a pond").SetXRange(0, 10).SetYRange(0, 6)
	fig.Draw(drops, plot.Image{X: plot.Num(0), Y: plot.Num(0), Dw: plot.Num(10), Dh: plot.Num(6), Image: plot.Col("height"), ColorMapper: colors}, plot.Style{})
	fig.ColorBar(colors, "height, mm")

	waves := widgets.NewFloatSlider("Waves", 1, 15)
	waves.SetValue(6)
	waves.OnChange(func(n float64) { drops.Show(document.Data{"height": []any{ripples(n)}}) })
	many := widgets.NewButton("Many")
	many.OnClick(func() { waves.SetValue(14) })

	doc.SetTitle("Image")
	doc.Add(layout.Column(layout.Row(waves, many), fig))
	return nil
}

func ripples(waves float64) *document.Array {
	const columns, rows = 150, 90
	heights := make([]float64, columns*rows)
	for i := range heights {
		x, y := float64(i%columns)/15, float64(i/columns)/15
		heights[i] = (math.Cos(waves*math.Hypot(x-3, y-3)) + math.Cos(waves*math.Hypot(x-7, y-3))) / 2
	}
	return document.NewArray(heights, rows, columns)
}
