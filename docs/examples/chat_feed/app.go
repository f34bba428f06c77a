// Package chatfeed shows a conversation without a field to write in: click a button to have it answered. It holds 2,000 messages, of
// which the browser gets those near what it shows; scroll up to see them, and come back with the round button.
//
//panelgo:gallery chat.Feed
package chatfeed

import (
	"context"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/chat"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	feed := chat.NewFeed(420)
	for i := range 2000 {
		feed.Send(chat.Message{User: "Counter", Text: fmt.Sprint("message ", i)})
	}
	feed.Respond(func(_ context.Context, said chat.Message, answer *chat.Answer) error {
		_, err := fmt.Fprintf(answer, "You said **%s**, after %d others.", said.Text, len(answer.History()))
		return err
	})

	ask := widgets.NewButton("Say hello")
	ask.OnClick(func() { _ = feed.Ask(chat.Message{Text: "hello"}) })
	undo := widgets.NewButton("Undo")
	undo.OnClick(func() { feed.Undo() })

	doc.SetTitle("Feed")
	doc.Add(layout.Column(feed, layout.Row(ask, undo)))
	return nil
}
