// Package datetimepicker shows a field for a day and a time of day: when a train leaves, and when it is there.
//
//panelgo:gallery widgets.DatetimePicker
package datetimepicker

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	leave := widgets.NewDatetimePicker("Leave Milan")
	leave.SetValue(time.Date(2026, 5, 4, 22, 10, 0, 0, time.UTC))

	arrive := pane.NewText("")
	show := func(t time.Time) {
		arrive.SetText("Arrive in Palermo on " + t.Add(19*time.Hour+25*time.Minute).Format("Monday 2 January at 15:04"))
	}
	leave.OnChange(show)
	show(leave.Value())

	next := widgets.NewButton("A day later")
	next.OnClick(func() { leave.SetValue(leave.Value().AddDate(0, 0, 1)) })

	doc.SetTitle("DatetimePicker")
	doc.Add(layout.Column(leave, arrive, next))
	return nil
}
