// Package bars shows upright bars for categories: what a bakery sells.
//
//panelgo:gallery plot.Bars
package bars

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	goods := []string{"Bread", "Rolls", "Cakes", "Biscuits"}
	weekday, sunday := []float64{52, 140, 18, 33}, []float64{20, 310, 64, 12}
	sold := plot.NewSource(document.Data{"what": goods, "sold": weekday})

	fig := plot.New("Sold in a day").Labels("", "pieces").CategoricalX(plot.Factors(goods...))
	fig.Bars(sold, "what", "sold", plot.Style{})
	fig.Hover(plot.Tip{Label: "Sold", Column: "sold", Format: "0"})

	day := widgets.NewRadioButtonGroup(widgets.Choices("weekday", "Sunday"))
	day.OnChange(func(d string) {
		heights := weekday
		if d == "Sunday" {
			heights = sunday
		}
		sold.Show(document.Data{"what": goods, "sold": heights})
	})

	doc.SetTitle("Bars")
	doc.Add(layout.Column(day, fig))
	return nil
}
