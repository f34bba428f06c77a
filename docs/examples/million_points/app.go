// Package millionpoints shows a line of a million points and as many dots: browsers get what they can show of them.
//
//panelgo:gallery plot.Series
package millionpoints

import (
	"fmt"
	"math/rand/v2"
	"sync"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
)

const n = 1_000_000

// walk is a line that wanders, and a cloud; both are made once for all visitors.
var walk, cloud = sync.OnceValues(func() (*plot.Series, error) {
	random := rand.New(rand.NewPCG(11, 12))
	x, y := make([]float64, n), make([]float64, n)
	for i := 1; i < n; i++ {
		x[i], y[i] = float64(i), y[i-1]+random.NormFloat64()
	}
	return plot.NewSeries(x, y)
}), sync.OnceValues(func() (*plot.Density, error) {
	random := rand.New(rand.NewPCG(13, 14))
	x, y := make([]float64, n), make([]float64, n)
	for i := range x {
		x[i] = random.NormFloat64()
		y[i] = random.NormFloat64() + x[i]*x[i]/2
	}
	return plot.NewDensity(x, y)
})

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	series, err := walk()
	if err != nil {
		return err
	}
	points, err := cloud()
	if err != nil {
		return err
	}
	line, dots := plot.New("A walk of a million steps").WheelZoom(), plot.New("A million dots").WheelZoom()
	line.Series(series, plot.Style{Width: 1})
	line.XAxis.Format(plot.Numeral("0,0"))
	dots.Density(points, plot.Viridis)

	seen := pane.NewText("Zoom in with the wheel.")
	line.OnXWindow(func(w plot.Window) { seen.SetText(fmt.Sprintf("Steps %.0f to %.0f are seen.", w.Low, w.High)) })

	doc.SetTitle("A million points")
	doc.Add(layout.Column(line, seen, dots))
	return nil
}
