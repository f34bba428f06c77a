// Package colorpicker shows a field for a colour: the wall takes it at once.
//
//panelgo:gallery widgets.ColorPicker
package colorpicker

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	paint := widgets.NewColorPicker("Paint for the wall", "#2a9d8f")

	wall := pane.NewTrustedHTML("")
	show := func(c document.Color) {
		wall.SetHTML(fmt.Sprintf(`<div style="background:%s;width:240px;height:120px;border-radius:8px"></div><p>%[1]s</p>`, c))
	}
	paint.OnChange(show)
	show(paint.Value())

	brick := widgets.NewButton("Brick")
	brick.OnClick(func() { paint.SetValue("#b5533c") })

	doc.SetTitle("ColorPicker")
	doc.Add(layout.Column(paint, wall, brick))
	return nil
}
