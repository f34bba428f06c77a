// Package penguins filters birds: tick species, islands and sex, draw a lasso around points in either plot, and see the same
// birds in the other plot, the bars and the table. The data are by Gorman, Williams and Fraser (2014),
// doi:10.1371/journal.pone.0090081, from palmerpenguins by Horst, Hill and Gorman, in the public domain (CC0 1.0).
//
//panelgo:gallery Apps
package penguins

import (
	_ "embed"
	"slices"

	"github.com/jszwec/csvutil"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed penguins.csv
var file []byte

type penguin struct {
	Species, Island, Sex string
	Length               float64 `title:"Bill length, mm"`
	Depth                float64 `title:"Bill depth, mm"`
	Flipper              float64 `title:"Flipper, mm"`
	Mass                 float64 `title:"Mass, g"`
}

var species = []string{"Adelie", "Chinstrap", "Gentoo"}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var all []penguin
	if err := csvutil.Unmarshal(file, &all); err != nil {
		return err
	}
	kind, island, sex := boxes(species...), boxes("Biscoe", "Dream", "Torgersen"), boxes("female", "male", "unknown")
	ticked := reactive.Bind3(kind, island, sex, func(kinds, islands, sexes []string) []penguin {
		return slices.DeleteFunc(slices.Clone(all), func(p penguin) bool {
			return !slices.Contains(kinds, p.Species) || !slices.Contains(islands, p.Island) || !slices.Contains(sexes, p.Sex)
		})
	})
	birds := plot.NewRows(all) // of both scatter plots: so they share what is selected
	reactive.Link(ticked, birds)

	table, count := widgets.NewTable(all), layout.NewNumber("Birds", "%.0f", 0)
	table.SetPageSize(12)
	reactive.Link(birds, table)
	reactive.Link(reactive.Bind(birds, func(some []penguin) float64 { return float64(len(some)) }), count)

	bars := plot.NewHistogram(plot.Bins(2500, 500, 8), species, func(p penguin) (float64, string) { return p.Mass, p.Species })
	reactive.Link(birds, bars)
	masses := plot.New("Mass").Labels("g", "birds")
	masses.Stack(bars.Source, "at", species...)

	bills, bodies := scatter("Bills", birds, "Length", "Depth"), scatter("Bodies", birds, "Flipper", "Mass")
	shell := template.New("Penguins").Look(template.Look{Width: 240})
	shell.Sidebar(count, layout.Fixed("Species", kind), layout.Fixed("Island", island), layout.Fixed("Sex", sex))
	shell.Main(layout.Flow(280, bills.Labels("length, mm", "depth, mm"), bodies.Labels("flipper, mm", "mass, g"), masses), table)
	doc.Add(shell)
	return nil
}

func boxes(labels ...string) widgets.CheckBoxGroup[string] {
	return widgets.With(widgets.NewCheckBoxGroup(widgets.Choices(labels...)), labels)
}

func scatter(title string, birds *plot.Rows[penguin], x, y string) *plot.Figure {
	f := plot.New(title).LassoSelect()
	f.Scatter(birds.Source, x, y, plot.Style{ColorBy: plot.Col("Species").With(plot.FactorColors(species...)), Alpha: 0.7})
	species, island := plot.Tip{Label: "species", Column: "Species"}, plot.Tip{Label: "island", Column: "Island"}
	f.Hover(species, island, plot.Tip{Label: "sex", Column: "Sex"})
	return f
}
