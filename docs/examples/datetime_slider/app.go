// Package datetimeslider shows a slider over moments, in steps of a quarter of an hour: the tide in a harbour.
//
//panelgo:gallery widgets.DatetimeSlider
package datetimeslider

import (
	"fmt"
	"math"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	midnight := time.Date(2026, time.August, 3, 0, 0, 0, 0, time.UTC)
	when := widgets.NewDatetimeSlider("When", widgets.Period{Start: midnight, End: midnight.Add(48 * time.Hour)}, 15*time.Minute)
	when.SetFormat("%a %H:%M")

	depth := pane.NewText("")
	show := func(t time.Time) {
		hours := t.Sub(midnight).Hours()
		depth.SetText(fmt.Sprintf("The water is %.2f m deep.", 3+1.4*math.Cos(2*math.Pi*(hours-5)/12.42)))
	}
	when.OnChange(show)
	show(when.Value())

	flood := widgets.NewButton("High water")
	flood.OnClick(func() { when.SetValue(midnight.Add(5 * time.Hour)) })

	doc.SetTitle("DatetimeSlider")
	doc.Add(layout.Column(when, depth, flood))
	return nil
}
