// Package responsive shows rooms of a size: fixed, as wide as there is room, at most so wide, and one that scrolls.
//
//panelgo:gallery layout.Sized
package responsive

import (
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	poem := pane.NewText(strings.Repeat("Row, row, row your boat, gently down the stream. ", 12))
	scrolled := layout.Sized(layout.Size{Height: 80, Stretch: true, Scroll: true}, poem)

	higher := widgets.NewButton("Higher")
	higher.OnClick(func() { scrolled.Height.Set(document.Some(160.0)) })

	doc.SetTitle("Sizes")
	doc.Add(layout.Column(
		layout.Sized(layout.Size{Width: 200}, layout.Fixed("200 px wide", pane.NewText("always"))),
		layout.Sized(layout.Size{MaxWidth: 400, Stretch: true, Centred: true}, layout.Fixed("In the middle, 400 px at most", pane.NewText("less on a phone"))),
		scrolled, higher))
	return nil
}
