// Package datepicker shows a field with a calendar: what day is three weeks later?
//
//panelgo:gallery widgets.DatePicker
package datepicker

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	start := widgets.NewDatePicker("Loan from")
	start.SetBounds(date(2026, time.January, 1), date(2026, time.December, 31))
	start.SetValue(date(2026, time.March, 20))

	back := pane.NewText("")
	show := func(day time.Time) {
		back.SetText("Bring the book back by " + day.AddDate(0, 0, 21).Format("Monday, 2 January 2006"))
	}
	start.OnChange(show)
	show(start.Value())

	summer := widgets.NewButton("The longest day")
	summer.OnClick(func() { start.SetValue(date(2026, time.June, 21)) })

	doc.SetTitle("DatePicker")
	doc.Add(layout.Column(start, back, summer))
	return nil
}

func date(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}
