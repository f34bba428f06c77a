// Package imagefile shows a picture that comes with the program, as a file within it.
//
//panelgo:gallery pane.NewImageFile
package imagefile

import (
	"embed"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed hill.svg
var files embed.FS

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	hill, err := pane.NewImageFile(files, "hill.svg", "a hill below the sun")
	if err != nil {
		return err
	}
	width := widgets.NewFloatSlider("Width, px", 120, 480)
	width.SetValue(300)
	hill.Width.Set(document.Some(width.Value()))
	width.OnChange(func(px float64) { hill.Width.Set(document.Some(px)) })

	large := widgets.NewButton("As large as can be")
	large.OnClick(func() { width.SetValue(480) })

	doc.SetTitle("Image file")
	doc.Add(layout.Column(layout.Row(width, large), hill))
	return nil
}
