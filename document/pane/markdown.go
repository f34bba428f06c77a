package pane

import (
	"bytes"
	"html"
	"sync"

	chroma "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/yuin/goldmark"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Markdown shows a text in GitHub's flavour of Markdown: tables, lists of tasks, highlighted code. Markup in it is
// sanitised, so that the text may come from anybody.
type Markdown struct{ *models.Div }

// NewMarkdown makes a Markdown.
//
//	pane.NewMarkdown("# Results\n\n| run | score |\n|---|---|\n| 1 | **0.93** |")
func NewMarkdown(text string) Markdown {
	m := Markdown{prose()}
	m.SetText(text)
	return m
}

// SetText changes what is shown.
func (m Markdown) SetText(text string) { m.Div.Text.Set(renderMarkdown(text)) }

// prose is a model for running text over the width that it is given.
func prose() *models.Div {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	d.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	d.CSSClasses.Set([]string{"pg-prose"})
	return d
}

// markdown knows the flavour. It passes markup on: what it makes is sanitised as a whole.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList,
			highlighting.NewHighlighting(highlighting.WithFormatOptions(chroma.WithClasses(true)))),
		goldmark.WithRendererOptions(renderer.WithUnsafe()),
	)
})

// renderMarkdown is Markdown as markup that is safe to show.
func renderMarkdown(text string) string {
	var out bytes.Buffer
	if err := markdown().Convert([]byte(text), &out); err != nil {
		return "<pre>" + html.EscapeString(text) + "</pre>" // a bytes.Buffer takes everything, so this never happens
	}
	return sanitize(out.String())
}

// AlertKind is how urgent an alert is.
type AlertKind string

// The kinds of alerts.
const (
	Info    AlertKind = "info"
	Success AlertKind = "success"
	Warning AlertKind = "warning"
	Danger  AlertKind = "danger"
)

// Alert shows a message, in Markdown, in a box of its own.
type Alert struct{ *models.Div }

// NewAlert makes an Alert.
func NewAlert(kind AlertKind, text string) Alert {
	a := Alert{prose()}
	a.Show(kind, text)
	return a
}

// Show changes the message and how urgent it is.
func (a Alert) Show(kind AlertKind, text string) {
	a.CSSClasses.Set([]string{"pg-prose", "pg-alert", "pg-" + string(kind)})
	a.HTMLAttributes.Set(map[string]string{"role": "alert"})
	a.Div.Text.Set(renderMarkdown(text))
}
