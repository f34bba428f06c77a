// Package swipe shows two pictures of one scene: move the handle between day and night, by mouse or arrow keys.
//
//panelgo:gallery layout.Swipe
package swipe

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	swipe := layout.NewSwipe(scene("Day", "#9fd3ff", "#ffd84d"), scene("Night", "#16213d", "#dfe6f5"))

	share := pane.NewText("")
	swipe.OnChange(func(percent float64) { share.SetText(fmt.Sprintf("%.0f %% day", percent)) })

	noon := widgets.NewButton("Noon")
	noon.OnClick(func() { swipe.SetValue(100) })

	doc.SetTitle("Swipe")
	doc.Add(layout.Column(layout.Sized(layout.Size{Width: 410}, swipe), noon, share))
	return nil
}

func scene(name, sky, light string) pane.Image {
	return pane.NewImage(fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160" width="400" height="160">
		<rect width="400" height="160" fill="%s"/><circle cx="200" cy="50" r="26" fill="%s"/><path d="M0 160 120 80 200 130 290 70 400 160z" fill="#3d6b4f"/></svg>`, sky, light), name)
}
