// Package colormap shows a list of palettes, which it draws: pick the colours of a picture of heat.
//
//panelgo:gallery widgets.ColorMap
package colormap

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
	palettes := widgets.NewColorMap("Palette",
		widgets.Palette{Name: "Viridis", Colors: plot.Viridis}, widgets.Palette{Name: "Inferno", Colors: plot.Inferno},
		widgets.Palette{Name: "Blues", Colors: plot.Blues}, widgets.Palette{Name: "Red to blue", Colors: plot.RedBlue})

	colors := plot.Colors(palettes.Value().Colors, -1, 1)
	palettes.OnChange(func(p widgets.Palette) { colors.Palette.Set(p.Colors) })

	fig := plot.New("")
	fig.Draw(plot.NewSource(document.Data{"waves": []any{waves(80)}}), plot.Image{X: plot.Num(0), Y: plot.Num(0), Dw: plot.Num(10), Dh: plot.Num(10),
		Image: plot.Col("waves"), ColorMapper: colors}, plot.Style{})
	fig.ColorBar(colors, "height")

	hot := widgets.NewButton("Inferno")
	hot.OnClick(func() { palettes.Select("Inferno") })

	doc.SetTitle("ColorMap")
	doc.Add(layout.Column(layout.Row(palettes, hot), fig))
	return nil
}

// waves is a field of n by n heights.
func waves(n int) *document.Array {
	heights := make([]float64, n*n)
	for i := range heights {
		x, y := float64(i%n)/float64(n)*10, float64(i/n)/float64(n)*10
		heights[i] = math.Sin(x) * math.Cos(y)
	}
	return document.NewArray(heights, n, n)
}
