// Package markdownstream shows Markdown that comes a word at a time, as a language model writes it.
//
//panelgo:gallery markup.Stream
package markdownstream

import (
	"strings"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

const answer = "## Why is the sky blue?\n\nSunlight has **all** colours. Air scatters the *short* waves more:\n\n1. blue about **5 times** as much as red,\n2. violet even more, but our eyes see less of it.\n\n> At dusk the way through the air is long, and red is what is left.\n"

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	shown := markup.NewStream()
	words := strings.SplitAfter(answer, " ")

	ask := widgets.NewButton("Why is the sky blue?")
	ask.SetColor(widgets.Primary)
	ask.OnClick(func() {
		ask.Disabled.Set(true)
		shown.SetText("")
		next := 0
		var stop func()
		stop = doc.Every(50*time.Millisecond, func() {
			shown.Append(words[next])
			if next++; next == len(words) {
				stop()
				ask.Disabled.Set(false)
			}
		})
	})

	doc.SetTitle("Stream of Markdown")
	doc.Add(layout.Column(ask, shown))
	return nil
}
