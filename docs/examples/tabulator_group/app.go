// Package tabulatorgroup shows rows in groups, whose content opens below each: the instruments of an orchestra.
//
//panelgo:gallery widgets.TabulatorGroup
package tabulatorgroup

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

type instrument struct{ name, family, about string }

var orchestra = []instrument{
	{"Violin", "Strings", "Four strings, tuned in **fifths**: G, D, A, E."}, {"Cello", "Strings", "An octave below the viola."},
	{"Flute", "Woodwind", "Made of metal, but *woodwind* all the same."}, {"Oboe", "Woodwind", "Gives the orchestra its A."},
	{"Horn", "Brass", "Nearly 4 m of tube, wound up."}, {"Tuba", "Brass", "The youngest of the brass, of 1835."},
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var names, families []string
	for _, i := range orchestra {
		names, families = append(names, i.name), append(families, i.family)
	}
	table := widgets.NewTabulator(document.Data{"name": names, "family": families},
		widgets.Column{Field: "name", Title: "Instrument"},
		widgets.Column{Field: "family", Title: "Family"})
	table.GroupBy("family")
	table.SetContent(func(row int) models.UIElement { return markup.NewMarkdown(orchestra[row].about) })

	open := widgets.NewButton("Open the oboe")
	open.OnClick(func() { table.Expanded.Set([]float64{3}) })

	doc.SetTitle("Tabulator, grouped")
	doc.Add(layout.Column(open, table))
	return nil
}
