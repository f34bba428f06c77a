// Package link shows values that the program keeps alike. Move the slider or change the number: the other follows. The
// switch says whether the clock runs.
//
//panelgo:gallery reactive.Sync
package link

import (
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page.
func App(doc *panelgo.Document) error {
	slider, number := widgets.NewIntSlider("Seconds", 0, 60), widgets.NewIntInput("Exactly")
	words := widgets.NewTextInput("In words")
	reactive.Sync(slider, number)
	reactive.Link(reactive.Bind(slider, func(n int) string { return fmt.Sprint(time.Duration(n) * time.Second) }), words)

	ticks := pane.NewText("")
	count := reactive.NewState(0)
	reactive.Set(&ticks.Text, reactive.Bind(count, func(n int) string { return fmt.Sprintf("%d ticks", n) }))
	clock := reactive.NewPeriodic(doc, 200*time.Millisecond, func() { count.Set(count.Value() + 1) })
	runs := widgets.NewSwitch("Clock")
	reactive.Sync(clock, runs)

	doc.SetTitle("Links")
	doc.Add(layout.Column(slider, number, words, layout.Row(runs, ticks)))
	return nil
}
