// Package accordion shows cards of which one is open: questions, and their answers.
//
//panelgo:gallery layout.Accordion
package accordion

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	cards := []*models.Card{
		layout.Card("When does the library open?", pane.NewText("At nine, on Sundays at eleven.")),
		layout.Card("How long may I keep a book?", pane.NewText("Three weeks, and three more if nobody waits for it.")),
		layout.Card("May I bring coffee?", pane.NewText("In a cup with a lid.")),
	}

	coffee := widgets.NewButton("About coffee")
	coffee.OnClick(func() { cards[2].Collapsed.Set(false) }) // the others fold

	doc.SetTitle("Accordion")
	doc.Add(layout.Column(layout.Accordion(cards...), coffee))
	return nil
}
