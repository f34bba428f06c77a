// Package chat is a conversation on a page: messages that grow while they are written, steps that
// show what is being done, a feed that holds thousands of them, and the field in which a visitor
// answers. Who answers is a function of the program's, which may ask a language model, a search, or
// nobody at all.
//
//	ui := chat.NewInterface()
//	ui.Respond(func(ctx context.Context, said chat.Message, answer *chat.Answer) error {
//		for _, word := range strings.Fields(said.Text) {
//			answer.WriteString(word + "! ")
//		}
//		return nil
//	})
//	doc.Add(ui)
//
// The function runs in a goroutine of its own; what it hands to its [Answer] travels many times a
// second, however fast it comes. All other things here belong to the document's turns, as
// components do.
//
// Texts are Markdown and sanitised, so that they may come from visitors and from machines: a script
// in them does nothing. What visitors send is bounded by [Limits].
package chat
