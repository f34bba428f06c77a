// Package crossselector shows two lists: what could go into a report is at the left, what does at the right.
//
//panelgo:gallery widgets.CrossSelector
package crossselector

import (
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	columns := widgets.NewCrossSelector(widgets.Choices("Customer", "Country", "Ordered", "Shipped", "Items", "Sum", "Tax", "Paid"))
	columns.Select("Customer", "Sum")

	header := pane.NewText("")
	show := func(names []string) { header.SetText("The report: " + strings.Join(names, " | ")) }
	columns.OnChange(show)
	show(columns.Value())

	usual := widgets.NewButton("As usual")
	usual.OnClick(func() { columns.Select("Customer", "Ordered", "Sum", "Paid") })

	doc.SetTitle("CrossSelector")
	doc.Add(layout.Column(columns, header, usual))
	return nil
}
