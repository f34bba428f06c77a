package pane

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"fmt"
	"html"
	"image"
	"image/jpeg"
	"image/png"
	"io"
	"io/fs"
	"net/url"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Image shows a picture: PNG, JPEG, GIF, WebP, AVIF, ICO, BMP or SVG. It is no larger than the room
// that it is given. What is in an SVG is only looked at: scripts in it do not run.
type Image struct {
	*models.Div
	alt *string
}

// NewImage makes an Image of a picture's bytes. The alternative text is read to those who do not
// see it.
func NewImage(data []byte, alt string) Image {
	i := newImage(alt)
	i.SetImage(data)
	return i
}

// NewImageFile makes an Image of a file, which travels with the page. Names that climb out of the
// file system are refused by it.
//
//	logo, err := pane.NewImageFile(os.DirFS("assets"), "logo.svg", "our logo")
func NewImageFile(files fs.FS, name, alt string) (Image, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return Image{}, fmt.Errorf("pane: image: %w", err)
	}
	return NewImage(data, alt), nil
}

// NewImageURL makes an Image that browsers fetch by themselves, from an address of http or https,
// or a relative one.
func NewImageURL(address, alt string) (Image, error) {
	if err := checkAddress(address); err != nil {
		return Image{}, fmt.Errorf("pane: image: %w", err)
	}
	i := newImage(alt)
	i.show(address)
	return i, nil
}

// NewFigure makes an Image of what a plotting library writes, for example gonum/plot:
//
//	drawing, err := p.WriterTo(16*vg.Centimeter, 10*vg.Centimeter, "svg")
//	figure, err := pane.NewFigure(drawing, "how the runs compare")
func NewFigure(drawing io.WriterTo, alt string) (Image, error) {
	i := newImage(alt)
	return i, i.SetFigure(drawing)
}

// NewPicture makes an Image of a picture that the program has decoded or drawn.
func NewPicture(picture image.Image, alt string) Image {
	i := newImage(alt)
	i.SetPicture(picture)
	return i
}

func newImage(alt string) Image {
	i := Image{document.New[models.Div](), &alt}
	i.DisableMath.Set(true)
	return i
}

// SetImage shows another picture; no bytes show nothing.
func (i Image) SetImage(data []byte) {
	if len(data) == 0 {
		i.Div.Text.Set("")
		return
	}
	i.show(dataURL(data))
}

// SetFigure shows another drawing.
func (i Image) SetFigure(drawing io.WriterTo) error {
	var b bytes.Buffer
	if _, err := drawing.WriteTo(&b); err != nil {
		return fmt.Errorf("pane: figure: %w", err)
	}
	i.SetImage(b.Bytes())
	return nil
}

// SetPicture shows another picture; nil, or one without pixels, shows nothing. One that is opaque
// and of more than 256 colours, such as a photograph, travels as JPEG of quality 90, others
// exactly, as PNG. That takes some 50 ms a megapixel.
func (i Image) SetPicture(picture image.Image) {
	if picture == nil || picture.Bounds().Empty() {
		i.SetImage(nil)
		return
	}
	var b bytes.Buffer
	if !isPhotograph(picture) || jpeg.Encode(&b, picture, &jpeg.Options{Quality: 90}) != nil { // JPEG ends at 65,535 pixels
		b.Reset()
		_ = png.Encode(&b, picture) // which nothing keeps from being written
	}
	i.SetImage(b.Bytes())
}

// isPhotograph tells whether a picture is opaque and of many colours. It is known within the first
// lines of most.
func isPhotograph(picture image.Image) bool {
	if opaque, ok := picture.(interface{ Opaque() bool }); !ok || !opaque.Opaque() {
		return false
	}
	colors, b := map[[3]uint32]bool{}, picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			red, green, blue, _ := picture.At(x, y).RGBA()
			if colors[[3]uint32{red, green, blue}] = true; len(colors) > 256 {
				return true
			}
		}
	}
	return false
}

func (i Image) show(address string) {
	i.Div.Text.Set(`<img style="max-width:100%" src="` + html.EscapeString(address) + `" alt="` + html.EscapeString(*i.alt) + `">`)
}

// dataURL is content as an address that holds it.
func dataURL(data []byte) string {
	return "data:" + sniff(data) + ";base64," + base64.StdEncoding.EncodeToString(data)
}

// signatures are how files of a type begin, after some bytes that differ.
var signatures = []struct {
	skip       int
	magic, typ string
}{
	{0, "\x89PNG", "image/png"}, {0, "\xff\xd8\xff", "image/jpeg"}, {0, "GIF8", "image/gif"}, {8, "WEBP", "image/webp"},
	{4, "ftypavif", "image/avif"}, {0, "\x00\x00\x01\x00", "image/x-icon"}, {0, "BM", "image/bmp"}, {0, "%PDF", "application/pdf"},
	{0, "OggS", "audio/ogg"}, {0, "fLaC", "audio/flac"}, {0, "ID3", "audio/mpeg"}, {0, "\xff\xfb", "audio/mpeg"},
	{8, "WAVE", "audio/wav"}, {4, "ftyp", "video/mp4"}, {0, "\x1aE\xdf\xa3", "video/webm"},
}

// sniff is the media type of content, by how it begins.
func sniff(data []byte) string {
	for _, s := range signatures {
		if len(data) > s.skip && bytes.HasPrefix(data[s.skip:], []byte(s.magic)) {
			return s.typ
		}
	}
	if bytes.Contains(data[:min(len(data), 1000)], []byte("<svg")) {
		return "image/svg+xml"
	}
	return "application/octet-stream"
}

// checkAddress refuses addresses that are not there to be fetched.
func checkAddress(address string) error {
	u, err := url.Parse(address)
	if err != nil {
		return err
	}
	if scheme := cmp.Or(strings.ToLower(u.Scheme), "https"); scheme != "http" && scheme != "https" {
		return fmt.Errorf("an address begins with http: or https:, not with %q", u.Scheme)
	}
	return nil
}
