// Package barsnested shows bars in groups: the categories of an axis have two levels.
//
//panelgo:gallery plot.FactorPairs
package barsnested

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var pairs [][2]string
	var keys [][]string
	for _, town := range []string{"Bergen", "Cadiz", "Turin"} {
		for _, season := range []string{"summer", "winter"} {
			pairs, keys = append(pairs, [2]string{town, season}), append(keys, []string{town, season})
		}
	}
	rain, sun := []float64{160, 240, 3, 95, 70, 45}, []float64{170, 35, 330, 170, 260, 110}
	data := plot.NewSource(document.Data{"at": keys, "much": rain})
	fig := plot.New("A month's rain, mm").CategoricalX(plot.FactorPairs(pairs...))
	fig.Bars(data, "at", "much", plot.Style{})

	what := widgets.NewToggle("Hours of sun instead")
	what.OnChange(func(down bool) {
		data.Show(document.Data{"at": keys, "much": map[bool][]float64{false: rain, true: sun}[down]})
	})

	doc.SetTitle("Bars, nested")
	doc.Add(layout.Column(what, fig))
	return nil
}
