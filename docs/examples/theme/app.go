// Package theme has the program know and change whether the page is light or dark: pick one, or open /theme?theme=dark.
//
//panelgo:gallery page.Theme
package theme

import (
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	look := widgets.NewRadioButtonGroup(widgets.Choices(page.Auto, page.Light, page.Dark))
	look.OnChange(func(l page.Look) { page.SetTheme(doc, l) })

	shown := pane.NewText("")
	show := func(l page.Look) { shown.SetText("The page is " + string(l) + ".") }
	page.Theme(doc).OnChange(show) // also when the visitor's system changes
	show(page.Theme(doc).Value())

	doc.SetTitle("Theme")
	doc.Add(layout.Column(look, shown, widgets.NewIntSlider("Everything follows", 0, 10)))
	return nil
}
