// Package texteditor shows a field for text with bold letters, lists and links: a postcard, and how it will look.
//
//panelgo:gallery richtext.TextEditor
package texteditor

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/document/widgets/richtext"
)

const greeting = "<p>Dear <b>all</b>,</p><p>the sea is <i>warm</i>, the food is:</p><ul><li>good</li><li>plenty</li></ul>"

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	editor := richtext.NewTextEditor(greeting)
	editor.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	editor.Height.Set(document.Some(180.0))

	card := markup.NewHTML(editor.Value())
	editor.OnChange(card.SetHTML) // what the editor answers cannot act on a page

	again := widgets.NewButton("Write it anew")
	again.OnClick(func() { editor.SetValue("<p>Dear <b>Grandma</b>,</p>") })

	doc.SetTitle("TextEditor")
	doc.Add(layout.Column(editor, again, layout.Divider(), card))
	return nil
}
