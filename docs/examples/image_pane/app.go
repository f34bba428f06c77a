// Package imagepane shows a picture that Go paints: a fractal, as PNG, which can be looked at closer.
//
//panelgo:gallery pane.Image
package imagepane

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	width := widgets.NewFloatSlider("Width of the view", 0.01, 3)
	width.SetValue(3)

	picture := pane.NewImage(mandelbrot(width.Value()), "a part of the Mandelbrot set")
	width.OnChange(func(w float64) { picture.SetImage(mandelbrot(w)) })

	closer := widgets.NewButton("Half as wide")
	closer.OnClick(func() { width.SetValue(max(width.Value()/2, 0.01)) })

	doc.SetTitle("PNG")
	doc.Add(layout.Column(layout.Row(width, closer), picture))
	return nil
}

// mandelbrot is a picture of a part of the set, so wide, as PNG.
func mandelbrot(width float64) []byte {
	const w, h = 420, 280
	picture := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := complex(-0.7453, 0.1127) + complex(width*(float64(x)/w-0.5), width*(float64(y)/w-0.5*h/w))
			z, n := c, uint8(0)
			for ; n < 250 && real(z)*real(z)+imag(z)*imag(z) < 4; n++ {
				z = z*z + c
			}
			picture.SetGray(x, y, color.Gray{Y: 255 - n})
		}
	}
	var file bytes.Buffer
	if err := png.Encode(&file, picture); err != nil {
		panic(err) // a buffer takes everything
	}
	return file.Bytes()
}
