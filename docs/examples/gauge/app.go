// Package gauge shows where a value lies between two ends: how fast a bicycle goes.
//
//panelgo:gallery layout.Gauge
package gauge

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	watts := widgets.NewIntSlider("Pedalling, W", 0, 600)
	watts.SetValue(120)
	speed := layout.NewGauge("Speed", "%.0f km/h", 0, 60, kmh(watts.Value()),
		layout.Band{UpTo: 25, Color: "#1f8a5c"}, layout.Band{UpTo: 45, Color: "#a36a00"}, layout.Band{UpTo: 60, Color: "#d4474f"})
	watts.OnChange(func(w int) { speed.SetValue(kmh(w)) })

	sprint := widgets.NewButton("Sprint")
	sprint.OnClick(func() { watts.SetValue(600) })

	doc.SetTitle("Gauge")
	doc.Add(layout.Column(watts, speed, sprint))
	return nil
}

// kmh is how fast so much power is against the air.
func kmh(watts int) float64 { return 3.6 * math.Cbrt(float64(watts)/0.2) }
