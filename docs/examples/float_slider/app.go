// Package floatslider shows a slider for numbers with a fraction: the degrees in the other scale follow while it moves.
//
//panelgo:gallery widgets.FloatSlider
package floatslider

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	celsius := widgets.NewFloatSlider("Temperature, °C", -20, 40)
	celsius.SetStep(0.5)
	celsius.SetFormat("0.0")
	celsius.SetValue(18.5)

	fahrenheit := pane.NewText("")
	show := func(c float64) { fahrenheit.SetText(fmt.Sprintf("%.1f °C are %.1f °F", c, c*9/5+32)) }
	celsius.OnChange(show)
	show(celsius.Value())

	body := widgets.NewButton("As warm as we are")
	body.OnClick(func() { celsius.SetValue(37) })

	doc.SetTitle("FloatSlider")
	doc.Add(layout.Column(celsius, fahrenheit, body))
	return nil
}
