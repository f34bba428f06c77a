// Package player shows the buttons of a film: a planet goes around its star, a degree a step.
//
//panelgo:gallery widgets.Player
package player

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	day := widgets.NewPlayer("Day", 0, 359)
	day.Interval.Set(40) // ms
	day.LoopPolicy.Set(models.LoopPolicyLoop)

	planet := plot.NewSource(document.Data{"x": []float64{1.5}, "y": []float64{0}})
	day.OnChange(func(n int) {
		angle := float64(n) * math.Pi / 180
		planet.Show(document.Data{"x": []float64{1.5 * math.Cos(angle)}, "y": []float64{0.9 * math.Sin(angle)}})
	})

	sky := plot.New("").SetXRange(-2, 2).SetYRange(-1.2, 1.2)
	sky.Height.Set(document.Some(260.0))
	sky.Scatter(plot.NewSource(document.Data{"x": []float64{0.4}, "y": []float64{0}}), "x", "y", plot.Style{Size: 40, Color: "#f2b134"})
	sky.Scatter(planet, "x", "y", plot.Style{Size: 16})

	half := widgets.NewButton("Half a year")
	half.OnClick(func() { day.SetValue(180) })

	doc.SetTitle("Player")
	doc.Add(layout.Column(day, half, sky))
	return nil
}
