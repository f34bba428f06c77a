// Package checkbox shows a box to tick: the button waits for it.
//
//panelgo:gallery widgets.Checkbox
package checkbox

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	agree := widgets.NewCheckbox("I have read the rules of the pool")
	enter := widgets.NewButton("Enter")
	enter.SetColor(widgets.Primary)
	enter.Disabled.Set(true)
	agree.OnChange(func(on bool) { enter.Disabled.Set(!on) })

	state := pane.NewText("Nobody is in the pool.")
	enter.OnClick(func() { state.SetText("You are in the pool.") })
	leave := widgets.NewButton("Leave, and forget the rules")
	leave.OnClick(func() {
		agree.SetValue(false)
		state.SetText("Nobody is in the pool.")
	})

	doc.SetTitle("Checkbox")
	doc.Add(layout.Column(agree, layout.Row(enter, leave), state))
	return nil
}
