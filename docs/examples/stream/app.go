// Package stream draws a measurement as it comes in: a point every 100 ms, of which the latest 200 stay.
//
//panelgo:gallery First steps
package stream

import (
	"math"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/plot"
)

const (
	period = 100 * time.Millisecond
	window = 200 // points that stay
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	signal := plot.NewSource(document.Data{"t": []float64{0}, "level": []float64{0}})
	fig := plot.New("Live signal").Labels("time, s", "level")
	fig.Line(signal, "t", "level", plot.Style{})
	fig.SetYRange(-1.6, 1.6)

	sample := 0
	doc.Every(period, func() {
		sample++
		t := float64(sample) * period.Seconds()
		level := math.Sin(t) + 0.4*math.Sin(4.3*t)
		if err := signal.Stream(document.Data{"t": []float64{t}, "level": []float64{level}}, window); err != nil {
			doc.Log().Error("sample lost", "err", err)
		}
	})

	doc.SetTitle("Stream")
	doc.Add(fig)
	return nil
}
