// Package sliders is the page that panelgo is measured with: a slider that a text follows, beside a line.
//
//panelgo:gallery First steps
package sliders

import (
	"fmt"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// points of the line.
const points = 200

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	value := widgets.NewIntSlider("Value", 0, 1_000_000)
	text := pane.NewText("value: 0")
	value.OnChange(func(n int) { text.SetText(fmt.Sprintf("value: %d", n)) })

	fig := plot.New("Sine")
	fig.Line(plot.NewSource(sine()), "x", "y", plot.Style{})

	doc.SetTitle("Sliders")
	doc.Add(layout.Column(layout.Row(value, text), fig))
	return nil
}

func sine() document.Data {
	x, y := make([]float64, points), make([]float64, points)
	for i := range x {
		x[i] = 4 * math.Pi * float64(i) / (points - 1)
		y[i] = math.Sin(x[i])
	}
	return document.Data{"x": x, "y": y}
}
