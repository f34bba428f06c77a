// Package pie shows wedges of a circle: how a household's money is spent.
//
//panelgo:gallery plot.Wedge
package pie

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

var kinds = []string{"rent", "food", "travel", "fun"}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	money := plot.NewSource(shares(900, 420, 160, 220))
	fig := plot.New("A month's money").SetXRange(-1.1, 2.2).SetYRange(-1.1, 1.1)
	fig.SizingMode.Set(document.None[models.SizingMode]())
	fig.FrameWidth.Set(document.Some(330.0)) // as its ranges are, so that a circle is round
	fig.FrameHeight.Set(document.Some(220.0))
	fig.XAxis.Hide()
	fig.YAxis.Hide()
	fig.Draw(money, plot.Wedge{X: plot.Num(0), Y: plot.Num(0), Radius: plot.Num(1), StartAngle: plot.Col("from"), EndAngle: plot.Col("to")},
		plot.Style{ColorBy: plot.Col("kind").With(plot.FactorColors(kinds...)), LegendBy: "kind"})
	fig.Hover(plot.Tip{Label: "Euro", Column: "euro", Format: "0"})

	trip := widgets.NewButton("A month with a trip")
	trip.OnClick(func() { money.Show(shares(900, 380, 1400, 300)) })

	doc.SetTitle("Pie")
	doc.Add(layout.Column(fig, trip))
	return nil
}

// shares gives each sum its part of the circle, in radians.
func shares(euro ...float64) document.Data {
	sum, angle := 0.0, 0.0
	for _, e := range euro {
		sum += e
	}
	from, to := make([]float64, len(euro)), make([]float64, len(euro))
	for i, e := range euro {
		from[i] = angle
		angle += 2 * math.Pi * e / sum
		to[i] = angle
	}
	return document.Data{"kind": kinds, "euro": euro, "from": from, "to": to}
}
