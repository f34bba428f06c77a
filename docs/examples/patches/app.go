// Package patches shows a shape for each row: the plots of a garden, which can be selected by a click.
//
//panelgo:gallery plot.Patches
package patches

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	crops := []string{"beans", "carrots", "herbs", "grass"}
	garden := plot.NewSource(document.Data{
		"xs":   [][]float64{{0, 4, 4, 0}, {4, 9, 7, 4}, {0, 4, 2}, {4, 7, 9, 9, 2}},
		"ys":   [][]float64{{0, 0, 3, 3}, {0, 0, 3, 3}, {3, 3, 6}, {3, 3, 0, 6, 6}},
		"crop": crops,
	})
	fig := plot.New("A garden").TapSelect()
	fig.Draw(garden, plot.Patches{Xs: plot.Col("xs"), Ys: plot.Col("ys")}, plot.Style{Outline: "#ffffff", Alpha: 0.8, ColorBy: plot.Col("crop").With(plot.FactorColors(crops...))})
	fig.Hover(plot.Tip{Label: "Crop", Column: "crop"})

	chosen := pane.NewText("Click a bed.")
	garden.OnSelect(func(rows []int) {
		if len(rows) > 0 {
			chosen.SetText("Water the " + crops[rows[0]])
		}
	})
	herbs := widgets.NewButton("The herbs")
	herbs.OnClick(func() { garden.Select(2) })

	doc.SetTitle("Patches")
	doc.Add(layout.Column(fig, layout.Row(herbs, chosen)))
	return nil
}
