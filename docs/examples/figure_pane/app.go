// Package figurepane shows a drawing of a plotting library: gonum/plot's here, as anything that has WriteTo.
//
//panelgo:gallery pane.Figure
package figurepane

import (
	"image/color"
	"io"
	"math/rand/v2"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/vg"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	drawing, err := histogram(16)
	if err != nil {
		return err
	}
	figure, err := pane.NewFigure(drawing, "a histogram of a thousand heights")
	if err != nil {
		return err
	}

	bins := widgets.With(widgets.NewIntSlider("Bins", 4, 40), 16)
	bins.OnChange(func(n int) {
		drawing, err := histogram(n)
		if err == nil {
			err = figure.SetFigure(drawing)
		}
		if err != nil {
			doc.Log().Error("no figure", "error", err)
		}
	})

	doc.SetTitle("gonum/plot")
	doc.Add(layout.Column(bins, figure))
	return nil
}

// histogram draws a thousand heights in so many bins, as SVG.
func histogram(bins int) (io.WriterTo, error) {
	random := rand.New(rand.NewPCG(1, 2))
	heights := make(plotter.Values, 1000)
	for i := range heights {
		heights[i] = 172 + 9*random.NormFloat64()
	}
	bars, err := plotter.NewHist(heights, bins)
	if err != nil {
		return nil, err
	}
	bars.FillColor = color.RGBA{R: 42, G: 157, B: 143, A: 255}
	p := plot.New()
	p.Title.Text = "Heights, cm"
	p.Add(bars)
	return p.WriterTo(16*vg.Centimeter, 8*vg.Centimeter, "svg")
}
