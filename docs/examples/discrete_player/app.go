// Package discreteplayer shows a player that runs through values of any type: from a bee to Mont Blanc.
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

var scales = []scale{{"a bee", 0.013}, {"a cat", 0.46}, {"a horse", 2.4}, {"a whale", 25}, {"a tower", 324}, {"Mont Blanc", 4806}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	journey := widgets.NewDiscretePlayer("Look at", widgets.ChoicesOf(scales, func(s scale) string { return s.thing }))
	journey.Interval.Set(800) // ms
	journey.LoopPolicy.Set(models.LoopPolicyReflect)

	size := layout.NewNumber("Metres", "%g", scales[0].meters)
	journey.OnChange(func(s scale) { size.SetValue(s.meters) })

	start, stop, whale := widgets.NewButton("Fly"), widgets.NewButton("Stay"), widgets.NewButton("To the whale")
	start.OnClick(journey.Play)
	stop.OnClick(journey.Pause)
	whale.OnClick(func() { journey.SetValue(scales[3]) })

	doc.SetTitle("DiscretePlayer")
	doc.Add(layout.Column(journey, size, layout.Row(start, stop, whale)))
	return nil
}
