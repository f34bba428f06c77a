// Package widgets holds what a visitor handles: sliders, buttons, tables. A widget is a front-end model with a typed
// value, and embeds that model, so that every property of it is at hand.
//
//	n := widgets.NewIntSlider("Points", 10, 1000)
//	n.OnChange(func(points int) { … })
package widgets
