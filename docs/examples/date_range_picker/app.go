// Package daterangepicker shows a calendar in which a first and a last day are clicked: the nights in a hut.
//
//panelgo:gallery widgets.DateRangePicker
package daterangepicker

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
	june := func(day int) time.Time { return time.Date(2026, time.June, day, 0, 0, 0, 0, time.UTC) }
	stay := widgets.NewDateRangePicker("Stay")
	stay.SetBounds(june(1), june(30)) // the hut is closed otherwise
	stay.SetValue(widgets.Period{Start: june(12), End: june(15)})

	price := pane.NewText("")
	show := func(p widgets.Period) {
		nights := int(p.End.Sub(p.Start).Hours() / 24)
		price.SetText(fmt.Sprintf("%d nights, %s to %s: %d €", nights, p.Start.Format("2 Jan"), p.End.Format("2 Jan"), 42*nights))
	}
	stay.OnChange(show)
	show(stay.Value())

	week := widgets.NewButton("The whole third week")
	week.OnClick(func() { stay.SetValue(widgets.Period{Start: june(15), End: june(21)}) })

	doc.SetTitle("DateRangePicker")
	doc.Add(layout.Column(stay, price, week))
	return nil
}
