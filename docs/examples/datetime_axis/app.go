// Package datetimeaxis shows times along an axis, whose words follow the zoom; the lower figure says which part is seen.
//
//panelgo:gallery plot.TimeX
package datetimeaxis

import (
	"math"
	"math/rand/v2"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	first := time.Date(2026, time.January, 1, 0, 0, 0, 0, time.UTC)
	day, celsius := make([]time.Time, 365), make([]float64, 365)
	random := rand.New(rand.NewPCG(7, 8))
	for i := range day {
		day[i] = first.AddDate(0, 0, i)
		celsius[i] = 11 - 9*math.Cos(2*math.Pi*float64(i-20)/365) + 2*random.NormFloat64()
	}
	year := plot.NewSource(document.Data{"day": day, "celsius": celsius})
	show := func(fig *plot.Figure, from, days int) {
		start := float64(first.AddDate(0, 0, from).UnixMilli())
		fig.SetXRange(start, start+plot.Millis(time.Duration(days)*24*time.Hour))
	}

	detail, all := plot.New("A year's temperature, °C").TimeX(), plot.New("").TimeX()
	detail.Line(year, "day", "celsius", plot.Style{})
	show(detail, 90, 60)
	all.Line(year, "day", "celsius", plot.Style{Width: 1})
	all.Height.Set(document.Some(120.0))
	all.Overview(detail)

	doc.SetTitle("Datetime axis")
	doc.Add(layout.Column(detail, all))
	return nil
}
