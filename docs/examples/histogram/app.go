// Package histogram shows how often values come up, with boxes between their edges.
//
//panelgo:gallery plot.Quad
package histogram

import (
	"math/rand/v2"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	bins := widgets.NewIntSlider("Boxes", 5, 80)
	bins.SetValue(25)
	waits := plot.NewSource(count(bins.Value()))
	fig := plot.New("Waiting for the bus").Labels("minutes", "days")
	fig.Draw(waits, plot.Quad{Left: plot.Col("from"), Right: plot.Col("to"), Bottom: plot.Num(0), Top: plot.Col("days")}, plot.Style{Outline: "#ffffff"})
	bins.OnChange(func(n int) { waits.Show(count(n)) })

	fine := widgets.NewButton("Finer")
	fine.OnClick(func() { bins.SetValue(60) })

	doc.SetTitle("Histogram")
	doc.Add(layout.Column(layout.Row(bins, fine), fig))
	return nil
}

// count sorts a thousand waits into so many boxes of 0 to 20 minutes.
func count(bins int) document.Data {
	random := rand.New(rand.NewPCG(17, 18))
	from, to, days := make([]float64, bins), make([]float64, bins), make([]int, bins)
	width := 20 / float64(bins)
	for i := range bins {
		from[i], to[i] = width*float64(i), width*float64(i+1)
	}
	for range 1000 {
		if box := int(4 * random.ExpFloat64() / width); box < bins {
			days[box]++
		}
	}
	return document.Data{"from": from, "to": to, "days": days}
}
