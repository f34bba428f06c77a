// Package logaxis shows numbers of very different size along a logarithmic axis: how many insects a field has.
//
//panelgo:gallery plot.LogY
package logaxis

import (
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	day, aphids := make([]float64, 60), make([]float64, 60)
	grow := func(rate float64) document.Data {
		count := 5.0
		for i := range day {
			day[i], aphids[i] = float64(i), count
			count += rate * count * (1 - count/1e6)
		}
		return document.Data{"day": slices.Clone(day), "aphids": slices.Clone(aphids)}
	}
	field := plot.NewSource(grow(0.3))
	fig := plot.New("Aphids in a field").Labels("day", "").LogY()
	fig.YAxis.Format(plot.Numeral("0 a"))
	fig.Line(field, "day", "aphids", plot.Style{Width: 3})

	warm := widgets.NewButton("A warm summer")
	warm.OnClick(func() { field.Show(grow(0.6)) })

	doc.SetTitle("Logarithmic axis")
	doc.Add(layout.Column(fig, warm))
	return nil
}
