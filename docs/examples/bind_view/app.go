// Package bindview shows a part of the page that a function makes from the values of widgets. Choose a figure and its
// size: its picture and its area come in place of the ones before. A size of 0 is an error, which is shown there, too.
//
//panelgo:gallery reactive.View
package bindview

import (
	"errors"
	"fmt"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page.
func App(doc *panelgo.Document) error {
	figure := widgets.NewSelect("Figure", widgets.Choices("circle", "square"))
	size := widgets.NewIntSlider("Size", 0, 100)
	size.SetValue(60)

	doc.SetTitle("Views")
	doc.Add(layout.Column(figure, size, reactive.View2(figure, size, reactive.Try2(draw))))
	return nil
}

// draw makes a figure of a size, px.
func draw(figure string, size int) (models.UIElement, error) {
	if size == 0 {
		return nil, errors.New("there is nothing to draw: move the slider")
	}
	radius, area := size/2, size*size
	if figure == "circle" {
		area = int(math.Pi * float64(size*size) / 4)
	} else {
		radius = 0
	}
	svg := fmt.Sprintf(`<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%[1]d"><rect width="%[1]d" height="%[1]d" rx="%d" fill="teal"/></svg>`, size, radius)
	return layout.Column(pane.NewImage([]byte(svg), figure), pane.NewText(fmt.Sprintf("%s of %d px²", figure, area))), nil
}
