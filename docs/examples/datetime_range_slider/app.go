// Package datetimerangeslider shows a slider with two handles over moments: a shift, and what it is paid.
//
//panelgo:gallery widgets.DatetimeRangeSlider
package datetimerangeslider

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
	at := func(hour int) time.Time { return time.Date(2026, time.September, 7, hour, 0, 0, 0, time.UTC) }
	shift := widgets.NewDatetimeRangeSlider("Shift", widgets.Period{Start: at(6), End: at(22)}, 15*time.Minute)
	shift.SetFormat("%H:%M")
	shift.SetValue(widgets.Period{Start: at(8), End: at(17)})

	pay := pane.NewText("")
	show := func(p widgets.Period) {
		hours := p.End.Sub(p.Start).Hours()
		pay.SetText(fmt.Sprintf("%.2f hours are %.2f €", hours, 17.5*hours))
	}
	shift.OnChange(show)
	show(shift.Value())

	half := widgets.NewButton("Mornings only")
	half.OnClick(func() { shift.SetValue(widgets.Period{Start: at(8), End: at(12)}) })

	doc.SetTitle("DatetimeRangeSlider")
	doc.Add(layout.Column(shift, pay, half))
	return nil
}
