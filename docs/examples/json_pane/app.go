// Package jsonpane shows a value as a tree whose branches open.
//
//panelgo:gallery pane.JSON
package jsonpane

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	tree, err := pane.NewJSON(map[string]any{
		"name": "Earth", "radius": 6371.0, "inhabited": true, "rings": nil,
		"moons": []map[string]any{{"name": "Moon", "radius": 1737.4, "landings": []int{1969, 1969, 1971, 1971, 1972, 1972}}},
	})
	if err != nil {
		return err
	}

	depth := widgets.NewIntSlider("Levels that are open", 0, 4)
	depth.SetValue(2)
	depth.OnChange(func(n int) { tree.Depth.Set(document.Some(n)) })
	tree.Depth.Set(document.Some(2))

	visit := widgets.NewButton("About this visit")
	visit.OnClick(func() {
		if err := tree.SetValue(map[string]any{"path": doc.Visit().Path, "arguments": doc.Visit().Arguments}); err != nil {
			doc.Log().Error("not shown", "error", err)
		}
	})

	doc.SetTitle("JSON")
	doc.Add(layout.Column(depth, tree, visit))
	return nil
}
