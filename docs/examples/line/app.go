// Package line shows lines: one joins points, one goes in steps, one is smooth.
//
//panelgo:gallery plot.Line
package line

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	hours := []float64{0, 3, 6, 9, 12, 15, 18, 21, 24}
	day := plot.NewSource(document.Data{"hour": hours, "celsius": []float64{12, 10, 9, 14, 20, 23, 21, 16, 13}})

	fig := plot.New("A day in May, and a smooth curve through it").Labels("hour", "°C")
	fig.Line(day, "hour", "celsius", plot.Style{Width: 3, Legend: "line"})
	fig.Draw(day, plot.Step{X: plot.Col("hour"), Y: plot.Col("celsius"), Mode: models.StepModeCenter}, plot.Style{Dash: models.LineDashDashed, Legend: "step"})
	fig.Draw(day, plot.Spline{X: plot.Col("hour"), Y: plot.Col("celsius")}, plot.Style{})

	next := widgets.NewButton("The day after")
	next.OnClick(func() {
		day.Show(document.Data{"hour": hours, "celsius": []float64{13, 12, 12, 13, 14, 14, 13, 12, 11}})
	})

	doc.SetTitle("Line")
	doc.Add(layout.Column(fig, next))
	return nil
}
