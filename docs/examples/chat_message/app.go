// Package chatmessage shows messages: what a visitor says stands right, what others say left, with reactions and a button to copy
// it. Click the button to have the last one grow a word at a time.
//
//panelgo:gallery chat.Bubble
package chatmessage

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/chat"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	question := chat.NewBubble(chat.Message{Role: chat.Visitor, Text: "How many moons has *Saturn*?"})
	answer := chat.NewBubble(chat.Message{User: "Ada Lovelace", Text: "Saturn has **274**:"})
	answer.SetReactions(chat.Like, chat.Dislike, chat.Heart)

	said := pane.NewText("no reaction yet")
	answer.OnReact(func(name string, on bool) {
		if on {
			said.SetText("they " + name + " it")
		}
	})

	grow := widgets.NewButton("Say more")
	grow.OnClick(func() { answer.Append(" many") })

	doc.SetTitle("Message")
	doc.Add(layout.Column(question, answer, layout.Row(grow, said)))
	return nil
}
