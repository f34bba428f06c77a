// Package gridbox shows components in rows of so many: the squares of a memory game.
//
//panelgo:gallery layout.Cells
package gridbox

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	open := 0
	score := pane.NewText("Nothing is open.")
	var cells []models.UIElement
	for i := range 8 {
		card := widgets.NewToggle("?")
		card.OnChange(func(down bool) {
			card.Label.Set(models.Str("?"))
			open--
			if down {
				card.Label.Set(models.Str(string("ABCDCBDA"[i])))
				open += 2
			}
			score.SetText(fmt.Sprintf("%d cards are open.", open))
		})
		cells = append(cells, card)
	}

	doc.SetTitle("GridBox")
	doc.Add(layout.Column(layout.Cells(4, cells...), score))
	return nil
}
