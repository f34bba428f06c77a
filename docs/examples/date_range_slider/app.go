// Package daterangeslider shows a slider with two handles over days: it shows a part of a year's rain.
//
//panelgo:gallery widgets.DateRangeSlider
package daterangeslider

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
	first := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	days := widgets.NewDateRangeSlider("Days", first, first.AddDate(0, 0, 364))
	days.SetValue(widgets.Period{Start: first.AddDate(0, 3, 0), End: first.AddDate(0, 6, 0)})

	rain := pane.NewText("")
	show := func(p widgets.Period) {
		mm := 0.0
		for day := p.Start; !day.After(p.End); day = day.AddDate(0, 0, 1) {
			mm += 2.2 + 1.9*math.Cos(2*math.Pi*float64(day.YearDay()-320)/365) // wet in November, dry in May
		}
		rain.SetText(fmt.Sprintf("%s to %s: %.0f mm of rain", p.Start.Format("2 Jan"), p.End.Format("2 Jan"), mm))
	}
	days.OnChange(show)
	show(days.Value())

	autumn := widgets.NewButton("Autumn")
	autumn.OnClick(func() { days.SetValue(widgets.Period{Start: first.AddDate(0, 8, 21), End: first.AddDate(0, 11, 20)}) })

	doc.SetTitle("DateRangeSlider")
	doc.Add(layout.Column(days, rain, autumn))
	return nil
}
