package imagefilter

import (
	"bytes"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png"

	"github.com/disintegration/gift"
)

// picture is a picture, and the JPEG file of it.
type picture struct {
	image image.Image
	file  []byte
}

const largest = 24_000_000 // pixels: what takes more memory is not decoded

// open decodes a picture, and makes it small enough for quick filters.
func open(file []byte) (picture, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(file))
	if err != nil {
		return picture{}, fmt.Errorf("this is no picture: %w", err)
	}
	if size.Width*size.Height > largest {
		return picture{}, fmt.Errorf("%d × %d is more than 24 megapixels", size.Width, size.Height)
	}
	decoded, _, err := image.Decode(bytes.NewReader(file))
	if err != nil {
		return picture{}, fmt.Errorf("the picture is damaged: %w", err)
	}
	return picture{image: decoded}.through(gift.ResizeToFit(900, 900, gift.LanczosResampling))
}

// through is the picture behind some filters. There is none before the first is open.
func (p picture) through(filters ...gift.Filter) (picture, error) {
	if p.image == nil {
		return p, nil
	}
	all := gift.New(filters...)
	changed := image.NewRGBA(all.Bounds(p.image.Bounds()))
	all.Draw(changed, p.image)
	var file bytes.Buffer
	err := jpeg.Encode(&file, changed, &jpeg.Options{Quality: 88})
	return picture{changed, file.Bytes()}, err
}
