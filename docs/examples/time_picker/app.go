// Package timepicker shows a field for a time of day: when to get up, to sleep for eight hours.
//
//panelgo:gallery widgets.TimePicker
package timepicker

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
	alarm := widgets.NewTimePicker("Alarm")
	alarm.SetBounds(4*time.Hour, 11*time.Hour)
	alarm.SetValue(6*time.Hour + 45*time.Minute)

	bed := pane.NewText("")
	show := func(d time.Duration) {
		d += 24*time.Hour - 8*time.Hour
		bed.SetText(fmt.Sprintf("Go to bed at %02d:%02d.", int(d.Hours())%24, int(d.Minutes())%60))
	}
	alarm.OnChange(show)
	show(alarm.Value())

	later := widgets.NewButton("Half an hour more")
	later.OnClick(func() { alarm.SetValue(min(alarm.Value()+30*time.Minute, 11*time.Hour)) })

	doc.SetTitle("TimePicker")
	doc.Add(layout.Column(alarm, bed, later))
	return nil
}
