// Package spacer shows room between components: fixed, or all that is left over.
//
//panelgo:gallery layout.Spacer
package spacer

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	gap := layout.Spacer(40, 20)
	width := widgets.NewIntSlider("Room, px", 0, 300)
	width.SetValue(40)
	width.OnChange(func(px int) { gap.Width.Set(document.Some(float64(px))) })

	wide := widgets.NewButton("200 px")
	wide.OnClick(func() { width.SetValue(200) })

	doc.SetTitle("Spacer")
	doc.Add(layout.Column(
		layout.Row(width, wide),
		layout.Row(pane.NewText("left"), gap, pane.NewText("after the room")),
		layout.Row(pane.NewText("left"), layout.Spacer(0, 20), pane.NewText("at the right edge"))))
	return nil
}
