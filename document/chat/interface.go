package chat

import (
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

// Interface is a [Feed] with a field below it in which a visitor writes, attaches files, stops an
// answer and has it given anew. Enter sends, Shift+Enter begins a new line.
type Interface struct {
	*models.Column
	*Feed
	composer *composer
	suggest  *models.Row
	welcome  *models.Column
	fills    bool // is as tall as the window
}

// NewInterface makes a conversation as tall as the window. SetHeight makes it another height.
func NewInterface() *Interface {
	i := &Interface{Feed: NewFeed(0), fills: true}
	i.composer = newComposer(i.Feed)
	i.suggest = row("pg-suggest")
	i.suggest.Visible.Set(false)
	i.welcome = column("pg-welcome")
	i.Column = column("pg-chat", i.Feed, i.welcome, i.suggest, i.composer)
	i.Feed.onState = append(i.Feed.onState, i.refresh)
	i.Feed.onSend = append(i.Feed.onSend, func(Message) { i.Suggest() })
	i.refresh()
	return i
}

// SetHeight says how tall the whole is, px.
func (i *Interface) SetHeight(px float64) {
	i.Column.Height.Set(document.Some(px))
	i.fills = false
	i.refresh()
}

// SetWelcome shows a Markdown text while nothing has been said. Where there is room the field
// stands right below it.
func (i *Interface) SetWelcome(text string) {
	i.welcome.Children.Set([]models.UIElement{markup.NewMarkdown(text)})
	i.refresh()
}

// SetPrompt changes what the empty field says.
func (i *Interface) SetPrompt(text string) { i.composer.area.Placeholder.Set(text) }

// Suggest shows buttons that say something for the visitor. They go when anything is said; a
// [Responder] shows further ones with [Answer.Do].
func (i *Interface) Suggest(texts ...string) {
	var buttons []models.UIElement
	for _, text := range texts {
		b := widgets.NewButton(text)
		b.CSSClasses.Set([]string{"pg-suggestion"})
		document.ReadOnly(&b.Label)
		b.OnClick(func() {
			if !i.Answering() {
				_ = i.Ask(Message{Text: text})
			}
		})
		buttons = append(buttons, b)
	}
	i.suggest.Children.Set(buttons)
	i.suggest.Visible.Set(len(buttons) > 0)
}

// SetFiles says which files may be attached, by extension as in ".csv" or by type as in "image/*";
// without any, all. A
// [Limits] of less than 0 files takes the button away.
func (i *Interface) SetFiles(kinds ...string) { i.composer.attach.SetAccept(kinds...) }

// SetLimits bounds the conversation.
func (i *Interface) SetLimits(l Limits) {
	i.Feed.SetLimits(l)
	i.composer.bound(i.Feed.limits)
}

// Send adds a message at the end, as [Feed.Send] does.
func (i *Interface) Send(m Message) *Bubble {
	b := i.Feed.Send(m)
	i.refresh()
	return b
}

// refresh has what is around the feed fit what is in it.
func (i *Interface) refresh() {
	bare := len(i.Feed.bubbles) == 0
	welcome := bare && len(i.welcome.Children.Get()) > 0
	i.welcome.Visible.Set(welcome)
	i.Feed.Visible.Set(!welcome)
	classes := []string{"pg-chat"}
	if i.fills {
		classes = append(classes, "pg-chat-fill")
	}
	if welcome {
		classes = append(classes, "pg-chat-start")
	}
	if !slices.Equal(classes, i.Column.CSSClasses.Get()) {
		i.Column.CSSClasses.Set(classes)
	}
	i.composer.refresh(i.Answering(), bare)
}
