// Package waves draws a wave that two sliders shape while they move.
//
//panelgo:gallery First steps
package waves

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	frequency := widgets.NewFloatSlider("Frequency", 0.5, 10)
	frequency.SetValue(2)
	amplitude := widgets.NewFloatSlider("Amplitude", 0, 2)
	amplitude.SetValue(1)

	line := plot.NewSource(wave(frequency.Value(), amplitude.Value()))
	redraw := func(float64) { line.Show(wave(frequency.Value(), amplitude.Value())) }
	frequency.OnChange(redraw)
	amplitude.OnChange(redraw)

	fig := plot.New("A wave").Labels("time, s", "level")
	fig.Line(line, "t", "level", plot.Style{})
	fig.SetYRange(-2.2, 2.2)

	doc.SetTitle("Waves")
	doc.Add(layout.Column(layout.Row(frequency, amplitude), fig))
	return nil
}

// wave is one second of a sine, 500 samples.
func wave(frequency, amplitude float64) document.Data {
	t, level := make([]float64, 500), make([]float64, 500)
	for i := range t {
		t[i] = float64(i) / 500
		level[i] = amplitude * math.Sin(2*math.Pi*frequency*t[i])
	}
	return document.Data{"t": t, "level": level}
}
