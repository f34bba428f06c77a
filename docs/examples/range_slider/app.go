// Package rangeslider shows a slider with two handles: OnChange follows the drag, OnRelease waits for its end.
//
//panelgo:gallery widgets.RangeSlider
package rangeslider

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	price := widgets.NewRangeSlider("Price per kg, €", 0, 20)
	price.SetStep(0.05)
	price.SetFormat("0.00")
	price.SetRange(2.5, 8)

	now, released := pane.NewText("Drag a handle."), pane.NewText("Let go of it.")
	price.OnChange(func(r widgets.Range[float64]) {
		now.SetText(fmt.Sprintf("now from %.2f € to %.2f €", r.Start, r.End))
	})
	price.OnRelease(func(r widgets.Range[float64]) {
		released.SetText(fmt.Sprintf("searching from %.2f € to %.2f €", r.Start, r.End))
	})

	cheap := widgets.NewButton("Only the cheap ones")
	cheap.OnClick(func() { price.SetRange(0, 3) })

	doc.SetTitle("RangeSlider")
	doc.Add(layout.Column(price, now, released, cheap))
	return nil
}
