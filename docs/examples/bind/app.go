// Package bind shows values that are made from others, as Panel's bind does. Move the sliders: the sum follows, and the
// button can be clicked only while there is something to buy.
//
//panelgo:gallery reactive.Bind
package bind

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page.
func App(doc *panelgo.Document) error {
	price := widgets.NewFloatSlider("Price, €", 0, 100)
	count := widgets.NewIntSlider("Count", 0, 10)
	buy, text := widgets.NewButton("Buy"), pane.NewText("")

	total := reactive.Bind2(price, count, func(each float64, n int) float64 { return each * float64(n) })
	reactive.Set(&text.Text, reactive.Bind(total, func(sum float64) string { return fmt.Sprintf("Total: %.2f €", sum) }))
	reactive.Set(&buy.Disabled, reactive.Bind(total, func(sum float64) bool { return sum == 0 }))

	buy.OnClick(func() {
		text.SetText(fmt.Sprintf("Bought for %.2f €", total.Value()))
		count.SetValue(0)
	})
	doc.SetTitle("Bind")
	doc.Add(layout.Column(price, count, text, buy))
	return nil
}
