// Package renderedstream shows a text that grows and is marked up by the program: a measurement that is too high is bold.
// The markup is the program's, so it escapes what it was given.
//
//panelgo:gallery pane.NewRenderedStream
package renderedstream

import (
	"fmt"
	"html"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	record := pane.NewRenderedStream(bold, "pg-log")
	record.SetText("21.5 °C\n")

	celsius := widgets.NewFloatSlider("Temperature, °C", 0, 100)
	celsius.SetValue(40)
	note := widgets.NewButton("Write it down")
	note.OnClick(func() {
		word := ""
		if celsius.Value() > 60 {
			word = " hot!"
		}
		record.Append(fmt.Sprintf("%.1f °C%s\n", celsius.Value(), word))
	})

	doc.SetTitle("Rendered stream")
	doc.Add(layout.Column(celsius, note, record))
	return nil
}

// bold is markup of a text, with its alarms in bold.
func bold(text string) string {
	return strings.ReplaceAll(html.EscapeString(text), "hot!", "<b>hot!</b>")
}
