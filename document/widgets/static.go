package widgets

import (
	"html"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// StaticText shows a value with its label among fields that can be edited. Neither of them is read
// as markup.
type StaticText struct {
	*models.Div
	said *said
}

// said are the words of a static text.
type said struct{ label, text string }

// NewStaticText makes a static text.
func NewStaticText(label, text string) StaticText {
	s := StaticText{document.New[models.Div](), &said{label: label}}
	s.DisableMath.Set(true)
	s.SetValue(text)
	return s
}

// Value is the text.
func (s StaticText) Value() string { return s.said.text }

// SetValue replaces the text.
func (s StaticText) SetValue(text string) {
	s.said.text = text
	s.Div.Text.Set("<b>" + html.EscapeString(s.said.label) + "</b>: " + html.EscapeString(text))
}

// Describe explains the text to whoever rests the mouse on it.
func (s StaticText) Describe(text string) { hover(&s.HTMLAttributes, text) }
