// Package html shows markup that anybody may have written: what could act on the page is dropped.
//
//panelgo:gallery markup.HTML
package html

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

const comment = `<p>A <b>lovely</b> place.<script>alert("boo")</script></p>
<a href="javascript:alert('boo')">A link that does nothing</a>
<i onclick="alert('boo')">Words that do nothing, either</i>`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	source := widgets.NewTextAreaInput("What a visitor wrote", 6)
	source.SetValue(comment)
	shown := markup.NewHTML(comment)
	left := pane.NewText("")
	show := func(text string) {
		shown.SetHTML(text)
		left.SetText("What is left of it: " + shown.Text.Get())
	}
	source.OnType(show)
	show(comment)

	thank := widgets.NewButton("Thank them")
	thank.OnClick(func() { show("<p>Thank you, <i>stranger</i>.</p>") })

	doc.SetTitle("HTML")
	doc.Add(layout.Column(source, shown, left, thank))
	return nil
}
