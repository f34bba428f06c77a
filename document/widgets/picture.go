package widgets

import (
	"bytes"
	"fmt"
	"image"
	_ "image/gif" // the kinds that [File.Image] knows
	_ "image/jpeg"
	_ "image/png"

	"golang.org/x/image/draw"
)

// mostPixels is how many a picture may have: decoded, each takes four bytes or eight, whatever the
// file's size.
const mostPixels = 24_000_000

// Image decodes a picture: PNG, JPEG, GIF (its first frame), and the formats that the program
// imports besides. The size is read first, so that a picture of more than 24 megapixels is refused
// before it takes memory. Errors are for visitors: they name the file and say what is wrong. A
// large picture takes a second, so call it in a reactive.Work, not in a turn.
func (f File) Image() (image.Image, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(f.Data))
	if err != nil {
		return nil, fmt.Errorf("%.60q is no picture that can be read, such as a PNG, JPEG or GIF: %w", f.Name, err)
	}
	if int64(size.Width)*int64(size.Height) > mostPixels {
		return nil, fmt.Errorf("%.60q has %d × %d pixels; more than 24 megapixels are not taken", f.Name, size.Width, size.Height)
	}
	picture, _, err := image.Decode(bytes.NewReader(f.Data))
	if err != nil {
		return nil, fmt.Errorf("%.60q is damaged: %w", f.Name, err)
	}
	return picture, nil
}

// ImageWithin decodes a picture as Image does, and makes one that is larger than so many pixels
// smaller, in proportion: what a phone takes has far more of them than a page shows.
func (f File) ImageWithin(width, height int) (image.Image, error) {
	picture, err := f.Image()
	if err != nil {
		return nil, err
	}
	from := picture.Bounds()
	scale := min(1, float64(width)/float64(from.Dx()), float64(height)/float64(from.Dy()))
	if scale == 1 {
		return picture, nil
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, int(float64(from.Dx())*scale+0.5)), max(1, int(float64(from.Dy())*scale+0.5))))
	draw.CatmullRom.Scale(small, small.Rect, picture, from, draw.Src, nil)
	return small, nil
}
