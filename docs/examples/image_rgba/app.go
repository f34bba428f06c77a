// Package imagergba shows an array of colours in a figure: a picture with axes, to zoom into.
//
//panelgo:gallery plot.ImageRGBA
package imagergba

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
	sky := plot.NewSource(document.Data{"picture": []any{sunset(0.5)}})
	fig := plot.New("").Labels("km", "km").SetXRange(0, 30).SetYRange(0, 15).WheelZoom()
	fig.Draw(sky, plot.ImageRGBA{X: plot.Num(0), Y: plot.Num(0), Dw: plot.Num(30), Dh: plot.Num(15), Image: plot.Col("picture")}, plot.Style{})

	sun := widgets.NewFloatSlider("The sun's height", 0, 1)
	sun.SetValue(0.5)
	sun.OnChange(func(h float64) { sky.Show(document.Data{"picture": []any{sunset(h)}}) })
	set := widgets.NewButton("Let it set")
	set.OnClick(func() { sun.SetValue(0.05) })

	doc.SetTitle("ImageRGBA")
	doc.Add(layout.Column(layout.Row(sun, set), fig))
	return nil
}

// sunset is a picture of 150 by 75 pixels, from the bottom up. A pixel is 0xAABBGGRR: opacity, blue, green, red.
func sunset(height float64) *document.Array {
	const columns, rows = 150, 75
	pixels := make([]uint32, columns*rows)
	for i := range pixels {
		x, y := float64(i%columns), float64(i/columns)
		glow := math.Exp(-math.Hypot(x-75, y-10-60*height) / 14)
		day := 0.25 + 0.75*height
		part := func(x float64) uint32 { return uint32(255 * min(1, x)) }
		pixels[i] = 0xff<<24 | part(0.2*glow+0.9*day*y/rows)<<16 | part(0.8*glow+0.45*day)<<8 | part(glow+0.5*day)
	}
	return document.NewArray(pixels, rows, columns)
}
