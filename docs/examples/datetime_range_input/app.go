// Package datetimerangeinput shows two fields into which a period is typed: how long is the shift? An end before the start
// is not taken.
//
//panelgo:gallery widgets.DatetimeRangeInput
package datetimerangeinput

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	shift := widgets.NewDatetimeRangeInput("Shift from")
	shift.SetForm("2006-01-02 15:04")

	length := pane.NewText("Enter both ends.")
	shift.OnChange(func(p widgets.Period) { length.SetText("That is " + p.End.Sub(p.Start).String()) })

	night := widgets.NewButton("A night shift")
	night.OnClick(func() {
		ten := time.Date(2026, 3, 20, 22, 0, 0, 0, time.UTC)
		shift.SetValue(widgets.Period{Start: ten, End: ten.Add(8 * time.Hour)})
	})

	doc.SetTitle("DatetimeRangeInput")
	doc.Add(layout.Column(shift, length, night))
	return nil
}
