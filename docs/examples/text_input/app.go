// Package textinput shows a field for a line of text: what is typed is heard at each key, and when Enter is pressed.
//
//panelgo:gallery widgets.TextInput
package textinput

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

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	name := widgets.NewTextInput("Your name")
	name.Placeholder.Set("Ada Lovelace")
	name.Describe("As it shall stand on the badge")

	typing, badge := pane.NewText("Type something."), pane.NewText("")
	name.OnType(func(text string) { typing.SetText(fmt.Sprintf("%d of 30 letters", utf8.RuneCountInString(text))) })
	name.OnChange(func(text string) { badge.SetText("The badge says: " + strings.ToUpper(text)) })
	name.MaxLength.Set(document.Some(30))

	fill := widgets.NewButton("I am Grace Hopper")
	fill.OnClick(func() { name.SetValue("Grace Hopper") })

	doc.SetTitle("TextInput")
	doc.Add(layout.Column(name, typing, badge, fill))
	return nil
}
