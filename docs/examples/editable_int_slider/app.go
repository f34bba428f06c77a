// Package editableintslider shows a slider with a field beside it: drag roughly, or type the exact number.
//
//panelgo:gallery widgets.EditableIntSlider
package editableintslider

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	pages := widgets.NewEditableIntSlider("Pages", 1, 1200)
	pages.SetValue(320)

	reading := pane.NewText("")
	show := func(n int) {
		reading.SetText(fmt.Sprintf("%d pages take about %d h %02d min to read", n, n*2/60, n*2%60))
	}
	pages.OnChange(show)
	show(pages.Value())

	novel := widgets.NewButton("War and Peace")
	novel.OnClick(func() { pages.SetValue(1189) })

	doc.SetTitle("EditableIntSlider")
	doc.Add(layout.Column(pages, reading, novel))
	return nil
}
