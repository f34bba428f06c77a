// Package floatpanel shows a window over the page, to move, resize and fold while the page is used.
//
//panelgo:gallery layout.Float
package floatpanel

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	notes := layout.Float("Notes", widgets.NewTextAreaInput("For later", 4))

	again := widgets.NewButton("Hide, show the notes")
	again.OnClick(func() { notes.Visible.Set(!notes.Visible.Get()) })

	doc.SetTitle("FloatPanel")
	doc.Add(again, pane.NewText("The page goes on below the window. Drag it by its title."), notes)
	return nil
}
