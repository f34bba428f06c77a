// Package deckgl shows layers as deck.gl draws them: the largest cities, as circles on an empty globe to drag and zoom.
//
//panelgo:gallery pane.DeckGL
package deckgl

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type city struct {
	Name   string     `json:"name"`
	At     [2]float64 `json:"at"` // longitude, latitude
	People float64    `json:"people"`
}

var cities = []city{
	{"Tokyo", [2]float64{139.7, 35.7}, 37e6}, {"Delhi", [2]float64{77.2, 28.6}, 33e6}, {"São Paulo", [2]float64{-46.6, -23.6}, 22e6},
	{"Mexico City", [2]float64{-99.1, 19.4}, 22e6}, {"Cairo", [2]float64{31.2, 30}, 22e6}, {"Lagos", [2]float64{3.4, 6.5}, 16e6},
	{"Paris", [2]float64{2.4, 48.9}, 11e6}, {"London", [2]float64{-0.1, 51.5}, 9.7e6},
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	size := widgets.NewFloatSlider("Size", 20, 300)
	size.SetValue(120)
	globe, err := pane.NewDeckGL(spec(size.Value()))
	if err != nil {
		return err
	}
	globe.Height.Set(document.Some(340.0))
	globe.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	size.OnRelease(func(s float64) {
		if err := globe.SetSpec(spec(s)); err != nil {
			doc.Log().Error("no layers", "error", err)
		}
	})

	doc.SetTitle("DeckGL")
	doc.Add(layout.Column(size, globe))
	return nil
}

// spec is what pydeck would write.
func spec(size float64) any {
	return map[string]any{
		"initialViewState": map[string]any{"longitude": 20, "latitude": 15, "zoom": 0.6}, "controller": true,
		"layers": []any{map[string]any{
			"@@type": "ScatterplotLayer", "id": "cities", "data": cities, "getPosition": "@@=at", "getRadius": "@@=people", "radiusScale": size / 4000,
			"getFillColor": []int{217, 83, 79, 170}, "pickable": true,
		}},
	}
}
