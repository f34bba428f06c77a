// Package switchwidget shows a switch: the heating is on as long as it is.
//
//panelgo:gallery widgets.Switch
package switchwidget

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
	heating := widgets.NewSwitch("Heating")
	heating.SetValue(true)

	degrees := 17.0
	room := pane.NewText("It is 17.0 °C.")
	doc.Every(time.Second, func() {
		if heating.Value() {
			degrees += 0.2
		} else {
			degrees -= 0.1
		}
		room.SetText(fmt.Sprintf("It is %.1f °C.", degrees))
	})

	night := widgets.NewButton("Good night")
	night.OnClick(func() { heating.SetValue(false) })

	doc.SetTitle("Switch")
	doc.Add(layout.Column(heating, room, night))
	return nil
}
