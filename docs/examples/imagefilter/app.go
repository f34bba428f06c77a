// Package imagefilter changes a picture, the one that ships or one of yours: move the sliders, compare before and after, and
// save what you see. The picture that ships was computed for this example.
//
//panelgo:gallery Apps
package imagefilter

import (
	"bytes"
	"context"
	_ "embed"
	"fmt"
	"image"
	"image/jpeg"
	_ "image/png"

	"github.com/disintegration/gift"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed hills.jpg
var hills []byte

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	before, after := pane.NewImage(nil, "the picture as it came"), pane.NewImage(nil, "the picture as it is now")
	brightness, contrast := slider("Brightness, %", -100, 100), slider("Contrast, %", -100, 100)
	hue, blur := slider("Hue, °", -180, 180), slider("Blur, px", 0, 20)
	edges := widgets.NewSwitch("Edges only")
	upload := widgets.NewFileInput("Your picture (JPEG or PNG)")
	upload.SetAccept(".jpg", ".jpeg", ".png")
	var original image.Image
	var latest []byte
	run := 0 // counts changes: what is computed for an older one is dropped

	apply := func() {
		run++
		this, from := run, original
		filter := gift.New(gift.Brightness(float32(brightness.Value())), gift.Contrast(float32(contrast.Value())), gift.Hue(float32(hue.Value())))
		if blur.Value() > 0 {
			filter.Add(gift.GaussianBlur(float32(blur.Value())))
		}
		if edges.Value() {
			filter.Add(gift.Sobel())
		}
		doc.Go(func(context.Context) func() { // beside the turn, so that the page stays alive
			changed := encode(from, filter)
			return func() {
				if this == run {
					latest = changed
					after.SetImage(changed)
				}
			}
		})
	}
	open := func(data []byte) error {
		size, _, err := image.DecodeConfig(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("this is no picture: %w", err)
		}
		if size.Width*size.Height > 24_000_000 {
			return fmt.Errorf("%d × %d is more than 24 megapixels", size.Width, size.Height)
		}
		picture, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			return fmt.Errorf("the picture is damaged: %w", err)
		}
		small := gift.New(gift.ResizeToFit(900, 900, gift.LanczosResampling))
		copied := image.NewRGBA(small.Bounds(picture.Bounds()))
		small.Draw(copied, picture)
		original = copied
		before.SetImage(encode(original, gift.New()))
		apply()
		return nil
	}
	for _, s := range []widgets.IntSlider{brightness, contrast, hue, blur} {
		s.OnChange(func(int) { apply() })
	}
	edges.OnChange(func(bool) { apply() })
	upload.OnChange(func(files []widgets.File) {
		for _, f := range files {
			if err := open(f.Data); err != nil {
				page.Notify(doc).Error(f.Name + ": " + err.Error())
			}
		}
	})
	reset := widgets.NewButton("Reset")
	reset.OnClick(func() {
		for _, s := range []widgets.IntSlider{brightness, contrast, hue, blur} {
			s.SetValue(0)
		}
		edges.SetValue(false)
	})
	save := widgets.NewFileDownload("Save", "picture.jpg", func() ([]byte, error) { return latest, nil })
	save.SetColor(widgets.Primary)

	shell := template.New("Image filter")
	shell.Sidebar(upload, brightness, contrast, hue, blur, edges, layout.Row(reset, save))
	shell.Main(layout.Flow(340, layout.Fixed("Before", before), layout.Fixed("After", after)))
	doc.SetTitle("Image filter")
	doc.Add(shell)
	return open(hills)
}

func slider(label string, low, high int) widgets.IntSlider {
	s := widgets.NewIntSlider(label, low, high)
	s.SetValue(0)
	return s
}

// encode is a picture behind a filter, as a JPEG file.
func encode(picture image.Image, filter *gift.GIFT) []byte {
	changed := image.NewRGBA(filter.Bounds(picture.Bounds()))
	filter.Draw(changed, picture)
	var file bytes.Buffer
	jpeg.Encode(&file, changed, &jpeg.Options{Quality: 88}) // a buffer takes all that is written
	return file.Bytes()
}
