// Package toggle shows a button that stays down: a reading lamp that is on as long as it is.
//
//panelgo:gallery widgets.Toggle
package toggle

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	lamp := widgets.NewToggle("Reading lamp")

	room := pane.NewText("")
	show := func(on bool) {
		if on {
			room.SetText("The lamp is on: there is light to read.")
		} else {
			room.SetText("The room is dark.")
		}
	}
	lamp.OnChange(show)
	show(lamp.Value())

	timer := widgets.NewButton("Off in 3 seconds")
	timer.OnClick(func() { doc.After(3*time.Second, func() { lamp.SetValue(false) }) })

	doc.SetTitle("Toggle")
	doc.Add(layout.Column(layout.Row(lamp, timer), room))
	return nil
}
