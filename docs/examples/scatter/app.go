// Package scatter shows a point for each row, in colours and shapes that a column says.
//
//panelgo:gallery plot.Scatter
package scatter

import (
	"math/rand/v2"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	random := rand.New(rand.NewPCG(5, 6))
	var kind []string
	var length, width []float64
	for i, name := range []string{"daisy", "rose", "tulip"} {
		for range 40 {
			kind = append(kind, name)
			length = append(length, 2+2*float64(i)+0.6*random.NormFloat64())
			width = append(width, 1+0.7*float64(i)+0.3*random.NormFloat64())
		}
	}
	leaves := plot.NewSource(document.Data{"kind": kind, "length": length, "width": width})

	fig := plot.New("Leaves").Labels("length, cm", "width, cm").LegendAt(models.AnchorTopLeft)
	names := []string{"daisy", "rose", "tulip"}
	points := plot.Scatter{X: plot.Col("length"), Y: plot.Col("width"), Size: plot.Num(10), Marker: plot.Col("kind").With(plot.FactorMarkers(names...))}
	fig.Draw(leaves, points, plot.Style{Alpha: 0.7, ColorBy: plot.Col("kind").With(plot.FactorColors(names...)), LegendBy: "kind"})

	long := widgets.NewButton("Select the tulips")
	long.OnClick(func() {
		var rows []int
		for row, name := range kind {
			if name == "tulip" {
				rows = append(rows, row)
			}
		}
		leaves.Select(rows...)
	})

	doc.SetTitle("Scatter")
	doc.Add(layout.Column(fig, long))
	return nil
}
