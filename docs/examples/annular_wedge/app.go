// Package annularwedge shows parts of rings: three goals of a day, each a ring that closes.
//
//panelgo:gallery plot.AnnularWedge
package annularwedge

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
	done := []float64{0.55, 0.8, 0.3}
	goals := plot.NewSource(rings(done))
	fig := plot.New("Walk, stand, move").SetXRange(-1.1, 1.1).SetYRange(-1.1, 1.1)
	fig.SizingMode.Set(document.None[models.SizingMode]())
	fig.FrameWidth.Set(document.Some(270.0)) // as its ranges are, so that a ring is round
	fig.FrameHeight.Set(document.Some(270.0))
	fig.XAxis.Hide()
	fig.YAxis.Hide()
	fig.Draw(goals, plot.AnnularWedge{X: plot.Num(0), Y: plot.Num(0), InnerRadius: plot.Col("inner"), OuterRadius: plot.Col("outer"),
		StartAngle: plot.Num(math.Pi / 2), EndAngle: plot.Col("end"), Direction: models.DirectionClock}, plot.Style{ColorBy: plot.Col("color")})

	walk := widgets.NewButton("Take a walk")
	walk.OnClick(func() {
		done[0] = min(done[0]+0.15, 0.999)
		goals.Show(rings(done))
	})

	doc.SetTitle("AnnularWedge")
	doc.Add(layout.Column(fig, walk))
	return nil
}

func rings(done []float64) document.Data {
	end := make([]float64, len(done))
	for i, part := range done {
		end[i] = math.Pi/2 - 2*math.Pi*part
	}
	return document.Data{"inner": []float64{0.8, 0.55, 0.3}, "outer": []float64{1, 0.75, 0.5}, "end": end, "color": []string{"#d4474f", "#2ba26f", "#3b82c4"}}
}
