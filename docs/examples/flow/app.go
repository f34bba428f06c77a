// Package flow shows components in as many columns as the screen has room for: make the window narrow.
//
//panelgo:gallery layout.Flow
package flow

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	var cards []models.UIElement
	for _, sale := range []struct {
		city string
		euro float64
	}{{"Lisbon", 12_400}, {"Porto", 9_300}, {"Coimbra", 4_100}, {"Faro", 3_800}, {"Braga", 2_900}} {
		cards = append(cards, layout.Fixed("", layout.NewNumber(sale.city, "%.0f €", sale.euro)))
	}

	doc.SetTitle("Flow")
	doc.Add(layout.Flow(160, cards...)) // 160 px at least
	return nil
}
