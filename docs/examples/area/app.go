// Package area shows filled areas: one from 0 up, one between two columns.
//
//panelgo:gallery plot.Area
package area

import (
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	tide := plot.NewSource(water(1.2))
	fig := plot.New("The sea at the pier").Labels("hour", "m").SetYRange(0, 6)
	fig.Area(tide, "hour", "depth", plot.Style{Color: "#3b82c4"})
	fig.Draw(tide, plot.VArea{X: plot.Col("hour"), Y1: plot.Col("depth"), Y2: plot.Col("waves")}, plot.Style{Color: "#e8710a"})

	moon := widgets.NewFloatSlider("Tide, m", 0.2, 2)
	moon.SetValue(1.2)
	moon.OnChange(func(m float64) { tide.Show(water(m)) })
	spring := widgets.NewButton("Spring tide")
	spring.OnClick(func() { moon.SetValue(2) })

	doc.SetTitle("Area")
	doc.Add(layout.Column(layout.Row(moon, spring), fig))
	return nil
}

func water(tide float64) document.Data {
	hour, depth, waves := make([]float64, 97), make([]float64, 97), make([]float64, 97)
	for i := range hour {
		hour[i] = float64(i) / 4
		depth[i] = 3 + tide*math.Cos(2*math.Pi*hour[i]/12.42)
		waves[i] = depth[i] + 0.3 + 0.2*math.Sin(3*hour[i])
	}
	return document.Data{"hour": hour, "depth": depth, "waves": waves}
}
