package chat

import (
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
)

// Feed is a conversation: bubbles in order, of which browsers get only those near what they show.
// It follows what is written for visitors who look at its end, and leaves others where they are,
// with a button that leads there.
type Feed struct {
	*models.Column
	list    *layout.Feed
	bubbles []*Bubble
	limits  Limits

	persons   map[Role]person
	reactions []Reaction
	editable  bool
	clock     *time.Location
	words     string // beside the dots while an answer is waited for

	respond Responder
	running *Answer   // nil unless something is answered
	queue   []*Bubble // what waits for an answer

	onSend  []func(m Message)
	onReact []func(b *Bubble, name string, on bool)
	onState []func() // for what shows whether something is answered
}

type person struct {
	user   string
	avatar Avatar
}

// NewFeed makes an empty conversation of a height, px; with 0 it is as tall as what is around.
func NewFeed(height float64) *Feed {
	f := &Feed{list: layout.NewFeed(height), limits: DefaultLimits, persons: map[Role]person{}}
	// The list itself does not scroll but lies in what does, upside down: so browsers hold on to
	// the end by themselves.
	f.list.Height.Set(document.None[float64]())
	f.list.CSSClasses.Set([]string{"pg-chat-list"})
	f.list.Stylesheets.Set(nil)
	f.list.ViewLatest.Set(false)
	f.list.AutoScrollLimit.Set(0)
	latest := div(`<button type="button" data-pg-do="latest" tabindex="-1" aria-label="To the latest message" title="To the latest message">`+drawing(arrowDown)+`</button>`, "pg-latest")
	f.Column = column("pg-chat-log", column("pg-chat-all", f.list, latest))
	f.Column.HTMLAttributes.Set(map[string]string{"role": "log", "tabindex": "0"})
	if height > 0 {
		f.Column.Height.Set(document.Some(height))
	}
	return f
}

// SetLimits bounds the conversation.
func (f *Feed) SetLimits(l Limits) { f.limits = l.withDefaults() }

// SetPerson says who speaks in a role where a message does not.
func (f *Feed) SetPerson(r Role, user string, avatar Avatar) { f.persons[r] = person{user, avatar} }

// SetReactions says which reactions visitors have for messages that are not theirs, from the next
// one on.
func (f *Feed) SetReactions(all ...Reaction) { f.reactions = all }

// OnReact calls g when a visitor gives or takes a reaction.
func (f *Feed) OnReact(g func(b *Bubble, name string, on bool)) { f.onReact = append(f.onReact, g) }

// SetEditable lets visitors change what they said, from the next message on: what came after it
// goes, and it is answered anew.
func (f *Feed) SetEditable(on bool) { f.editable = on }

// SetLocation says in which time zone times are shown, from the next message on; by default it is
// the server's.
func (f *Feed) SetLocation(zone *time.Location) { f.clock = zone }

// SetPlaceholder says something beside the dots that show until an answer begins.
func (f *Feed) SetPlaceholder(words string) { f.words = words }

// OnSend calls g for each message that a visitor sends, before it is answered.
func (f *Feed) OnSend(g func(m Message)) { f.onSend = append(f.onSend, g) }

// Send adds a message at the end, whoever says it, and answers the bubble that shows it. It is not
// answered; see [Feed.Ask].
func (f *Feed) Send(m Message) *Bubble {
	p := f.persons[m.withDefaults().Role]
	if m.User == "" {
		m.User = p.user
	}
	if m.Avatar == (Avatar{}) {
		m.Avatar = p.avatar
	}
	b := NewBubble(m)
	b.clock = f.clock
	b.draw()
	if b.Role() == Visitor {
		f.letEdit(b)
	} else if len(f.reactions) > 0 {
		b.SetReactions(f.reactions...)
		b.OnReact(func(name string, on bool) {
			for _, g := range f.onReact {
				g(b, name, on)
			}
		})
	}
	f.bubbles = append(f.bubbles, b)
	f.list.Append(b)
	if over := len(f.bubbles) - f.limits.Messages; over > 0 {
		f.keep(f.bubbles[over:])
	}
	return b
}

func (f *Feed) letEdit(b *Bubble) {
	if !f.editable {
		return
	}
	b.SetEditable(f.limits.Text)
	b.onEdit(func(text string) bool {
		at := slices.Index(f.bubbles, b)
		if at < 0 {
			return false
		}
		m := b.said
		m.Text, m.Time = text, time.Time{}
		f.cut(at)
		f.ask(m)
		return false
	})
}

// keep has the feed hold some of its bubbles only.
func (f *Feed) keep(bubbles []*Bubble) {
	f.bubbles = slices.Clone(bubbles)
	f.list.Clear()
	for _, b := range f.bubbles {
		f.list.Append(b)
	}
}

// cut stops what is being answered and drops the bubbles from a place on.
func (f *Feed) cut(at int) {
	f.queue = nil
	f.Stop()
	f.keep(f.bubbles[:min(at, len(f.bubbles))])
	f.tell()
}

// Bubbles are the bubbles of all messages, in order.
func (f *Feed) Bubbles() []*Bubble { return slices.Clone(f.bubbles) }

// Messages are all messages, in order.
func (f *Feed) Messages() []Message {
	all := make([]Message, len(f.bubbles))
	for i, b := range f.bubbles {
		all[i] = b.Message()
	}
	return all
}

// History is the conversation as the interfaces of language models take it. Messages without text
// are left out.
func (f *Feed) History() []Turn { return f.history(nil) }

func (f *Feed) history(without []*Bubble) (turns []Turn) {
	for _, b := range f.bubbles {
		if text := b.Text(); text != "" && !slices.Contains(without, b) {
			turns = append(turns, Turn{b.Role(), text})
		}
	}
	return turns
}

// Clear takes all messages away and stops what is being answered.
func (f *Feed) Clear() { f.cut(0) }

// Undo takes away what a visitor said last and all that came after it. It answers the message, and
// whether there was one.
func (f *Feed) Undo() (m Message, ok bool) {
	for at := len(f.bubbles) - 1; at >= 0; at-- {
		if b := f.bubbles[at]; b.Role() == Visitor {
			m = b.Message()
			f.cut(at)
			return m, true
		}
	}
	return m, false
}

// Rerun has what a visitor said last answered anew. It reports whether there is such a message.
func (f *Feed) Rerun() bool {
	m, ok := f.Undo()
	if ok {
		f.ask(m)
	}
	return ok
}

// ShowLatest has browsers show the end.
func (f *Feed) ShowLatest() { f.list.ShowLatest() }
