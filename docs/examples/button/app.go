// Package button shows buttons in their colours and variants: click them, and let one disable another.
//
//panelgo:gallery widgets.Button
package button

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

const bell = `<svg viewBox="0 0 24 24" fill="currentColor"><path d="M12 2a6 6 0 0 1 6 6v5l2 4H4l2-4V8a6 6 0 0 1 6-6zM9.5 19h5a2.5 2.5 0 0 1-5 0z"/></svg>`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	rings := 0
	count := pane.NewText("Nobody has rung yet.")
	ring := widgets.NewButton("Ring")
	ring.SetColor(widgets.Primary)
	ring.SetIcon(bell)
	ring.Describe("Somebody will come")
	ring.OnClick(func() {
		rings++
		count.SetText(fmt.Sprintf("Rung %d times.", rings))
	})

	silence := widgets.NewButton("Silence")
	silence.SetColor(widgets.Danger)
	silence.SetVariant(widgets.Outline)
	silence.OnClick(func() { ring.Disabled.Set(!ring.Disabled.Get()) })

	colors := layout.Row()
	for _, c := range []widgets.Color{widgets.Default, widgets.Primary, widgets.Success, widgets.Warning, widgets.Danger, widgets.Light} {
		b := widgets.NewButton(string(c))
		b.SetColor(c)
		colors.Children.Set(append(colors.Children.Get(), b))
	}

	doc.SetTitle("Button")
	doc.Add(layout.Column(layout.Row(ring, silence), count, colors))
	return nil
}
