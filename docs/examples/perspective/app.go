// Package perspective shows columns in a table that visitors shape themselves: group, pivot, filter, or draw them.
//
//panelgo:gallery pane.Perspective
package perspective

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	sales := pane.NewPerspective(document.Data{
		"region":  []string{"north", "north", "north", "south", "south", "south", "west", "west"},
		"product": []string{"bikes", "boats", "skis", "bikes", "boats", "skis", "bikes", "boats"},
		"sold":    []int{120, 14, 80, 210, 95, 3, 77, 31},
		"euro":    []float64{48_000, 91_000, 24_000, 84_000, 617_500, 900, 30_800, 201_500},
	})
	sales.Height.Set(document.Some(340.0))
	sales.SizingMode.Set(document.Some(models.SizingModeStretchWidth))

	more := widgets.NewButton("Skis in the west, at last")
	more.OnClick(func() {
		row := document.Data{"region": []string{"west"}, "product": []string{"skis"}, "sold": []int{12}, "euro": []float64{3600}}
		if err := sales.Rows.Stream(row, 0); err != nil {
			doc.Log().Error("not added", "error", err)
		}
	})

	doc.SetTitle("Perspective")
	doc.Add(layout.Column(more, sales))
	return nil
}
