package pane

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Text shows a text as it is: nothing in it is markup, so it may come from anybody.
type Text struct{ *models.Div }

// NewText makes a Text.
func NewText(text string) Text {
	t := Text{document.New[models.Div]()}
	t.RenderAsText.Set(true)
	t.DisableMath.Set(true)
	t.Div.Text.Set(text)
	return t
}

// SetText changes what is shown.
func (t Text) SetText(text string) { t.Div.Text.Set(text) }

// HTML shows markup, and does so as it comes: it must not hold anything that a visitor wrote.
type HTML struct{ *models.Div }

// NewHTML makes an HTML from markup that the program wrote.
func NewHTML(trusted string) HTML {
	h := HTML{document.New[models.Div]()}
	h.DisableMath.Set(true)
	h.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	h.Div.Text.Set(trusted)
	return h
}

// SetHTML changes what is shown.
func (h HTML) SetHTML(trusted string) { h.Div.Text.Set(trusted) }
