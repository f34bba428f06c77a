// Package textstream shows a text that grows, of which only what is new travels: the log of a long job.
//
//panelgo:gallery pane.Stream
package textstream

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	log := pane.NewTextStream()
	log.SetText("Press the button.\n")
	scrolled := layout.Sized(layout.Size{Height: 220, Stretch: true, Scroll: true}, log)

	bake := widgets.NewButton("Bake a bread")
	steps := []string{"mixed flour and water", "kneaded", "let it rise", "shaped it", "heated the oven", "baked it", "let it cool: done"}
	bake.OnClick(func() {
		bake.Disabled.Set(true)
		next := 0
		var stop func()
		stop = doc.Every(300*time.Millisecond, func() {
			log.Append(fmt.Sprintf("%02d %s\n", next+1, steps[next]))
			if next++; next == len(steps) {
				stop()
				bake.Disabled.Set(false)
			}
		})
	})

	doc.SetTitle("Stream of text")
	doc.Add(layout.Column(bake, scrolled))
	return nil
}
