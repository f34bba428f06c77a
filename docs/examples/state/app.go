// Package state shows a value of the program's own, which no widget holds: a list of things to do. Enter something and
// press Enter; the list and the number follow the State.
//
//panelgo:gallery reactive.NewState
package state

import (
	"fmt"
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page.
func App(doc *panelgo.Document) error {
	things := reactive.NewState([]string{"water the plants"})
	field, clear := widgets.NewTextInput("To do"), widgets.NewButton("Done with the first")

	field.OnChange(func(thing string) {
		if thing != "" {
			things.Set(append(slices.Clone(things.Value()), thing)) // a new slice: others may hold the old one
			field.SetValue("")
		}
	})
	clear.OnClick(func() { things.Set(things.Value()[1:]) })
	reactive.Set(&clear.Disabled, reactive.Bind(things, func(all []string) bool { return len(all) == 0 }))

	list := reactive.View(things, func(all []string) models.UIElement {
		lines := []models.UIElement{pane.NewText(fmt.Sprintf("%d to do", len(all)))}
		for _, thing := range all {
			lines = append(lines, pane.NewText("• "+thing))
		}
		return layout.Column(lines...)
	})
	doc.SetTitle("State")
	doc.Add(layout.Column(field, clear, list))
	return nil
}
