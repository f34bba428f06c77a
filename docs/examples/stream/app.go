// Package stream draws a measurement as it comes in: a point every 100 ms, of which the latest 200 stay.
//
//panelgo:gallery First steps
package stream

import (
	"math"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/plot"
)

const (
	period = 100 * time.Millisecond
	window = 200 // points that stay
)

type point struct{ Time, Level float64 }

// measure stands for an instrument: its n-th reading.
func measure(n int) point {
	t := float64(n) * period.Seconds()
	return point{t, math.Sin(t) + 0.4*math.Sin(4.3*t)}
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var begun []point // what was measured before the visitor came
	for n := range window / 2 {
		begun = append(begun, measure(n))
	}
	signal := plot.NewRows(begun)
	fig := plot.New("Live signal").Labels("time, s", "level")
	fig.Line(signal.Source, "Time", "Level", plot.Style{})
	fig.SetYRange(-1.6, 1.6)

	next := window / 2
	doc.Every(period, func() {
		signal.Append(window, measure(next))
		next++
	})

	doc.SetTitle("Stream")
	doc.Add(fig)
	return nil
}
