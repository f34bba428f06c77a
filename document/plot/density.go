package plot

import (
	"context"
	"fmt"
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Density is a very large scatter: a million points and more, of which browsers get a picture of
// how dense they lie. A Density is not changed once made, so that all sessions can share it.
type Density struct {
	x, y           []float64
	xRange, yRange Window
}

// NewDensity makes a Density of points. Those that have a NaN in them are left out. The error says
// that there are not as many x as y, that there are none, or that they are not finite or do not
// differ.
func NewDensity(x, y []float64) (*Density, error) {
	if len(x) != len(y) || len(x) == 0 {
		return nil, fmt.Errorf("plot: a density needs as many x as y, at least one: there are %d and %d", len(x), len(y))
	}
	d := &Density{x: x, y: y, xRange: extent(x), yRange: extent(y)}
	if !d.xRange.valid() || !d.yRange.valid() {
		return nil, fmt.Errorf("plot: a density's points must be finite and differ: they reach from %v to %v and from %v to %v",
			d.xRange.Low, d.xRange.High, d.yRange.Low, d.yRange.High)
	}
	return d, nil
}

func extent(values []float64) Window {
	w := Window{math.Inf(1), math.Inf(-1)}
	for _, v := range values {
		if v < w.Low {
			w.Low = v
		}
		if v > w.High {
			w.High = v
		}
	}
	return w
}

// Count counts the points in each cell of a window, row by row from the bottom. A cell's value is
// log(1+n), and NaN where there is none.
func (d *Density) Count(x, y Window, columns, rows int) *document.Array {
	cells := make([]float32, columns*rows)
	perX, perY := float64(columns)/(x.High-x.Low), float64(rows)/(y.High-y.Low)
	for i, px := range d.x {
		column, row := (px-x.Low)*perX, (d.y[i]-y.Low)*perY
		if column >= 0 && column < float64(columns) && row >= 0 && row < float64(rows) { // false for NaN
			cells[int(row)*columns+int(column)]++
		}
	}
	for i, n := range cells {
		if n == 0 {
			cells[i] = float32(math.NaN())
		} else {
			cells[i] = float32(math.Log1p(float64(n)))
		}
	}
	return document.NewArray(cells, rows, columns)
}

// cell is the size of the cells that points are counted in, px.
const cell = 2

// Density draws a very large scatter as a picture, coloured by a palette. Its figure gets fixed
// ranges; as visitors zoom and pan, the points are counted anew, beside the session.
func (f *Figure) Density(d *Density, palette []document.Color) *models.GlyphRenderer {
	f.span1d(&f.XRange, d.xRange.Low, math.Nextafter(d.xRange.High, math.Inf(1)))
	f.span1d(&f.YRange, d.yRange.Low, math.Nextafter(d.yRange.High, math.Inf(1)))
	x, _ := f.XWindow()
	y, _ := f.YWindow()
	source := NewSource(d.picture(x, y, samples/cell, height/cell))
	calm, latest := f.calm(), 0
	look := func(Window) {
		calm(func() {
			x, okX := f.XWindow()
			y, okY := f.YWindow()
			columns, rows := f.parts()/cell, pixels(f.Figure.InnerHeight.Get(), height)/cell
			if !okX || !okY {
				return
			}
			latest++
			mine := latest
			f.Document().Go(func(context.Context) func() {
				picture := d.picture(x, y, columns, rows)
				return func() {
					if mine == latest {
						source.Show(picture)
					}
				}
			})
		})
	}
	f.OnXWindow(look)
	f.OnYWindow(look)
	mapper := document.New[models.LinearColorMapper]()
	mapper.Palette.Set(palette)
	mapper.NaNColor.Set("rgba(0, 0, 0, 0)")
	return f.Draw(source, Image{X: Col("x"), Y: Col("y"), Dw: Col("dw"), Dh: Col("dh"), Image: Col("image"), ColorMapper: mapper}, Style{})
}

func (d *Density) picture(x, y Window, columns, rows int) document.Data {
	return document.Data{
		"x": []float64{x.Low}, "y": []float64{y.Low}, "dw": []float64{x.High - x.Low}, "dh": []float64{y.High - y.Low},
		"image": []*document.Array{d.Count(x, y, columns, rows)},
	}
}
