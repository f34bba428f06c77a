// Package intinput shows a field for a whole number: type, use its buttons, or the arrow keys.
//
//panelgo:gallery widgets.IntInput
package intinput

import (
	"errors"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	copies := widgets.NewIntInput("Copies")
	copies.SetBounds(1, 500)
	copies.SetValue(1)
	copies.Validate(func(n int) error {
		if n > 100 && n%50 != 0 {
			return errors.New("more than 100 come in packs of 50")
		}
		return nil
	})

	sum := pane.NewText("")
	show := func(n int) { sum.SetText(fmt.Sprintf("%d × 0.08 € = %.2f €", n, 0.08*float64(n))) }
	copies.OnChange(show)
	show(copies.Value())

	class := widgets.NewButton("For the whole class")
	class.OnClick(func() { copies.SetValue(28) })

	doc.SetTitle("IntInput")
	doc.Add(layout.Column(copies, sum, class))
	return nil
}
