// Package figurepane shows what a plotting library writes: anything with WriteTo, such as gonum/plot's drawings.
//
//panelgo:gallery pane.Figure
package figurepane

import (
	"bytes"
	"fmt"
	"io"
	"slices"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// bars stands for a drawing of a plotting library.
type bars []float64

// WriteTo writes the drawing as SVG.
func (b bars) WriteTo(w io.Writer) (int64, error) {
	var svg bytes.Buffer
	svg.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" width="420" height="200"><rect width="420" height="200" fill="#fff"/>`)
	for i, height := range b {
		fmt.Fprintf(&svg, `<rect x="%d" y="%f" width="30" height="%f" fill="#2a9d8f"/>`, 10+40*i, 190-height, height)
	}
	svg.WriteString("</svg>")
	return svg.WriteTo(w)
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	heights := bars{40, 90, 130, 160, 170, 150, 120, 80, 50, 20}
	figure, err := pane.NewFigure(heights, "a histogram")
	if err != nil {
		return err
	}

	turn := widgets.NewButton("The other way around")
	turn.OnClick(func() {
		slices.Reverse(heights)
		if err := figure.SetFigure(heights); err != nil {
			doc.Log().Error("no figure", "error", err)
		}
	})

	doc.SetTitle("Matplotlib, as it were")
	doc.Add(layout.Column(figure, turn))
	return nil
}
