package chat

import (
	"unicode/utf8"

	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/pane/markup"
)

// content is what is in a message or in a step: texts and components, in the order in which they
// came.
type content struct {
	*models.Column
	last  *pane.Stream // the text at the end, nil where a component or nothing is
	texts []pane.Stream
	lines bool   // shows line breaks as they were typed
	rest  []byte // the beginning of a letter whose end has not come yet
}

func newContent(class string) *content { return &content{Column: column(class)} }

// append adds to the text at the end, which begins where there is none.
func (c *content) append(text []byte) {
	text = append(c.rest, text...)
	whole := len(text)
	for back := 1; back < utf8.UTFMax && back <= len(text); back++ {
		if start := text[len(text)-back:]; utf8.RuneStart(start[0]) && !utf8.FullRune(start) {
			whole -= back
			break
		}
	}
	c.rest = append([]byte(nil), text[whole:]...)
	if whole == 0 {
		return
	}
	if c.last == nil {
		s := markup.NewStream()
		s.Margin.Set(nil)
		s.CSSClasses.Set([]string{"pg-prose", "pg-said"})
		if c.lines {
			s.CSSClasses.Set([]string{"pg-prose", "pg-said", "pg-lines"})
		}
		c.texts, c.last = append(c.texts, s), &s
		join(&c.Column.Children, s)
	}
	c.last.Append(string(text[:whole]))
}

// add puts components at the end.
func (c *content) add(components ...models.UIElement) {
	c.last, c.rest = nil, nil
	join(&c.Column.Children, components...)
}

// clear takes everything away.
func (c *content) clear() {
	c.last, c.rest, c.texts = nil, nil, nil
	c.Column.Children.Set(nil)
}

// remove takes one component away.
func (c *content) remove(gone models.UIElement) {
	var left []models.UIElement
	for _, child := range c.Column.Children.Get() {
		if child != gone {
			left = append(left, child)
		}
	}
	c.Column.Children.Set(left)
}

// text is all of the texts.
func (c *content) text() (all string) {
	for i, t := range c.texts {
		if i > 0 {
			all += "\n\n"
		}
		all += t.Text()
	}
	return all
}
