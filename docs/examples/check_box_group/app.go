// Package checkboxgroup shows boxes of which any are ticked: what is on the shopping list.
//
//panelgo:gallery widgets.CheckBoxGroup
package checkboxgroup

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
	list := widgets.NewCheckBoxGroup(widgets.Choices("Bread", "Milk", "Tomatoes", "Basil", "Coffee"))
	list.Select("Milk")

	basket := pane.NewText("")
	show := func(things []string) {
		basket.SetText(fmt.Sprintf("%d of 5 are in the basket: %s", len(things), strings.Join(things, ", ")))
	}
	list.OnChange(show)
	show(list.Value())

	all := widgets.NewButton("I have everything")
	all.OnClick(func() { list.Select("Bread", "Milk", "Tomatoes", "Basil", "Coffee") })
	none := widgets.NewButton("Start again")
	none.OnClick(func() { list.Select() })

	doc.SetTitle("CheckBoxGroup")
	doc.Add(layout.Column(list, basket, layout.Row(all, none)))
	return nil
}
