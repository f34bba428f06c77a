// Package errorbars shows how sure a measurement is: a band around a line, and whiskers at its points.
//
//panelgo:gallery plot.Whiskers
package errorbars

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	growth := plot.NewSource(measured(1))
	fig := plot.New("A sunflower").Labels("week", "cm").SetXRange(0.5, 8.5).SetYRange(0, 190)
	fig.Band(growth, "week", "low", "high", plot.Style{})
	fig.Line(growth, "week", "cm", plot.Style{})
	fig.Whiskers(growth, "week", "low", "high", plot.Style{})

	unsure := widgets.NewFloatSlider("How unsure", 0.2, 3)
	unsure.SetValue(1)
	unsure.OnChange(func(by float64) { growth.Show(measured(by)) })
	ruler := widgets.NewButton("With a better ruler")
	ruler.OnClick(func() { unsure.SetValue(0.3) })

	doc.SetTitle("Whiskers and bands")
	doc.Add(layout.Column(layout.Row(unsure, ruler), fig))
	return nil
}

func measured(unsure float64) document.Data {
	cm := []float64{4, 11, 25, 52, 88, 121, 146, 158}
	week, low, high := make([]float64, len(cm)), make([]float64, len(cm)), make([]float64, len(cm))
	for i := range cm {
		week[i], low[i], high[i] = float64(i+1), cm[i]-unsure*(2+cm[i]/20), cm[i]+unsure*(2+cm[i]/20)
	}
	return document.Data{"week": week, "cm": cm, "low": low, "high": high}
}
