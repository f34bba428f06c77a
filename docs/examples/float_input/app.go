// Package floatinput shows a field for a number: its buttons go up and down by the step that it was made with.
//
//panelgo:gallery widgets.FloatInput
package floatinput

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	dollars := widgets.NewFloatInput("US dollars", 0.5)
	dollars.SetBounds(0, 10_000)
	dollars.SetFormat("0,0.00")
	dollars.SetValue(20)

	euros := pane.NewText("")
	show := func(x float64) { euros.SetText(fmt.Sprintf("%.2f $ are %.2f € at 0.92 € for a dollar", x, 0.92*x)) }
	dollars.OnChange(show)
	show(dollars.Value())

	double := widgets.NewButton("Double it")
	double.OnClick(func() { dollars.SetValue(min(2*dollars.Value(), 10_000)) })

	doc.SetTitle("FloatInput")
	doc.Add(layout.Column(dollars, euros, double))
	return nil
}
