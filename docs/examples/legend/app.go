// Package legend shows a legend whose words can be clicked, to fade what they stand for.
//
//panelgo:gallery plot.Legend
package legend

import (
	"fmt"
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
	fig := plot.New("Waves").MuteByLegend().LegendAt(models.AnchorTopLeft).SetYRange(-1.2, 2.2)
	x := make([]float64, 200)
	for i := range x {
		x[i] = float64(i) / 20
	}
	for n := 1; n <= 4; n++ {
		y := make([]float64, len(x))
		for i := range y {
			y[i] = math.Sin(float64(n)*x[i]) / float64(n)
		}
		fig.Line(plot.NewSource(document.Data{"x": x, "y": y}), "x", "y", plot.Style{Width: 3, Legend: fmt.Sprintf("sin %dx / %[1]d", n)})
	}

	beside := widgets.NewSelect("Where", widgets.Choices(models.AnchorTopLeft, models.AnchorTopRight, models.AnchorBottomLeft, models.AnchorBottomRight))
	beside.OnChange(func(corner models.Anchor) { fig.LegendAt(corner) })

	doc.SetTitle("Legend")
	doc.Add(layout.Column(beside, fig))
	return nil
}
