// Package divider shows a line across, and room that is left over: a bill.
//
//panelgo:gallery layout.Divider
package divider

import (
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	line := func(what, price string) *models.Row {
		return layout.Row(pane.NewText(what), layout.Spacer(0, 10), pane.NewText(price))
	}
	bill := layout.Sized(layout.Size{Width: 260},
		line("2 espressi", "2.60 €"), line("1 cornetto", "1.40 €"), layout.Divider(), line("Sum", "4.00 €"))

	tip := widgets.NewButton("With a tip")
	tip.OnClick(func() {
		bill.Children.Set(append(slices.Clone(bill.Children.Get()), line("Tip", "1.00 €")))
		tip.Disabled.Set(true)
	})

	doc.SetTitle("Divider")
	doc.Add(layout.Column(bill, tip))
	return nil
}
