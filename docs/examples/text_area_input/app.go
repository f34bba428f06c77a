// Package textareainput shows a field for several lines: Go counts the words as they are typed.
//
//panelgo:gallery widgets.TextAreaInput
package textareainput

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

const draft = "Dear guests,\n\nthe pool is closed on Monday.\nPlease use the lake."

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	notice := widgets.NewTextAreaInput("Notice", 6)
	notice.Placeholder.Set("What shall we tell the guests?")
	notice.Width.Set(document.Some(420.0))

	count := pane.NewText("")
	show := func(text string) {
		count.SetText(fmt.Sprintf("words: %d, letters: %d", len(strings.Fields(text)), utf8.RuneCountInString(text)))
	}
	notice.OnType(show)
	notice.OnChange(show)
	show(notice.Value())

	fill := widgets.NewButton("Last year's notice")
	fill.OnClick(func() { notice.SetValue(draft) })

	doc.SetTitle("TextAreaInput")
	doc.Add(layout.Column(notice, count, fill))
	return nil
}
