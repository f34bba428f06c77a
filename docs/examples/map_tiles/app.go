// Package maptiles shows places on a map of tiles. Click the map to hear where that is. The tiles are drawn from their
// numbers here; with a tile server below your app's address, say /tiles/{Z}/{X}/{Y}.png instead.
//
//panelgo:gallery plot.NewMap
package maptiles

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// tile is a picture with the numbers of the tile in it.
const tile = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='256' height='256' font-family='sans-serif'%3E" +
	"%3Crect width='256' height='256' fill='%23dbe7ef' stroke='%239fb6c6'/%3E%3Ctext x='12' y='28' fill='%235b7688'%3E{Z} / {X} / {Y}%3C/text%3E%3C/svg%3E"

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	oslo, rome, cairo := plot.Mercator(59.91, 10.75), plot.Mercator(41.89, 12.48), plot.Mercator(30.04, 31.24)
	cities := plot.NewSource(document.Data{"x": []float64{oslo.X, rome.X, cairo.X}, "y": []float64{oslo.Y, rome.Y, cairo.Y}, "name": []string{"Oslo", "Rome", "Cairo"}})
	world := plot.NewMap("Cities", plot.Tiles{URL: tile, Attribution: "drawn from numbers"})
	world.Scatter(cities, "x", "y", plot.Style{Size: 12})
	world.Hover(plot.Tip{Label: "City", Column: "name"})

	where := pane.NewText("Click the map.")
	world.OnTap(func(p plot.Point) {
		latitude, longitude := plot.Degrees(p)
		where.SetText(fmt.Sprintf("%.1f° north, %.1f° east", latitude, longitude))
	})
	madrid := plot.Mercator(40.42, -3.7)
	further := widgets.NewButton("Add Madrid")
	further.OnClick(func() {
		cities.Show(document.Data{"x": []float64{oslo.X, rome.X, cairo.X, madrid.X}, "y": []float64{oslo.Y, rome.Y, cairo.Y, madrid.Y}, "name": []string{"Oslo", "Rome", "Cairo", "Madrid"}})
	})

	doc.SetTitle("Map")
	doc.Add(layout.Column(world, where, further))
	return nil
}
