// Package patchdata changes a few values of a column, of which only those travel: the lights of a house.
//
//panelgo:gallery plot.Patch
package patchdata

import (
	"math/rand/v2"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	const floors, rooms = 6, 12
	var floor, room []int
	var light []float64
	for i := range floors * rooms {
		floor, room, light = append(floor, i/rooms), append(room, i%rooms), append(light, float64(i%5/4))
	}
	house := plot.NewSource(document.Data{"floor": floor, "room": room, "light": light})
	fig := plot.New("A house at night")
	window := plot.Rect{X: plot.Col("room"), Y: plot.Col("floor"), Width: plot.Num(0.7), Height: plot.Num(0.7)}
	fig.Draw(house, window, plot.Style{ColorBy: plot.Col("light").With(plot.Colors([]document.Color{"#22304d", "#ffd76a"}, 0, 1))})

	set := func(row int, on float64) {
		if err := house.Patch(map[string][]document.Cells{"light": {{Rows: row, Values: on}}}); err != nil {
			doc.Log().Error("no light", "error", err)
		}
	}
	random := rand.New(rand.NewPCG(15, 16))
	doc.Every(400*time.Millisecond, func() { set(random.IntN(floors*rooms), float64(random.IntN(2))) })
	attic := widgets.NewButton("A light in the attic")
	attic.OnClick(func() { set(floors*rooms-6, 1) })

	doc.SetTitle("Patch")
	doc.Add(layout.Column(fig, attic))
	return nil
}
