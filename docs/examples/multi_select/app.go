// Package multiselect shows a list that is open: click, with Ctrl for several, to send a letter to some of a team.
//
//panelgo:gallery widgets.MultiSelect
package multiselect

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	team := widgets.NewMultiSelect("To", widgets.Choices("Amara", "Bruno", "Chiara", "Dmitri", "Elif", "Farid"))
	team.Size.Set(6) // rows that are seen
	team.Select("Bruno", "Elif")

	letter := pane.NewText("")
	show := func(names []string) { letter.SetText(fmt.Sprintf("Dear %s,", strings.Join(names, ", dear "))) }
	team.OnChange(show)
	show(team.Value())

	all := widgets.NewButton("Everybody")
	all.OnClick(func() { team.Select("Amara", "Bruno", "Chiara", "Dmitri", "Elif", "Farid") })

	doc.SetTitle("MultiSelect")
	doc.Add(layout.Column(team, letter, all))
	return nil
}
