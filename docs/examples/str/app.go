// Package str shows a text as it is: nothing in it is read as markup.
//
//panelgo:gallery pane.Text
package str

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	clock := pane.NewText("")
	seconds := 0
	tick := func() {
		clock.SetText(fmt.Sprintf("This page has been open for <b>%d</b> seconds.", seconds))
		seconds++
	}
	tick()
	doc.Every(time.Second, tick)

	reset := widgets.NewButton("Count anew")
	reset.OnClick(func() {
		seconds = 0
		tick()
	})

	doc.SetTitle("Str")
	doc.Add(layout.Column(clock, reset))
	return nil
}
