// Package number shows a value large, in a colour that its size says.
//
//panelgo:gallery layout.Number
package number

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	level := widgets.NewFloatSlider("Noise, dB", 20, 120)
	level.SetValue(62)
	noise := layout.NewNumber("Noise in the hall", "%.0f dB", level.Value(),
		layout.Band{UpTo: 60, Color: "#1f8a5c"}, layout.Band{UpTo: 85, Color: "#a36a00"}, layout.Band{UpTo: 120, Color: "#d4474f"})
	level.OnChange(noise.SetValue)

	concert := widgets.NewButton("A rock concert")
	concert.OnClick(func() { level.SetValue(110) })
	off := widgets.NewButton("Nobody measures")
	off.OnClick(func() { noise.SetValue(math.NaN()) })

	doc.SetTitle("Number")
	doc.Add(layout.Column(level, noise, layout.Row(concert, off)))
	return nil
}
