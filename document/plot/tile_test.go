package plot_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func TestAMapHasItsTilesWhenItsRangeGrows(t *testing.T) {
	const tile = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='256' height='256'%3E" +
		"%3Crect width='256' height='256' fill='%23dbe7ef'/%3E%3C/svg%3E"
	places := func(all ...plot.Point) document.Data {
		x, y := make([]float64, len(all)), make([]float64, len(all))
		for i, p := range all {
			x[i], y[i] = p.X, p.Y
		}
		return document.Data{"x": x, "y": y}
	}
	oslo, cairo, tokyo, lima := plot.Mercator(59.9, 10.8), plot.Mercator(30, 31.2), plot.Mercator(35.7, 139.7), plot.Mercator(-12, -77)
	var cities *plot.Source
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		cities = plot.NewSource(places(oslo, cairo))
		world := plot.NewMap("Cities", plot.Tiles{URL: tile})
		world.Scatter(cities, "x", "y", plot.Style{Size: 12})
		return named(world)
	})
	frame := s.frame("fig 0")
	covered := func() bool { return float64(s.painted("fig 0", "#dbe7ef")) > 0.9*frame.W*frame.H }
	s.WaitFrames(covered)
	for _, further := range []plot.Point{tokyo, lima} {
		s.turn(func() { cities.Show(places(oslo, cairo, further)) })
		s.WaitModel("fig 0", "m.renderers[1].data_source.data.x.length === 3")
		s.Quiet()
		s.WaitFrames(covered)
	}
}
