// Package dataframe shows columns of data in a table: click a heading to sort, a row to select it, and plots see it.
//
//panelgo:gallery widgets.DataFrame
package dataframe

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	rivers := document.Data{
		"river": []string{"Nile", "Amazon", "Yangtze", "Mississippi", "Danube", "Rhine"},
		"km":    []int{6650, 6400, 6300, 3766, 2850, 1233},
		"flow":  []int{2830, 209_000, 30_166, 16_792, 6_400, 2_330}, // m³/s
	}
	table := widgets.NewDataFrame(rivers,
		widgets.Heading{Field: "river", Title: "River"},
		widgets.Heading{Field: "km", Title: "Length, km", Format: widgets.Number("0,0")},
		widgets.Heading{Field: "flow", Title: "Discharge, m³/s", Format: widgets.Number("0,0")})

	fig := plot.New("").Labels("length, km", "m³/s").LogY()
	fig.Scatter(table.Rows, "km", "flow", plot.Style{Size: 14}) // the same rows, and so the same selection
	fig.Height.Set(document.Some(240.0))

	europe := widgets.NewButton("Select Europe's")
	europe.OnClick(func() { table.Rows.Select(4, 5) })

	doc.SetTitle("DataFrame")
	doc.Add(layout.Column(table, europe, fig))
	return nil
}
