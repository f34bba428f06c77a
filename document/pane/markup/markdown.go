package markup

import (
	"bytes"
	"html"
	"sync"

	chroma "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/yuin/goldmark"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	"github.com/yuin/goldmark/extension"
	renderer "github.com/yuin/goldmark/renderer/html"

	"github.com/panelgo/panelgo/document/pane"
)

// Markdown shows a text in GitHub's flavour of Markdown: tables, lists of tasks, highlighted code.
// Markup in it is sanitised, so that the text may come from anybody.
type Markdown struct{ pane.TrustedHTML }

// NewMarkdown makes a Markdown.
func NewMarkdown(text string) Markdown { return Markdown{pane.NewTrustedHTML(render(text))} }

// SetText changes what is shown.
func (m Markdown) SetText(text string) { m.SetHTML(render(text)) }

// NewStream makes a [pane.Stream] of Markdown, for example for what a language model writes.
//
//	answer := markup.NewStream()
//	answer.Append("The *capital*")
//	answer.Append(" of Italy is Rome.")
func NewStream() pane.Stream { return pane.NewRenderedStream(render, "pg-prose") }

// markdown knows the flavour. It passes markup on: what it makes is sanitised as a whole.
var markdown = sync.OnceValue(func() goldmark.Markdown {
	return goldmark.New(
		goldmark.WithExtensions(extension.GFM, extension.Footnote, extension.DefinitionList,
			highlighting.NewHighlighting(highlighting.WithFormatOptions(chroma.WithClasses(true)))),
		goldmark.WithRendererOptions(renderer.WithUnsafe()),
	)
})

// render is Markdown as markup that is safe to show.
func render(text string) string {
	var out bytes.Buffer
	if err := markdown().Convert([]byte(text), &out); err != nil {
		return "<pre>" + html.EscapeString(text) + "</pre>" // a bytes.Buffer takes everything, so this never happens
	}
	return sanitize(out.String())
}
