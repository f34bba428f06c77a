// Package radioboxgroup shows round boxes of which one is marked: how a parcel shall travel.
//
//panelgo:gallery widgets.RadioBoxGroup
package radioboxgroup

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type way struct {
	name string
	days int
	euro float64
}

var ways = []way{{"By ship", 12, 4.5}, {"By train", 4, 7.9}, {"By plane", 1, 24}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	by := widgets.NewRadioBoxGroup(widgets.ChoicesOf(ways, func(w way) string { return w.name }))
	by.SetValue(ways[1])

	parcel := pane.NewText("")
	show := func(w way) { parcel.SetText(fmt.Sprintf("%s: there in %d days for %.2f €", w.name, w.days, w.euro)) }
	by.OnChange(show)
	show(by.Value())

	beside := widgets.NewCheckbox("Beside each other")
	beside.OnChange(func(on bool) { by.Inline.Set(on) })
	fast := widgets.NewButton("As fast as you can")
	fast.OnClick(func() { by.SetValue(ways[2]) })

	doc.SetTitle("RadioBoxGroup")
	doc.Add(layout.Column(by, parcel, layout.Row(fast, beside)))
	return nil
}
