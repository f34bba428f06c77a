// Package edittools shows points to drag, add and take away: a curve that goes through them, which Go computes.
//
//panelgo:gallery plot.EditPoints
package edittools

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	points := plot.NewSource(document.Data{"x": []float64{1, 4, 7, 9}, "y": []float64{1, 4, 2, 5}})
	fig := plot.New("Drag a point, click to add one").SetXRange(0, 10).SetYRange(0, 6)
	fig.EditPoints(fig.Scatter(points, "x", "y", plot.Style{Size: 14}))
	fit := fig.Slope(0, 0, plot.Style{Color: "#e8710a"})

	formula := pane.NewText("")
	draw := func() {
		x, okX := plot.Values[float64](points, "x")
		y, okY := plot.Values[float64](points, "y")
		if !okX || !okY || len(x) != len(y) {
			return // a browser may send anything
		}
		slope, start := line(x, y)
		fit.Gradient.Set(document.Some(slope))
		fit.YIntercept.Set(document.Some(start))
		formula.SetText(fmt.Sprintf("y = %.2f x + %.2f through %d points", slope, start, len(x)))
	}
	points.Data.OnChange(func(document.Change[document.Data]) { draw() })
	draw()

	again := widgets.NewButton("Start anew")
	again.OnClick(func() { points.Show(document.Data{"x": []float64{1, 5, 9}, "y": []float64{1, 3, 5}}) })

	doc.SetTitle("Edit tools")
	doc.Add(layout.Column(fig, formula, again))
	return nil
}

// line is the straight line that is nearest to points.
func line(x, y []float64) (slope, start float64) {
	var sx, sy, sxx, sxy float64
	for i := range x {
		sx, sy, sxx, sxy = sx+x[i], sy+y[i], sxx+x[i]*x[i], sxy+x[i]*y[i]
	}
	n := float64(len(x))
	if d := n*sxx - sx*sx; d != 0 {
		slope = (n*sxy - sx*sy) / d
	}
	return slope, (sy - slope*sx) / max(n, 1)
}
