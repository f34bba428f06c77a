package markup

import (
	"bytes"
	"html"
	"sync"

	chroma "github.com/alecthomas/chroma/v2/formatters/html"
	"github.com/yuin/goldmark"
	highlighting "github.com/yuin/goldmark-highlighting/v2"
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/extension/ast"
	goldrender "github.com/yuin/goldmark/renderer"
	renderer "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"

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
		goldmark.WithRendererOptions(renderer.WithUnsafe(), goldrender.WithNodeRenderers(util.Prioritized(tasks{}, 400))), // before GFM's 500
	)
})

// tasks draws the boxes of a list of tasks with a name, for people who hear the page.
type tasks struct{}

// RegisterFuncs implements renderer.NodeRenderer.
func (tasks) RegisterFuncs(r goldrender.NodeRendererFuncRegisterer) {
	r.Register(ast.KindTaskCheckBox, func(w util.BufWriter, _ []byte, n gast.Node, entering bool) (gast.WalkStatus, error) {
		if entering {
			box := `<input disabled="" type="checkbox" aria-label="to do"> `
			if n.(*ast.TaskCheckBox).IsChecked {
				box = `<input checked="" disabled="" type="checkbox" aria-label="done"> `
			}
			_, _ = w.WriteString(box) // a bytes.Buffer takes everything
		}
		return gast.WalkContinue, nil
	})
}

// render is Markdown as markup that is safe to show.
func render(text string) string {
	var out bytes.Buffer
	if err := markdown().Convert([]byte(text), &out); err != nil {
		return "<pre>" + html.EscapeString(text) + "</pre>" // a bytes.Buffer takes everything, so this never happens
	}
	return sanitize(out.String())
}
