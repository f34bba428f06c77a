// Package intrangeslider shows a slider with two handles over whole numbers: it keeps the films of some years.
//
//panelgo:gallery widgets.IntRangeSlider
package intrangeslider

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

var films = []struct {
	title string
	year  int
}{{"Metropolis", 1927}, {"Casablanca", 1942}, {"Vertigo", 1958}, {"Alien", 1979}, {"Amélie", 2001}, {"Parasite", 2019}}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	years := widgets.NewIntRangeSlider("Years", 1920, 2020)
	years.SetFormat("0") // no comma in a year
	years.SetRange(1940, 1980)

	list := pane.NewText("")
	show := func(r widgets.Range[int]) {
		var found []string
		for _, film := range films {
			if r.Start <= film.year && film.year <= r.End {
				found = append(found, film.title)
			}
		}
		list.SetText(fmt.Sprintf("%d to %d: %s", r.Start, r.End, strings.Join(found, ", ")))
	}
	years.OnChange(show)
	show(years.Value())

	all := widgets.NewButton("All years")
	all.OnClick(func() { years.SetRange(1920, 2020) })

	doc.SetTitle("IntRangeSlider")
	doc.Add(layout.Column(years, list, all))
	return nil
}
