// Package tap hears where a figure is clicked: each click plants a tree.
//
//panelgo:gallery plot.OnTap
package tap

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	trees := plot.NewSource(document.Data{"x": []float64{3, 7}, "y": []float64{2, 4}})
	wood := plot.New("Click to plant").SetXRange(0, 10).SetYRange(0, 6)
	wood.Scatter(trees, "x", "y", plot.Style{Size: 18, Marker: models.MarkerTypeTriangle, Color: "#2ba26f"})
	where := pane.NewText("2 trees stand here.")
	plant := func(p plot.Point) {
		if err := trees.Stream(document.Data{"x": []float64{p.X}, "y": []float64{p.Y}}, 50); err != nil {
			doc.Log().Error("not planted", "error", err)
		}
		where.SetText(fmt.Sprintf("%d trees stand here, the last at %.1f, %.1f.", trees.Data.Get().Len(), p.X, p.Y))
	}
	wood.OnTap(plant)

	middle := widgets.NewButton("One in the middle")
	middle.OnClick(func() { plant(plot.Point{X: 5, Y: 3}) })

	doc.SetTitle("Tap")
	doc.Add(layout.Column(wood, middle, where))
	return nil
}
