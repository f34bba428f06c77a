// Package statictext shows values that visitors read among fields that they fill in.
//
//panelgo:gallery widgets.StaticText
package statictext

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	nights := widgets.NewIntInput("Nights")
	nights.SetBounds(1, 14)
	nights.SetValue(3)
	room := widgets.NewStaticText("Room", "12, with a view of the sea")
	price := widgets.NewStaticText("Price", "")
	show := func(n int) { price.SetValue(fmt.Sprintf("%d × 95 € = %d €", n, 95*n)) }
	nights.OnChange(show)
	show(nights.Value())

	other := widgets.NewButton("Another room")
	other.OnClick(func() { room.SetValue("7, with a view of <the yard>") }) // markup is text like any other

	doc.SetTitle("StaticText")
	doc.Add(layout.Column(room, nights, price, other))
	return nil
}
