// Package trustedhtml shows markup as it comes, for what the program itself wrote: a drawing in SVG.
//
//panelgo:gallery pane.TrustedHTML
package trustedhtml

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	petals := widgets.NewIntSlider("Petals", 3, 24)
	petals.SetValue(8)

	flower := pane.NewTrustedHTML("")
	show := func(n int) { flower.SetHTML(drawing(n)) }
	petals.OnChange(show)
	show(petals.Value())

	daisy := widgets.NewButton("A daisy")
	daisy.OnClick(func() { petals.SetValue(21) })

	doc.SetTitle("HTML, trusted")
	doc.Add(layout.Column(petals, flower, daisy))
	return nil
}

// drawing is a flower. Nothing in it comes from a visitor but a number.
func drawing(petals int) string {
	var svg strings.Builder
	svg.WriteString(`<svg viewBox="-100 -100 200 200" width="260">`)
	for i := range petals {
		fmt.Fprintf(&svg, `<ellipse cx="52" rx="42" ry="%d" fill="#e86a92" fill-opacity=".6" transform="rotate(%d)"/>`, 8+60/petals, 360*i/petals)
	}
	svg.WriteString(`<circle r="16" fill="#f2b134"/></svg>`)
	return svg.String()
}
