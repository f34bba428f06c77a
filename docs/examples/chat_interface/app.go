// Package chatinterface shows a conversation with a field: write something, Enter sends it. The answer comes letter by letter and can be
// stopped.
//
//panelgo:gallery chat.Interface
package chatinterface

import (
	"context"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/chat"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	ui := chat.NewInterface()
	ui.SetPerson(chat.Assistant, "Echo", chat.Avatar{})
	ui.SetWelcome("## Say something\nI say it again.")
	ui.Suggest("Hello!", "Is anybody there?")
	ui.Respond(func(_ context.Context, said chat.Message, answer *chat.Answer) error {
		for _, letter := range said.Text {
			if _, err := answer.WriteString(string(letter)); err != nil {
				return err // the visitor has stopped it
			}
			time.Sleep(30 * time.Millisecond)
		}
		return nil
	})
	ui.SetHeight(480)

	doc.SetTitle("Interface")
	doc.Add(ui)
	return nil
}
