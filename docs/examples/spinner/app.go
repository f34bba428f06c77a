// Package spinner shows that something is under way: it turns for as long as it is visible.
//
//panelgo:gallery layout.Spinner
package spinner

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	spinner := layout.Spinner("The tea draws …")
	state := pane.NewText("")

	brew := widgets.NewButton("Brew another")
	draw := func() {
		spinner.Visible.Set(true)
		state.SetText("")
		doc.After(3*time.Second, func() {
			spinner.Visible.Set(false)
			state.SetText("Tea is ready.")
		})
	}
	brew.OnClick(draw)
	draw()

	doc.SetTitle("LoadingSpinner")
	doc.Add(layout.Column(brew, spinner, state))
	return nil
}
