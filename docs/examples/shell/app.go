// Package shell shows an app's frame: a header with a logo, a sidebar that folds, a main part and a window over the page.
// Fold the sidebar, switch light and dark, and ask for help.
//
//panelgo:gallery template.New
package shell

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

const logo = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E%3Ccircle cx='4' cy='4' r='4' fill='%23e8710a'/%3E%3C/svg%3E"

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	says := pane.NewText("2020")
	year := widgets.NewIntSlider("Year", 2000, 2026)
	year.SetValue(2020)
	year.OnChange(func(n int) { says.SetText(fmt.Sprint(n)) })

	help := layout.NewModal(pane.NewText("The slider in the sidebar chooses a year."))
	ask := widgets.NewButton("Help")
	ask.OnClick(help.Show)

	shell := template.New("Years").Logo(logo).Look(template.Fast)
	shell.Header(ask)
	shell.Sidebar(year)
	shell.Main(layout.Fixed("The year", says))
	shell.Over(help)
	doc.SetTitle("Years")
	doc.Add(shell)
	return nil
}
