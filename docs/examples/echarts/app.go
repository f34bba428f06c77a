// Package echarts shows a chart of Apache ECharts, from options as its manual has them.
//
//panelgo:gallery pane.ECharts
package echarts

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	chart, err := pane.NewECharts(options("bar"))
	if err != nil {
		return err
	}
	chart.Height.Set(document.Some(300.0))
	chart.SizingMode.Set(document.Some(models.SizingModeStretchWidth))

	kind := widgets.NewRadioButtonGroup(widgets.Choices("bar", "line", "scatter"))
	kind.OnChange(func(k string) {
		if err := chart.SetOptions(options(k)); err != nil {
			doc.Log().Error("no chart", "error", err)
		}
	})
	line := widgets.NewButton("As a line")
	line.OnClick(func() { kind.SetValue("line") })

	doc.SetTitle("ECharts")
	doc.Add(layout.Column(layout.Row(kind, line), chart))
	return nil
}

func options(kind string) any {
	return map[string]any{
		"legend": map[string]any{}, "tooltip": map[string]any{},
		"xAxis": map[string]any{"data": []string{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"}}, "yAxis": map[string]any{},
		"series": []any{
			map[string]any{"name": "Bread", "type": kind, "data": []int{52, 48, 50, 61, 84, 97, 66}},
			map[string]any{"name": "Cakes", "type": kind, "data": []int{8, 6, 9, 11, 22, 41, 58}},
		},
	}
}
