// Package svg shows a drawing in SVG, as an image: scripts in it do not run.
//
//panelgo:gallery pane.SVG
package svg

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	fill := widgets.NewFloatSlider("Full, %", 0, 100)
	fill.SetValue(60)

	tank := pane.NewImage(drawing(fill.Value()), "a tank")
	fill.OnChange(func(percent float64) { tank.SetImage(drawing(percent)) })

	empty := widgets.NewButton("Pull the plug")
	empty.OnClick(func() { fill.SetValue(0) })

	doc.SetTitle("SVG")
	doc.Add(layout.Column(fill, tank, empty))
	return nil
}

func drawing(percent float64) []byte {
	return fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="160" height="220">
<rect x="10" y="10" width="140" height="200" rx="16" fill="#d8dee9"/>
<clipPath id="tank"><rect x="10" y="10" width="140" height="200" rx="16"/></clipPath>
<rect x="10" y="%f" width="140" height="200" fill="#3b82c4" clip-path="url(#tank)"/></svg>`, 210-2*percent)
}
