package chat

import (
	"html"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Bubble shows a [Message]: whose it is, its text, which may grow, and components. Below it are a
// button to copy it, the time, and what an author adds.
type Bubble struct {
	*models.Row
	said    Message
	content *content
	main    *models.Column
	head    *models.Div
	foot    *models.Row
	about   *models.Div // the time and the button to copy, in the foot
	waiting *models.Div // nil unless something is being waited for

	reactions reactions
	edit      *editor // nil unless visitors may edit
	clock     *time.Location
}

// NewBubble makes a bubble of a message.
func NewBubble(m Message) *Bubble {
	m = m.withDefaults()
	b := &Bubble{said: m, content: newContent("pg-msg-body"), head: div(""), about: div("", "pg-msg-about")}
	b.foot = row("pg-msg-foot", b.about)
	b.main = column("pg-msg-main", b.content, b.foot)
	b.Row = row("pg-msg", b.main)
	b.Row.CSSClasses.Set([]string{"pg-msg", "pg-" + string(m.Role)})
	b.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	b.main.CSSClasses.Set([]string{"pg-msg-main", "pg-" + string(m.Role)})
	b.foot.CSSClasses.Set([]string{"pg-msg-foot", "pg-" + string(m.Role)})
	b.content.CSSClasses.Set([]string{"pg-msg-body", "pg-" + string(m.Role)})
	b.content.lines = m.Role == Visitor
	if m.User != "" {
		b.head = div(html.EscapeString(m.User), "pg-msg-head")
		b.main.Children.Set([]models.UIElement{b.head, b.content, b.foot})
	}
	if m.User != "" || m.Avatar != (Avatar{}) {
		b.Row.Children.Set([]models.UIElement{m.Avatar.element(m.User), b.main})
	}
	if m.Text != "" {
		b.content.append([]byte(m.Text))
	}
	if len(m.Files) > 0 {
		b.content.add(showFiles(m.Files))
	}
	if len(m.Parts) > 0 {
		b.content.add(m.Parts...)
	}
	b.draw()
	return b
}

// Message is what the bubble shows now.
func (b *Bubble) Message() Message {
	m := b.said
	m.Text = b.Text()
	return m
}

// Role is whose part the message is.
func (b *Bubble) Role() Role { return b.said.Role }

// Text is the message's text, without its steps and components.
func (b *Bubble) Text() string { return b.content.text() }

// Append adds to the end of the text, for example a word at a time; only what is new travels. After
// a component it begins a new text.
func (b *Bubble) Append(text string) { b.append([]byte(text)) }

func (b *Bubble) append(text []byte) {
	b.settle()
	bare := len(b.content.texts) == 0
	b.content.append(text)
	if bare {
		b.draw()
	}
}

// SetText replaces the text, and takes components away.
func (b *Bubble) SetText(text string) {
	b.settle()
	b.content.clear()
	if text != "" {
		b.content.append([]byte(text))
	}
	if len(b.said.Files) > 0 {
		b.content.add(showFiles(b.said.Files))
	}
	b.draw()
}

// Add puts components at the end: plots, tables, steps, buttons.
func (b *Bubble) Add(components ...models.UIElement) {
	b.settle()
	b.content.add(components...)
	b.said.Parts = append(b.said.Parts[:len(b.said.Parts):len(b.said.Parts)], components...)
}

// Step puts a step at the end.
func (b *Bubble) Step(title string) *Step {
	s := NewStep(title)
	b.settle()
	b.content.add(s)
	return s
}

// Header puts components above the message.
func (b *Bubble) Header(components ...models.UIElement) {
	children := b.main.Children.Get()
	at := len(children) - 2
	all := append(append([]models.UIElement{}, children[:at]...), components...)
	b.main.Children.Set(append(all, children[at:]...))
}

// Footer puts components below the message.
func (b *Bubble) Footer(components ...models.UIElement) { join(&b.main.Children, components...) }

// wait shows that something is to come; what is shown goes away with the first of it.
func (b *Bubble) wait(words string) {
	b.waiting = div(`<span class="pg-dots" role="status" aria-label="Waiting for the answer"><i></i><i></i><i></i></span>`+html.EscapeString(words), "pg-waiting")
	b.content.add(b.waiting)
	b.foot.Visible.Set(false)
}

// settle ends the waiting.
func (b *Bubble) settle() {
	if b.waiting != nil {
		b.content.remove(b.waiting)
		b.waiting = nil
	}
}

// note adds a line about the message.
func (b *Bubble) note(text string) { b.content.add(div(html.EscapeString(text), "pg-note")) }

// bare reports whether the bubble shows nothing.
func (b *Bubble) bare() bool { return len(b.content.Column.Children.Get()) == 0 }

// draw writes what is below the message. The button to copy does its work in the browser: see
// static/own/page.js.
func (b *Bubble) draw() {
	at := b.said.Time
	if b.clock != nil {
		at = at.In(b.clock)
	}
	text := `<time datetime="` + at.Format(time.RFC3339) + `" title="` + at.Format("Monday, 2 January 2006, 15:04") + `">` + at.Format("15:04") + `</time>`
	if len(b.content.texts) > 0 {
		text = `<button type="button" data-pg-do="copy" aria-label="Copy" title="Copy">` + drawing(sheets) + `</button>` + text
	}
	b.about.Text.Set(text)
}
