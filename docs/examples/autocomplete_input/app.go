// Package autocompleteinput shows a field that proposes how to go on: type "b" or "an".
//
//panelgo:gallery widgets.AutocompleteInput
package autocompleteinput

import (
	"fmt"
	"maps"
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

var capitals = map[string]string{
	"Austria": "Vienna", "Belgium": "Brussels", "Bulgaria": "Sofia", "Denmark": "Copenhagen", "Finland": "Helsinki", "France": "Paris",
	"Germany": "Berlin", "Greece": "Athens", "Ireland": "Dublin", "Italy": "Rome", "Poland": "Warsaw", "Spain": "Madrid",
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	country := widgets.NewAutocompleteInput("Country", slices.Sorted(maps.Keys(capitals))...)
	country.Placeholder.Set("Type a letter or two")
	country.SearchStrategy.Set(models.SearchStrategyIncludes)

	answer := pane.NewText("Which country's capital?")
	country.OnChange(func(name string) { answer.SetText(fmt.Sprintf("The capital of %s is %s.", name, capitals[name])) })

	greece := widgets.NewButton("Take Greece")
	greece.OnClick(func() { country.SetValue("Greece") })

	doc.SetTitle("AutocompleteInput")
	doc.Add(layout.Column(country, answer, greece))
	return nil
}
