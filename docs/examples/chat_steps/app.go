// Package chatsteps shows steps: click the button to have them run. A step folds when it has succeeded; one that failed stays open and
// says why.
//
//panelgo:gallery chat.Step
package chatsteps

import (
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/chat"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	search, read, write := chat.NewStep("Search"), chat.NewStep("Read"), chat.NewStep("Write")

	run := widgets.NewButton("Run")
	run.OnClick(func() {
		search.SetStatus(chat.Running)
		search.Append("- asking the *catalogue*\n")
		doc.After(time.Second, func() {
			search.SetStatus(chat.Success)
			read.SetStatus(chat.Running)
			read.Append("`books.csv` has 12,000 rows.\n")
		})
		doc.After(2*time.Second, func() {
			read.SetStatus(chat.Success)
			write.Append("The disk is full.")
			write.SetStatus(chat.Failed)
		})
	})

	doc.SetTitle("Steps")
	doc.Add(layout.Column(run, chat.Steps(search, read, write)))
	return nil
}
