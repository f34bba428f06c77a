// Package goecharts shows a chart that go-echarts builds: its types and functions in place of ECharts's options.
//
//panelgo:gallery pane.ECharts
package goecharts

import (
	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	chart, err := pane.NewECharts(sales(1))
	if err != nil {
		return err
	}
	growth := widgets.With(widgets.NewFloatSlider("Growth", 0.5, 2), 1)
	growth.OnChange(func(by float64) {
		if err := chart.SetOptions(sales(by)); err != nil {
			doc.Log().Error("no chart", "error", err)
		}
	})

	doc.SetTitle("go-echarts")
	doc.Add(layout.Column(growth, chart))
	return nil
}

// sales is a chart of what is sold in a week, and of what would be if there were so many times as many cakes.
func sales(growth float64) *charts.Bar {
	bar := charts.NewBar()
	bar.SetGlobalOptions(
		charts.WithTitleOpts(opts.Title{Title: "Sold in a week"}),
		charts.WithLegendOpts(opts.Legend{Right: "10"}),
		charts.WithTooltipOpts(opts.Tooltip{Trigger: "axis"}),
	)
	bar.SetXAxis([]string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})
	bar.AddSeries("Bread", bars(1, 52, 48, 50, 61, 84, 97, 66))
	bar.AddSeries("Cakes", bars(growth, 8, 6, 9, 11, 22, 41, 58))
	return bar
}

func bars(times float64, values ...float64) []opts.BarData {
	data := make([]opts.BarData, len(values))
	for i, v := range values {
		data[i].Value = v * times
	}
	return data
}
