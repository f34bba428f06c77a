// Package buttonicon shows pictures to click: one likes a picture, one takes that back.
//
//panelgo:gallery widgets.ButtonIcon
package buttonicon

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

const (
	heart = `<svg viewBox="0 0 24 24" fill="currentColor"><path d="M12 21 4 13a5 5 0 0 1 8-6 5 5 0 0 1 8 6z"/></svg>`
	back  = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="M9 14 4 9l5-5M4 9h9a6 6 0 0 1 0 12h-2"/></svg>`
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	likes := 41
	count := pane.NewText("41 people like this picture.")
	change := func(by int) func() {
		return func() {
			likes += by
			count.SetText(fmt.Sprintf("%d people like this picture.", likes))
		}
	}
	like, undo := widgets.NewButtonIcon(heart), widgets.NewButtonIcon(back)
	like.SetLabel("Like")
	like.Describe("Tell the painter")
	like.OnClick(change(+1))
	undo.SetLabel("Undo")
	undo.OnClick(change(-1))

	doc.SetTitle("ButtonIcon")
	doc.Add(layout.Column(count, layout.Row(like, undo)))
	return nil
}
