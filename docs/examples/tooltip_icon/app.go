// Package tooltipicon shows a question mark that explains what stands before it: rest the mouse on it.
//
//panelgo:gallery widgets.TooltipIcon
package tooltipicon

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	vat := widgets.NewStaticText("VAT ID", "IT 12345670017")
	help := widgets.NewTooltipIcon("It stands on every invoice, below the address.")

	// Fields bring a question mark along.
	order := widgets.NewTextInput("Order")
	order.Describe("Eight digits, as in the mail that we sent you")

	doc.SetTitle("TooltipIcon")
	doc.Add(layout.Column(layout.Row(vat, help), order))
	return nil
}
