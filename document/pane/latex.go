package pane

import (
	"html"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// LaTeX shows formulas.
type LaTeX struct{ *models.KaTeX }

// NewLaTeX makes a LaTeX. What stands between $ and $ is a formula in a line, between $$ and $$ one
// of its own; a text without any is a formula as a whole.
func NewLaTeX(text string) LaTeX {
	l := LaTeX{document.New[models.KaTeX]()}
	l.SetText(text)
	return l
}

// SetText changes what is shown.
func (l LaTeX) SetText(text string) {
	if !strings.ContainsRune(text, '$') {
		text = "$$" + text + "$$"
	}
	l.KaTeX.Text.Set(html.EscapeString(text)) // the front end reads it as markup
}
