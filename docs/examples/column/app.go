// Package column shows components below each other; a program may change which, at any time.
//
//panelgo:gallery layout.Column
package column

import (
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	letter := layout.Column(pane.NewText("Dear Sir,"), pane.NewText("the roof leaks again."), pane.NewText("Yours, 4th floor"))

	turn := widgets.NewButton("Upside down")
	turn.OnClick(func() {
		lines := slices.Clone(letter.Children.Get())
		slices.Reverse(lines)
		letter.Children.Set(lines)
	})

	tight := widgets.NewCheckbox("Closer together")
	tight.OnChange(func(on bool) {
		letter.Spacing.Set(12)
		if on {
			letter.Spacing.Set(0)
		}
	})

	doc.SetTitle("Column")
	doc.Add(layout.Column(letter, layout.Divider(), layout.Row(turn, tight)))
	return nil
}
