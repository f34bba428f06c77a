// Package barsgrouped shows bars beside each other at one category: each is moved aside by a Dodge.
//
//panelgo:gallery plot.Dodge
package barsgrouped

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	teams := []string{"Reds", "Blues", "Greens"}
	goals := plot.NewSource(document.Data{"team": teams, "home": []float64{31, 27, 22}, "away": []float64{18, 25, 9}})
	fig := plot.New("Goals").CategoricalX(plot.Factors(teams...)).LegendBeside()
	for i, where := range []string{"home", "away"} {
		aside := plot.Dodge(0.36*float64(i)-0.18, fig.XRange.Get())
		fig.Draw(goals, plot.VBar{X: plot.Col("team").With(aside), Top: plot.Col(where), Width: plot.Num(0.32)}, plot.Style{Legend: where})
	}

	score := widgets.NewButton("The Blues score at home")
	score.OnClick(func() {
		home, _ := plot.Values[float64](goals, "home")
		if err := goals.Patch(map[string][]document.Cells{"home": {{Rows: 1, Values: home[1] + 1}}}); err != nil {
			doc.Log().Error("no goal", "error", err)
		}
	})

	doc.SetTitle("Bars, grouped")
	doc.Add(layout.Column(fig, score))
	return nil
}
