// Package datetimeinput shows a field into which a moment is typed: when does the film end? Try a 30th of February.
//
//panelgo:gallery widgets.DatetimeInput
package datetimeinput

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	start := widgets.NewDatetimeInput("The film starts at")
	start.SetForm("2006-01-02 15:04")
	start.SetBounds(time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(2026, 12, 31, 23, 59, 0, 0, time.UTC))

	end := pane.NewText("")
	start.OnChange(func(t time.Time) { end.SetText("It ends at " + t.Add(142*time.Minute).Format("15:04 on 2 January")) })

	tonight := widgets.NewButton("New Year's Eve")
	tonight.OnClick(func() { start.SetValue(time.Date(2026, 12, 31, 20, 15, 0, 0, time.UTC)) })

	doc.SetTitle("DatetimeInput")
	doc.Add(layout.Column(start, end, tonight))
	return nil
}
