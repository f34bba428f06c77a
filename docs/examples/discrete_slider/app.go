// Package discreteslider shows a slider over a few values of any type: here times that a shutter stays open.
//
//panelgo:gallery widgets.DiscreteSlider
package discreteslider

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	times := []time.Duration{time.Millisecond, 4 * time.Millisecond, 17 * time.Millisecond, 67 * time.Millisecond, 250 * time.Millisecond, time.Second}
	shutter := widgets.NewDiscreteSlider("Shutter", widgets.ChoicesOf(times, func(d time.Duration) string {
		return fmt.Sprintf("1/%.0f s", 1/d.Seconds())
	}))
	shutter.SetValue(17 * time.Millisecond)

	advice := pane.NewText("")
	show := func(d time.Duration) {
		if d > 40*time.Millisecond {
			advice.SetText(fmt.Sprintf("%v: take a tripod", d))
		} else {
			advice.SetText(fmt.Sprintf("%v: a calm hand will do", d))
		}
	}
	shutter.OnChange(show)
	show(shutter.Value())

	night := widgets.NewButton("Night")
	night.OnClick(func() { shutter.SetValue(time.Second) })

	doc.SetTitle("DiscreteSlider")
	doc.Add(layout.Column(shutter, advice, night))
	return nil
}
