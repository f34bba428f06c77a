// Package discreteplayer shows a player that runs through values of any type: from the width of a hair to the sun.
//
//panelgo:gallery widgets.DiscretePlayer
package discreteplayer

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

type scale struct {
	thing  string
	meters float64
}

var scales = []scale{{"a hair", 8e-5}, {"a bee", 0.013}, {"a cat", 0.46}, {"a whale", 25}, {"Mont Blanc", 4806}, {"the moon", 3.47e6}, {"the sun", 1.39e9}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	journey := widgets.NewDiscretePlayer("Look at", widgets.ChoicesOf(scales, func(s scale) string { return s.thing }))
	journey.Interval.Set(800) // ms
	journey.LoopPolicy.Set(models.LoopPolicyReflect)

	size := layout.NewNumber("Metres", "%.4g", scales[0].meters)
	journey.OnChange(func(s scale) { size.SetValue(s.meters) })

	start, stop, whale := widgets.NewButton("Fly"), widgets.NewButton("Stay"), widgets.NewButton("To the whale")
	start.OnClick(journey.Play)
	stop.OnClick(journey.Pause)
	whale.OnClick(func() { journey.SetValue(scales[3]) })

	doc.SetTitle("DiscretePlayer")
	doc.Add(layout.Column(journey, size, layout.Row(start, stop, whale)))
	return nil
}
