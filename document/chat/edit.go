package chat

import (
	"errors"
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// editor lets a visitor change a message.
type editor struct {
	of     *Bubble
	limits Limits
	pencil widgets.Button
	area   widgets.TextAreaInput
	below  *models.Row
	heard  []func(text string) bool
}

// SetEditable gives the message a button by which a visitor changes its text, up to so many
// characters.
func (b *Bubble) SetEditable(characters int) {
	if b.edit != nil {
		b.edit.limits.Text = characters
		return
	}
	e := &editor{of: b, limits: Limits{Text: characters}}
	b.edit = e
	e.pencil = button("Edit", pencil, e.open)
	join(&b.foot.Children, e.pencil)
}

// OnEdit calls f with the text that a visitor has given the message.
func (b *Bubble) OnEdit(f func(text string)) {
	b.onEdit(func(text string) bool { f(text); return true })
}

// onEdit calls f with a text before the message takes it on; f may refuse it.
func (b *Bubble) onEdit(f func(text string) bool) {
	if b.edit == nil {
		b.SetEditable(DefaultLimits.Text)
	}
	b.edit.heard = append(b.edit.heard, f)
}

// open puts a field in the place of the message.
func (e *editor) open() {
	if e.below != nil {
		return
	}
	e.area = widgets.NewTextAreaInput("", 3)
	e.area.SetValue(e.of.Text())
	e.area.MaxLength.Set(document.Some(e.limits.Text))
	e.area.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	e.area.CSSClasses.Set([]string{"pg-msg-edit"})
	document.ReadOnly(&e.area.MaxLength)
	document.Check(&e.area.TextAreaInput.Value, e.limits.checkText)
	document.Check(&e.area.ValueInput, e.limits.checkText)
	save := widgets.NewButton("Save")
	save.SetColor(widgets.Primary)
	save.OnClick(e.save)
	cancel := widgets.NewButton("Cancel")
	cancel.OnClick(e.close)
	e.below = row("pg-msg-save", save, cancel)
	e.show(e.area, e.below)
}

func (e *editor) show(parts ...models.UIElement) {
	children := e.of.main.Children.Get()
	at := slices.IndexFunc(children, func(c models.UIElement) bool { return c == models.UIElement(e.of.content) })
	e.of.main.Children.Set(slices.Concat(children[:at], parts, children[at:]))
	e.of.content.Visible.Set(false)
	e.of.foot.Visible.Set(false)
}

// close puts the message back.
func (e *editor) close() {
	if e.below == nil {
		return
	}
	below := models.UIElement(e.below)
	e.of.main.Children.Set(slices.DeleteFunc(slices.Clone(e.of.main.Children.Get()), func(c models.UIElement) bool {
		return c == below || c == models.UIElement(e.area)
	}))
	e.below = nil
	e.of.content.Visible.Set(true)
	e.of.foot.Visible.Set(true)
}

func (e *editor) save() {
	if e.below == nil {
		return
	}
	text := e.area.Value()
	e.close()
	if text == "" || text == e.of.Text() {
		return
	}
	for _, f := range e.heard {
		if !f(text) {
			return
		}
	}
	e.of.SetText(text)
}

var errNothing = errors.New("chat: there is nothing to say")
