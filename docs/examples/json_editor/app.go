// Package jsoneditor shows a value as a tree to edit: the settings of a greenhouse.
//
//panelgo:gallery widgets.JSONEditor
package jsoneditor

import (
	"encoding/json"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	settings := map[string]any{"name": "Greenhouse 2", "windows": true, "celsius": map[string]any{"day": 22, "night": 16}, "plants": []string{"tomatoes", "basil"}}
	editor, err := widgets.NewJSONEditor(settings)
	if err != nil {
		return err
	}
	editor.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	editor.Height.Set(document.Some(260.0))

	now := pane.NewText("")
	show := func(value any) {
		text, _ := json.Marshal(value)
		now.SetText(string(text))
	}
	editor.OnChange(show)
	show(editor.Value())

	reset := widgets.NewButton("Back to how it was")
	reset.OnClick(func() {
		if err := editor.Encode(settings); err != nil {
			now.SetText(err.Error())
		}
	})

	doc.SetTitle("JSONEditor")
	doc.Add(layout.Column(editor, now, reset))
	return nil
}
