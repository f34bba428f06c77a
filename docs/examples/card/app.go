// Package card shows frames with a title: one that folds, one that does not.
//
//panelgo:gallery layout.Card
package card

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	volume := widgets.NewIntSlider("Volume", 0, 11)
	settings := layout.Card("Settings", volume, widgets.NewSwitch("Loud at night"))
	state := pane.NewText("")
	show := func(folded bool) { state.SetText(fmt.Sprintf("Folded: %v", folded)) }
	settings.Collapsed.OnChange(func(c document.Change[bool]) { show(c.New) })
	show(false)

	fold := widgets.NewButton("Fold, unfold")
	fold.OnClick(func() { settings.Collapsed.Set(!settings.Collapsed.Get()) })

	doc.SetTitle("Card")
	doc.Add(layout.Column(settings, layout.Fixed("A card that stays open", state), fold))
	return nil
}
