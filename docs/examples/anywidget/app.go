// Package anywidget shows a widget that was written for notebooks, as it is: a slider for a temperature. Move it: Go says
// the same in Fahrenheit.
//
//panelgo:gallery component.NewAnyWidget
package anywidget

import (
	_ "embed"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
)

//go:embed thermometer.js
var code string

// Thermometer is what the widget and Go share.
type Thermometer struct {
	document.Base `bokeh:"Thermometer" extends:"Model"`
	Celsius       document.Prop[float64] `bokeh:"celsius" default:"20"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	widget := component.NewAnyWidget[Thermometer](component.Module{Name: "thermometer.js", Code: code})
	says := pane.NewText("68 °F")
	widget.State.Celsius.OnChange(func(change document.Change[float64]) {
		says.SetText(fmt.Sprintf("%.0f °F", change.New*9/5+32))
	})
	doc.Add(layout.Column(widget, says))
	return nil
}
