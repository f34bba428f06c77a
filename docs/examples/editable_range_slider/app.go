// Package editablerangeslider shows a slider with two handles and a field for each: the part of light that a filter lets
// through.
//
//panelgo:gallery widgets.EditableRangeSlider
package editablerangeslider

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	light := widgets.NewEditableRangeSlider("Wavelengths, nm", 300, 1100)
	light.SetRange(380, 750)

	words := pane.NewText("")
	show := func(r widgets.Range[float64]) {
		words.SetText(fmt.Sprintf("The filter lets %.0f nm pass, around %.0f nm.", r.End-r.Start, (r.Start+r.End)/2))
	}
	light.OnChange(show)
	show(light.Value())

	green := widgets.NewButton("Green only")
	green.OnClick(func() { light.SetRange(495, 570) })

	doc.SetTitle("EditableRangeSlider")
	doc.Add(layout.Column(light, words, green))
	return nil
}
