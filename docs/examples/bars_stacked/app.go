// Package barsstacked shows bars on top of each other: where a country's power comes from.
//
//panelgo:gallery plot.Stack
package barsstacked

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	years := []string{"2021", "2022", "2023", "2024"}
	power := plot.NewSource(document.Data{"year": years, "water": []float64{9, 8, 10, 11}, "wind": []float64{14, 17, 21, 24}, "sun": []float64{6, 9, 13, 18}, "coal": []float64{31, 26, 19, 10}})

	fig := plot.New("Power, TWh").CategoricalX(plot.Factors(years...)).LegendBeside()
	fig.Stack(power, "year", "water", "wind", "sun", "coal")

	plan := widgets.NewButton("The plan for 2025")
	plan.OnClick(func() {
		years = append(years, "2025")
		fig.SetFactorsX(plot.Factors(years...))
		plan.Disabled.Set(true)
		row := document.Data{"year": []string{"2025"}, "water": []float64{12}, "wind": []float64{29}, "sun": []float64{24}, "coal": []float64{0}}
		if err := power.Stream(row, 0); err != nil {
			doc.Log().Error("not added", "error", err)
		}
	})

	doc.SetTitle("Bars, stacked")
	doc.Add(layout.Column(fig, plan))
	return nil
}
