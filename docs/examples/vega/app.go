// Package vega shows a chart in the grammar of Vega-Lite: drag a range in it, and Go hears of it.
//
//panelgo:gallery pane.Vega
package vega

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

const spec = `{
	"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "width": 420, "height": 220,
	"data": {"values": [
		{"month": "Jan", "mm": 70}, {"month": "Feb", "mm": 63}, {"month": "Mar", "mm": 59}, {"month": "Apr", "mm": 65},
		{"month": "May", "mm": 54}, {"month": "Jun", "mm": 40}, {"month": "Jul", "mm": 21}, {"month": "Aug", "mm": 33}]},
	"params": [{"name": "picked", "select": {"type": "point", "encodings": ["x"]}}],
	"mark": "%s",
	"encoding": {
		"x": {"field": "month", "type": "nominal", "sort": null}, "y": {"field": "mm", "type": "quantitative"},
		"opacity": {"condition": {"param": "picked", "value": 1}, "value": 0.3}}
}`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	chart, err := pane.NewVega(fmt.Sprintf(spec, "bar"))
	if err != nil {
		return err
	}
	picked := pane.NewText("Click a bar.")
	chart.OnSelect("picked", func(value any) { picked.SetText(fmt.Sprintf("Vega says: %v", value)) })

	points := widgets.NewButton("As points")
	points.OnClick(func() {
		if err := chart.SetSpec(fmt.Sprintf(spec, "point")); err != nil {
			doc.Log().Error("no chart", "error", err)
		}
	})

	doc.SetTitle("Vega")
	doc.Add(layout.Column(chart, picked, points))
	return nil
}
