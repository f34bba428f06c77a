// Package plotly shows a figure of Plotly that turns: a surface in space. A click tells Go where it was.
//
//panelgo:gallery pane.Plotly
package plotly

import (
	"fmt"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	ripples := widgets.NewFloatSlider("Ripples", 1, 6)
	ripples.SetValue(3)
	chart, err := pane.NewPlotly(figure(ripples.Value()))
	if err != nil {
		return err
	}
	chart.Height.Set(document.Some(380.0))
	chart.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	ripples.OnRelease(func(n float64) {
		if err := chart.SetFigure(figure(n)); err != nil {
			doc.Log().Error("no figure", "error", err)
		}
	})
	where := pane.NewText("Drag to turn it, click a point.")
	chart.OnClick(func(data map[string]any) { where.SetText(fmt.Sprintf("Plotly says: %v", data["points"])) })

	doc.SetTitle("Plotly")
	doc.Add(layout.Column(ripples, chart, where))
	return nil
}

func figure(ripples float64) any {
	const n = 40
	z := make([][]float64, n)
	for row := range z {
		z[row] = make([]float64, n)
		for col := range z[row] {
			r := math.Hypot(float64(row)-n/2, float64(col)-n/2) / (n / 2)
			z[row][col] = math.Cos(ripples*math.Pi*r) / (1 + 3*r)
		}
	}
	return map[string]any{
		"data":   []any{map[string]any{"type": "surface", "z": z, "showscale": false}},
		"layout": map[string]any{"margin": map[string]any{"l": 0, "r": 0, "t": 0, "b": 0}},
	}
}
