// Package dashboard draws a wave that a slider shapes.
package dashboard

import (
	"fmt"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab: what it makes belongs to that tab alone.
func App(doc *panelgo.Document) error {
	frequency := widgets.NewIntSlider("Frequency", 1, 10)
	readout := pane.NewText("1 Hz")
	readout.Name.Set(document.Some("Readout")) // how the test finds it

	data := plot.NewSource(wave(1))
	fig := plot.New("A wave").Labels("time, s", "level")
	fig.Line(data, "t", "level", plot.Style{})

	// A callback changes what the page shows; the browser is told when it returns.
	frequency.OnChange(func(hz int) {
		data.Show(wave(hz))
		readout.SetText(fmt.Sprintf("%d Hz", hz))
	})

	doc.SetTitle("Dashboard")
	doc.Add(layout.Column(layout.Row(frequency, readout), fig))
	return nil
}

// wave is one second of a sine.
func wave(hz int) document.Data {
	t, level := make([]float64, 500), make([]float64, 500)
	for i := range t {
		t[i] = float64(i) / 500
		level[i] = math.Sin(2 * math.Pi * float64(hz) * t[i])
	}
	return document.Data{"t": t, "level": level}
}
