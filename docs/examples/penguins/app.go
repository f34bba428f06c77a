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
	"github.com/panelgo/panelgo/document"
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
	Length               float64 `title:"Bill length, mm" width:"170"`
	Depth                float64 `title:"Bill depth, mm" width:"170"`
	Flipper              float64 `title:"Flipper, mm" width:"140"`
	Mass                 float64 `title:"Mass, g"`
}

var (
	species = []string{"Adelie", "Chinstrap", "Gentoo"}
	classes = []string{"2.5", "3.0", "3.5", "4.0", "4.5", "5.0", "5.5", "6.0"} // kg, each up to the next
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var all []penguin
	if err := csvutil.Unmarshal(file, &all); err != nil {
		return err
	}
	kind, island, sex := boxes(species...), boxes("Biscoe", "Dream", "Torgersen"), boxes("female", "male", "unknown")
	points := plot.FromStructs(all) // of both scatter plots: so they share what is selected
	bars := plot.NewSource(histogram(all))
	masses := plot.New("Mass").Labels("from … kg", "birds").CategoriesX(plot.Names(classes...))
	masses.Stack(bars, "kg", species...)
	table := widgets.NewTabulator(plot.Columns(all), widgets.ColumnsOf[penguin]()...)
	table.SetPageSize(12)
	count := layout.NewNumber("Birds", "%.0f", float64(len(all)))

	show := func(birds []penguin) {
		bars.Show(histogram(birds))
		table.Rows.Show(plot.Columns(birds))
		count.SetValue(float64(len(birds)))
	}
	ticked := reactive.Bind3(kind, island, sex, func(kinds, islands, sexes []string) []penguin {
		return slices.DeleteFunc(slices.Clone(all), func(p penguin) bool {
			return !slices.Contains(kinds, p.Species) || !slices.Contains(islands, p.Island) || !slices.Contains(sexes, p.Sex)
		})
	})
	ticked.OnChange(func(birds []penguin) {
		points.Select()
		points.Show(plot.Columns(birds))
		show(birds)
	})
	points.OnSelect(func(rows []int) {
		if len(rows) == 0 {
			show(ticked.Value())
			return
		}
		var birds []penguin
		for _, row := range rows {
			birds = append(birds, ticked.Value()[row])
		}
		show(birds)
	})

	shell := template.New("Penguins").Look(template.Look{Width: 240})
	shell.Sidebar(count, layout.Fixed("Species", kind), layout.Fixed("Island", island), layout.Fixed("Sex", sex))
	shell.Main(layout.Flow(280,
		scatter("Bills", points, "Length", "Depth").Labels("length, mm", "depth, mm"),
		scatter("Bodies", points, "Flipper", "Mass").Labels("flipper, mm", "mass, g"), masses), table)
	doc.SetTitle("Penguins")
	doc.Add(shell)
	return nil
}

func boxes(labels ...string) widgets.CheckBoxGroup[string] {
	g := widgets.NewCheckBoxGroup(widgets.Choices(labels...))
	g.SetValue(labels...)
	return g
}

func scatter(title string, points *plot.Source, x, y string) *plot.Figure {
	f := plot.New(title).LassoSelect()
	f.Scatter(points, x, y, plot.Style{ColorBy: plot.Col("Species").With(plot.WordColors(species...)), Alpha: 0.7})
	f.Hover(plot.Tip{Label: "species", Column: "Species"}, plot.Tip{Label: "island", Column: "Island"}, plot.Tip{Label: "sex", Column: "Sex"})
	return f
}

// histogram counts the birds of each species by their mass.
func histogram(birds []penguin) document.Data {
	counts := map[string][]int{}
	for _, name := range species {
		counts[name] = make([]int, len(classes))
	}
	for _, p := range birds {
		counts[p.Species][int(p.Mass-2500)/500]++
	}
	return document.Data{"kg": classes, "Adelie": counts["Adelie"], "Chinstrap": counts["Chinstrap"], "Gentoo": counts["Gentoo"]}
}
