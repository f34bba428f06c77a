// Package chat is a conversation: replace reply by whatever knows an answer.
package chat

import (
	"context"
	"io"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/chat"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	ui := chat.NewInterface()
	ui.SetWelcome("# What would you like to know?")
	ui.Suggest("How do you work?")
	// Each message is answered in a goroutine of its own, whose context ends when the visitor stops
	// it or leaves.
	ui.Respond(func(ctx context.Context, said chat.Message, answer *chat.Answer) error {
		return reply(ctx, said.Text, answer)
	})

	doc.SetTitle("Chat")
	doc.Add(ui)
	return nil
}

// reply writes an answer piece by piece; what is written is shown at once.
func reply(ctx context.Context, text string, to io.Writer) error {
	for _, word := range strings.Fields("You said: " + text) {
		if err := ctx.Err(); err != nil {
			return err
		}
		if _, err := io.WriteString(to, word+" "); err != nil {
			return err
		}
	}
	return nil
}
