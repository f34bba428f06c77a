// Package textglyph shows words at places of a figure: the highest towers, with their names.
//
//panelgo:gallery plot.Text
package textglyph

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	towers := plot.NewSource(document.Data{"year": []float64{1889, 1931, 1958, 1975, 2010, 2012}, "m": []float64{330, 443, 333, 553, 828, 634},
		"name": []string{"Eiffel", "Empire State", "Tokyo", "CN", "Burj Khalifa", "Skytree"}})
	fig := plot.New("Towers").Labels("year", "m").SetXRange(1870, 2050).SetYRange(200, 900)
	fig.Scatter(towers, "year", "m", plot.Style{Size: 10})
	names := fig.Draw(towers, plot.Text{X: plot.Col("year"), Y: plot.Col("m"), Text: plot.Col("name"), XOffset: plot.Num(8), YOffset: plot.Num(-6)}, plot.Style{FontSize: "14px"})

	hide := widgets.NewCheckbox("Names")
	hide.SetValue(true)
	hide.OnChange(func(on bool) { names.Visible.Set(on) })

	doc.SetTitle("Text in a figure")
	doc.Add(layout.Column(hide, fig))
	return nil
}
