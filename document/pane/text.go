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

// TrustedHTML shows markup as it comes: it must not hold anything that a visitor wrote. For what
// others wrote there is the package markup.
type TrustedHTML struct{ *models.Div }

// NewTrustedHTML makes a TrustedHTML from markup that the program wrote.
func NewTrustedHTML(markup string) TrustedHTML {
	h := TrustedHTML{prose()}
	h.SetHTML(markup)
	return h
}

// SetHTML changes what is shown.
func (h TrustedHTML) SetHTML(markup string) { h.Div.Text.Set(markup) }

// prose is a model for running text over the width that it is given.
func prose() *models.Div {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	d.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	d.CSSClasses.Set([]string{"pg-prose"})
	return d
}
