// Package modal shows a window for which the page waits: a question before something is lost.
//
//panelgo:gallery layout.Modal
package modal

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	state := pane.NewText("The letter is written, and not sent.")
	yes, no := widgets.NewButton("Throw it away"), widgets.NewButton("Keep it")
	yes.SetColor(widgets.Danger)
	question := layout.NewModal(pane.NewText("Do you want to throw the letter away?"), layout.Row(yes, no))
	yes.OnClick(func() {
		state.SetText("The letter is gone.")
		question.Hide()
	})
	no.OnClick(question.Hide)

	ask := widgets.NewButton("Throw away …")
	ask.OnClick(question.Show)

	doc.SetTitle("Modal")
	doc.Add(layout.Column(state, ask), question)
	return nil
}
