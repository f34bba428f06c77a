package chat

import (
	"errors"
	"fmt"
	"html"
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// composer is where a visitor writes.
type composer struct {
	*models.Column
	feed               *Feed
	area               *models.ChatAreaInput
	attach             widgets.FileInput
	chips              *models.Row
	notice             *models.Div
	bar                *models.Row
	send, stop         widgets.Button
	rerun, undo, clear widgets.Button
	files              []widgets.File
}

func newComposer(f *Feed) *composer {
	c := &composer{feed: f, area: document.New[models.ChatAreaInput](), chips: row("pg-chips"), notice: div("", "pg-wrong")}
	c.notice.Visible.Set(false)
	c.area.Rows.Set(1)
	c.area.AutoGrow.Set(true)
	c.area.MaxRows.Set(document.Some(8))
	c.area.Placeholder.Set("Write a message")
	c.area.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.area.CSSClasses.Set([]string{"pg-compose"})
	document.ReadOnly(&c.area.DisabledEnter, &c.area.EnterSends, &c.area.MaxLength, &c.area.Placeholder, &c.area.Disabled)
	check := func(text string) error { return f.limits.checkText(text) }
	document.Check(&c.area.Value, check)
	document.Check(&c.area.ValueInput, check)
	c.area.OnEvent("chat_message_event", c.entered)

	c.attach = widgets.NewFileInput("")
	c.attach.Multiple.Set(true)
	c.attach.CSSClasses.Set([]string{"pg-attach"})
	c.attach.HTMLAttributes.Set(map[string]string{"title": "Attach files"})
	c.attach.OnChange(c.picked)

	c.send = button("Send", arrowUp, func() { c.say(c.area.ValueInput.Get()) })
	c.send.CSSClasses.Set([]string{"pg-icon", "pg-send"})
	c.stop = button("Stop", square, f.Stop)
	c.stop.CSSClasses.Set([]string{"pg-icon", "pg-send", "pg-stop"})
	c.rerun = button("Answer anew", again, func() { f.Rerun() })
	c.undo = button("Undo", back, c.takeBack)
	c.clear = button("Clear", bin, f.Clear)

	c.bar = row("pg-bar", c.attach, c.rerun, c.undo, c.clear, c.send, c.stop)
	c.bar.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.Column = column("pg-composer", c.chips, c.area, c.notice, c.bar)
	c.bound(f.limits)
	return c
}

// bound has the field take no more than the limits allow.
func (c *composer) bound(l Limits) {
	c.area.MaxLength.Set(document.Some(l.Text))
	c.attach.SetLimit(max(l.FileBytes, 0))
	c.attach.Visible.Set(l.Files > 0)
}

// refresh has the buttons fit what goes on.
func (c *composer) refresh(answering, bare bool) {
	c.area.DisabledEnter.Set(answering && c.feed.limits.Waiting < 1)
	c.send.Visible.Set(!answering || c.feed.limits.Waiting > 0)
	c.stop.Visible.Set(answering)
	for _, b := range []widgets.Button{c.rerun, c.undo, c.clear} {
		b.Visible.Set(!bare)
	}
	c.rerun.Disabled.Set(answering)
	c.chips.Visible.Set(len(c.files) > 0)
}

// entered hears Enter. The browser empties the field by itself.
func (c *composer) entered(e document.Event) {
	text, ok := e.Values["value"].(string)
	if !ok {
		e.Refuse(errors.New("chat: that is no text"))
		return
	}
	if err := c.say(text); err != nil && !errors.Is(err, errNothing) {
		e.Refuse(err)
		if errors.Is(err, ErrBusy) {
			c.feed.Document().Next(func() { c.fill(text) }) // after the browser has emptied the field
		}
	}
}

// say sends a text and what is attached.
func (c *composer) say(text string) error {
	if err := c.feed.Ask(Message{Text: text, Files: c.files}); err != nil {
		return err
	}
	c.files = nil
	c.complain("")
	c.drawChips()
	c.fill("")
	return nil
}

// fill changes what is in the field.
func (c *composer) fill(text string) {
	c.area.Value.Set(text)
	c.area.ValueInput.Set(text)
}

// takeBack undoes, and puts what was said back into an empty field.
func (c *composer) takeBack() {
	if m, ok := c.feed.Undo(); ok && c.area.ValueInput.Get() == "" {
		c.fill(m.Text)
	}
}

// complain says below the field what is wrong, or nothing.
func (c *composer) complain(text string) {
	c.notice.Text.Set(html.EscapeString(text))
	c.notice.Visible.Set(text != "")
}

// picked adds files that a visitor has picked.
func (c *composer) picked(files []widgets.File) {
	if len(files) == 0 {
		return
	}
	c.attach.Clear()
	total := 0
	for _, f := range slices.Concat(c.files, files) {
		total += len(f.Data)
	}
	if len(c.files)+len(files) > c.feed.limits.Files || total > c.feed.limits.FileBytes {
		c.complain(fmt.Sprintf("That is too much: %d files of %s altogether may be attached.", c.feed.limits.Files, size(c.feed.limits.FileBytes)))
		return
	}
	c.complain("")
	c.files = append(c.files, files...)
	c.drawChips()
}

// drawChips shows what is attached, each with a button to take it back.
func (c *composer) drawChips() {
	var chips []models.UIElement
	for at, f := range c.files {
		chip := widgets.NewButton(f.Name + " · " + size(len(f.Data)))
		chip.Icon.Set(icon(cross))
		chip.CSSClasses.Set([]string{"pg-chip"})
		chip.Describe("Take back")
		chip.OnClick(func() {
			if at < len(c.files) && c.files[at].Name == f.Name {
				c.files = slices.Delete(slices.Clone(c.files), at, at+1)
				c.drawChips()
			}
		})
		chips = append(chips, chip)
	}
	c.chips.Children.Set(chips)
	c.chips.Visible.Set(len(chips) > 0)
}
