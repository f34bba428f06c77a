// Package datetimerangepicker shows a field for a period with times of day: how long a machine is booked.
//
//panelgo:gallery widgets.DatetimeRangePicker
package datetimerangepicker

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
	at := func(day, hour int) time.Time { return time.Date(2026, time.April, day, hour, 0, 0, 0, time.UTC) }
	booking := widgets.NewDatetimeRangePicker("Microscope")
	booking.SetValue(widgets.Period{Start: at(14, 9), End: at(14, 13)})

	hours := pane.NewText("")
	show := func(p widgets.Period) {
		hours.SetText(fmt.Sprintf("Booked for %.1f hours", p.End.Sub(p.Start).Hours()))
	}
	booking.OnChange(show)
	show(booking.Value())

	night := widgets.NewButton("Over night")
	night.OnClick(func() { booking.SetValue(widgets.Period{Start: at(14, 19), End: at(15, 8)}) })

	doc.SetTitle("DatetimeRangePicker")
	doc.Add(layout.Column(booking, hours, night))
	return nil
}
