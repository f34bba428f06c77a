// Package location keeps widgets and the page's address alike: move the slider and look at the address bar, share the
// address, or open /location?year=2020&region=South.
//
//panelgo:gallery page.Location
package location

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	year := widgets.NewIntSlider("Year", 2000, 2024)
	region := widgets.NewSelect("Region", widgets.Choices("North", "South", "East", "West"))
	page.Sync(doc, "year", year)
	page.Sync(doc, "region", region)

	address := page.Location(doc)
	shown := pane.NewText("")
	show := func() {
		shown.SetText(fmt.Sprintf("%s in %d, at %s?%s", region.Value(), year.Value(), address.Path(), address.Query().Encode()))
	}
	year.OnChange(func(int) { show() })
	region.OnChange(func(string) { show() })
	doc.OnReady(show)

	next := widgets.NewButton("Next year")
	next.OnClick(func() {
		address.Push() // the browser's Back button undoes this
		year.SetValue(min(2024, year.Value()+1))
	})

	doc.SetTitle("Location")
	doc.Add(layout.Column(year, region, next, shown))
	return nil
}
