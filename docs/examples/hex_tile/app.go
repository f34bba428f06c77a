// Package hextile shows hexagons: the fields of a game, by two coordinates that lie askew.
//
//panelgo:gallery plot.HexTile
package hextile

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var q, r []int
	var steps []float64
	for a := -3; a <= 3; a++ {
		for b := max(-3, -a-3); b <= min(3, -a+3); b++ {
			q, r = append(q, a), append(r, b)
			steps = append(steps, float64(max(a, -a, b, -b, a+b, -a-b))) // from the middle
		}
	}
	board := plot.NewSource(document.Data{"q": q, "r": r, "steps": steps})
	fig := plot.New("").TapSelect()
	fig.MatchAspect.Set(true)
	fig.XAxis.Hide()
	fig.YAxis.Hide()
	fig.Draw(board, plot.HexTile{Q: plot.Col("q"), R: plot.Col("r"), Size: 1}, plot.Style{Outline: "#ffffff", ColorBy: plot.Col("steps").With(plot.Colors(plot.Viridis, 0, 3))})

	far := pane.NewText("Click a field.")
	board.OnSelect(func(rows []int) {
		if len(rows) > 0 {
			far.SetText(fmt.Sprintf("%.0f steps from the middle", steps[rows[0]]))
		}
	})

	doc.SetTitle("HexTile")
	doc.Add(layout.Column(far, fig))
	return nil
}
