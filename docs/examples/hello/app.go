// Package hello is the smallest app: a slider, and a text that follows it.
//
//panelgo:gallery First steps
package hello

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	stars := widgets.NewIntSlider("Stars", 1, 5)
	verdict := pane.NewText("1 of 5")
	stars.OnChange(func(n int) { verdict.SetText(fmt.Sprintf("%d of 5", n)) })

	doc.SetTitle("Hello")
	doc.Add(layout.Column(stars, verdict))
	return nil
}
