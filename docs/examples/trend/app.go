// Package trend shows a value, how it has changed, and how it got there: a share that is traded each second.
//
//panelgo:gallery layout.Trend
package trend

import (
	"math/rand/v2"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	random := rand.New(rand.NewPCG(3, 4))
	price, prices := 50.0, []float64{}
	for range 40 {
		price *= 1 + 0.02*random.NormFloat64()
		prices = append(prices, price)
	}
	share := layout.NewTrend("Lighthouse Inc.", "%.2f €", prices...)
	trade := func() {
		price *= 1 + 0.02*random.NormFloat64()
		share.Add(price)
	}
	doc.Every(time.Second, trade)

	crash := widgets.NewButton("Bad news")
	crash.OnClick(func() {
		price *= 0.8
		trade()
	})

	doc.SetTitle("Trend")
	doc.Add(layout.Column(share, crash))
	return nil
}
