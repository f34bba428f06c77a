// Package checkbuttongroup shows buttons of which any are down: the days of a repeating alarm.
//
//panelgo:gallery widgets.CheckButtonGroup
package checkbuttongroup

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
	week := []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}
	days := widgets.NewCheckButtonGroup(widgets.ChoicesOf(week, func(d time.Weekday) string { return d.String()[:3] }))
	days.SetColor(widgets.Success)
	days.Select(time.Monday, time.Thursday)

	alarm := pane.NewText("")
	show := func(on []time.Weekday) { alarm.SetText(fmt.Sprintf("The alarm rings on %d days: %v", len(on), on)) }
	days.OnChange(show)
	show(days.Value())

	work := widgets.NewButton("Working days")
	work.OnClick(func() { days.Select(week[:5]...) })

	doc.SetTitle("CheckButtonGroup")
	doc.Add(layout.Column(days, alarm, work))
	return nil
}
