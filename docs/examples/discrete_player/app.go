// Package discreteplayer shows a player that runs through values of any type: the phases of the moon.
//
//panelgo:gallery widgets.DiscretePlayer
package discreteplayer

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

type phase struct{ name, sign string }

var phases = []phase{{"New moon", "🌑"}, {"First quarter", "🌓"}, {"Full moon", "🌕"}, {"Last quarter", "🌗"}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	moon := widgets.NewDiscretePlayer("Phase", widgets.ChoicesOf(phases, func(p phase) string { return p.name }))
	moon.Interval.Set(800) // ms
	moon.LoopPolicy.Set(models.LoopPolicyLoop)

	sky := pane.NewTrustedHTML("")
	show := func(p phase) { sky.SetHTML(fmt.Sprintf(`<div style="font-size:64px">%s</div>%s`, p.sign, p.name)) }
	moon.OnChange(show)
	show(moon.Value())

	full := widgets.NewButton("Full moon")
	full.OnClick(func() { moon.SetValue(phases[2]) })

	doc.SetTitle("DiscretePlayer")
	doc.Add(layout.Column(moon, sky, full))
	return nil
}
