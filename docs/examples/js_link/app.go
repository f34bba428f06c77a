// Package jslink shows links that the browser keeps by itself, without asking the program. Move the first slider: the
// second goes along at once, and a script shows the value in degrees Fahrenheit.
//
//panelgo:gallery reactive.JSLink
package jslink

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page.
func App(doc *panelgo.Document) error {
	inside, outside := widgets.NewFloatSlider("Inside, °C", -20, 40), widgets.NewFloatSlider("Outside, °C", -20, 40)
	inside.SetValue(21)
	reactive.JSLink(&inside.Slider.Value, &outside.Slider.Value)
	reactive.JSLink(&outside.Slider.Value, &inside.Slider.Value)

	text := pane.NewText("69.8 °F")
	reactive.JS("text.text = `${(cb_obj.value * 1.8 + 32).toFixed(1)} °F`", reactive.Args{"text": text}).
		OnChange(&inside.Slider.Value)

	doc.SetTitle("Links in the browser")
	doc.Add(layout.Column(inside, outside, text))
	return nil
}
