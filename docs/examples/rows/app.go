// Package rows has a plot, a table and a text follow the structs that are selected: draw a lasso around runs, or click rows.
//
//panelgo:gallery plot.Rows
package rows

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

type run struct {
	Shoes    string
	Distance float64 `title:"Distance, km" format:"0.0"`
	Pace     float64 `title:"Pace, min/km" format:"0.00"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	runs := plot.NewRows([]run{
		{"blue", 8.2, 5.4}, {"red", 12, 5.6}, {"blue", 5, 4.9}, {"red", 21.1, 6.1}, {"blue", 10, 5.2}, {"red", 6.4, 5},
	})
	fig := plot.New("").Labels("distance, km", "pace, min/km").LassoSelect().SetHeight(240)
	fig.Scatter(runs.Source, "Distance", "Pace", plot.Style{Size: 14})
	table := widgets.NewSourceTabulator(runs.Source, widgets.ColumnsOf[run]()...) // of the same rows, and so of the same selection

	sum := reactive.View(runs, func(some []run) models.UIElement {
		total := 0.0
		for _, r := range some {
			total += r.Distance
		}
		return pane.NewText(fmt.Sprintf("%d runs of %.1f km", len(some), total))
	})
	add := widgets.NewButton("One more")
	add.OnClick(func() { runs.Append(0, run{"new", 15, 5.3}) })

	doc.SetTitle("Rows")
	doc.Add(layout.Column(layout.Row(fig, table), layout.Row(add, sum)))
	return nil
}
