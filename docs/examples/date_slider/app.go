// Package dateslider shows a slider over days: how long the day is in Rome.
//
//panelgo:gallery widgets.DateSlider
package dateslider

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
	day := widgets.NewDateSlider("Day", first, first.AddDate(0, 0, 364))

	length := pane.NewText("")
	show := func(day time.Time) {
		const latitude = 41.9 * math.Pi / 180
		sun := -0.4093 * math.Cos(2*math.Pi/365*float64(day.YearDay()+10)) // its height over the equator
		hours := 24 / math.Pi * math.Acos(-math.Tan(latitude)*math.Tan(sun))
		length.SetText(fmt.Sprintf("On %s the sun shines for %.1f hours.", day.Format("2 January"), hours))
	}
	day.OnChange(show)
	show(day.Value())

	solstice := widgets.NewButton("21 June")
	solstice.OnClick(func() { day.SetValue(time.Date(2026, time.June, 21, 0, 0, 0, 0, time.UTC)) })

	doc.SetTitle("DateSlider")
	doc.Add(layout.Column(day, length, solstice))
	return nil
}
