// Package owntemplate shows an app within HTML of one's own: a file with places for its parts. Move the slider on the left
// to see the text in the middle follow.
//
//panelgo:gallery template.ParseFS
package owntemplate

import (
	"embed"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed page.html
var files embed.FS

var page = template.Must(template.ParseFS(files, "page.html"))

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	says := pane.NewText("7 days")
	days := widgets.NewIntSlider("Days", 1, 30)
	days.SetValue(7)
	days.OnChange(func(n int) { says.SetText(fmt.Sprintf("%d days", n)) })

	doc.SetTitle("Holidays")
	doc.AddAs("controls", days)
	doc.Add(says)
	page.Use(doc, map[string]string{"Subtitle": "planned with care"})
	return nil
}
