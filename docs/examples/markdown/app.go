// Package markdown shows a text in GitHub's flavour of Markdown: edit it at the left, read it at the right.
//
//panelgo:gallery markup.Markdown
package markdown

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

const recipe = `## Pesto

For **four** people, in *ten* minutes:

| what | how much |
|---|--:|
| basil | 50 g |
| olive oil | 100 ml |

- [x] wash the basil
- [ ] grind it

~~~go
for range 200 { mortar.Turn() }
~~~
`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	source := widgets.NewTextAreaInput("Markdown", 18)
	source.SetValue(recipe)
	text := markup.NewMarkdown(recipe)
	source.OnType(text.SetText) // markup in it is made harmless

	shout := widgets.NewButton("Another text")
	shout.OnClick(func() { source.SetValue("# Dinner is *ready*") })
	source.OnChange(text.SetText)

	doc.SetTitle("Markdown")
	doc.Add(layout.Column(layout.Flow(260, source, text), shout))
	return nil
}
