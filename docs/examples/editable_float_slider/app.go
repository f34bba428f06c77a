// Package editablefloatslider shows a slider with a field for the exact number: what a loan costs each month.
//
//panelgo:gallery widgets.EditableFloatSlider
package editablefloatslider

import (
	"fmt"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	const loan, months = 200_000, 20 * 12
	rate := widgets.NewEditableFloatSlider("Interest per year, %", 0.5, 10)
	rate.SetFormat("0.00")
	rate.SetValue(3.25)

	cost := pane.NewText("")
	show := func(percent float64) {
		monthly := percent / 100 / 12
		cost.SetText(fmt.Sprintf("%d € over 20 years: %.2f € a month", loan, loan*monthly/(1-math.Pow(1+monthly, -months))))
	}
	rate.OnChange(show)
	show(rate.Value())

	worse := widgets.NewButton("What if it doubles?")
	worse.OnClick(func() { rate.SetValue(min(2*rate.Value(), 10)) })

	doc.SetTitle("EditableFloatSlider")
	doc.Add(layout.Column(rate, cost, worse))
	return nil
}
