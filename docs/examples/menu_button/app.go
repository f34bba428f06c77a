// Package menubutton shows a button that opens a menu: export a report in one of a few formats.
//
//panelgo:gallery widgets.MenuButton
package menubutton

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	export := widgets.NewMenuButton("Export", "PDF", "Spreadsheet", "", "Print …") // the empty item is a line
	export.SetColor(widgets.Primary)

	last := pane.NewText("Nothing has been exported.")
	export.OnClick(func(item string) { last.SetText("Exported last: " + item) })

	lock := widgets.NewToggle("Nothing may leave this house")
	lock.OnChange(func(down bool) { export.Disabled.Set(down) })

	doc.SetTitle("MenuButton")
	doc.Add(layout.Column(layout.Row(export, lock), last))
	return nil
}
