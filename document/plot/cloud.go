package plot

import (
	"context"
	"fmt"
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Cloud is a very large scatter: a million points and more, of which browsers get a picture of how dense they lie. A
// Cloud is not changed once made, so that all sessions can share it.
type Cloud struct {
	x, y          []float64
	wide, upright Window
}

// NewCloud makes a cloud of points. Those that have a NaN in them are left out.
func NewCloud(x, y []float64) (*Cloud, error) {
	if len(x) != len(y) || len(x) == 0 {
		return nil, fmt.Errorf("plot: a cloud needs as many x as y, at least one: there are %d and %d", len(x), len(y))
	}
	c := &Cloud{x: x, y: y, wide: extent(x), upright: extent(y)}
	if !c.wide.valid() || !c.upright.valid() {
		return nil, fmt.Errorf("plot: a cloud's points must be finite and differ: they reach from %v to %v and from %v to %v",
			c.wide.Low, c.wide.High, c.upright.Low, c.upright.High)
	}
	return c, nil
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

// Count counts the points in each cell of a window, row by row from the bottom. A cell's value is log(1+n), and NaN where
// there is none.
func (c *Cloud) Count(x, y Window, columns, rows int) *document.Array {
	cells := make([]float32, columns*rows)
	perX, perY := float64(columns)/(x.High-x.Low), float64(rows)/(y.High-y.Low)
	for i, px := range c.x {
		column, row := (px-x.Low)*perX, (c.y[i]-y.Low)*perY
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

// cell is the size of what a cloud's points are counted in, px.
const cell = 2

// Cloud draws a very large scatter as a picture, coloured by a palette. Its figure gets fixed ranges; as visitors zoom
// and pan, the points are counted anew, beside the session.
func (f *Figure) Cloud(c *Cloud, palette []document.Color) *models.GlyphRenderer {
	f.span1d(&f.XRange, c.wide.Low, math.Nextafter(c.wide.High, math.Inf(1)))
	f.span1d(&f.YRange, c.upright.Low, math.Nextafter(c.upright.High, math.Inf(1)))
	x, _ := f.XWindow()
	y, _ := f.YWindow()
	source := NewSource(c.picture(x, y, samples/cell, height/cell))
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
				picture := c.picture(x, y, columns, rows)
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

func (c *Cloud) picture(x, y Window, columns, rows int) document.Data {
	return document.Data{
		"x": []float64{x.Low}, "y": []float64{y.Low}, "dw": []float64{x.High - x.Low}, "dh": []float64{y.High - y.Low},
		"image": []*document.Array{c.Count(x, y, columns, rows)},
	}
}
