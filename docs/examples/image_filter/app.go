// Package imagefilter changes a picture, the one that ships or one of yours: move the sliders, compare before and after, and
// save what you see. The picture that ships was computed for this example.
//
//panelgo:gallery Apps
package imagefilter

import (
	"bytes"
	"context"
	_ "embed"
	"image"
	"image/jpeg"

	"github.com/disintegration/gift"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed hills.jpg
var hills []byte

// settings are what a visitor can do to a picture.
type settings struct {
	Brightness float32 `label:"Brightness, %" min:"-100" max:"100" step:"1" form:"slider"`
	Contrast   float32 `label:"Contrast, %" min:"-100" max:"100" step:"1" form:"slider"`
	Hue        float32 `label:"Hue, °" min:"-180" max:"180" step:"1" form:"slider"`
	Blur       float32 `label:"Blur, px" min:"0" max:"20" form:"slider"`
	Edges      bool    `label:"Edges only" form:"switch"`
}

// job is a picture and what is to be done to it.
type job struct {
	picture image.Image
	settings
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	controls, err := form.New(settings{})
	if err != nil {
		return err
	}
	reset, upload := widgets.NewButton("Reset"), widgets.NewFileInput("Your picture (JPEG or PNG)")
	reset.OnClick(func() { controls.SetValue(settings{}) })
	upload.SetAccept(".jpg", ".jpeg", ".png")

	opened := reactive.NewWork(func(_ context.Context, f widgets.File) (image.Image, error) { return f.ImageWithin(900, 900) })
	changed := reactive.NewWork(change)
	upload.OnFile(opened.Start)
	changed.Follow(reactive.Bind2(opened, controls, func(p image.Image, s settings) job { return job{p, s} }))
	opened.Start(widgets.File{Name: "hills.jpg", Data: hills})
	before := opened.View(func(p image.Image) models.UIElement { return pane.NewPicture(p, "the picture as it came") })
	after := pane.NewImage(nil, "the picture as it is now")
	changed.OnChange(after.SetImage)
	save := widgets.NewFileDownload("Save", "picture.jpg", func() ([]byte, error) { return changed.Value(), nil })
	save.SetColor(widgets.Primary)

	shell := template.New("Image filter")
	shell.Sidebar(upload, controls, layout.Row(reset, save))
	shell.Main(layout.Flow(340, layout.Fixed("Before", before), layout.Fixed("After", after)))
	doc.Add(shell)
	return nil
}

// change does a job, and answers the picture as a JPEG file.
func change(_ context.Context, j job) ([]byte, error) {
	if j.picture == nil {
		return nil, nil // none is open yet
	}
	filters := gift.New(gift.Brightness(j.Brightness), gift.Contrast(j.Contrast), gift.Hue(j.Hue), gift.GaussianBlur(j.Blur))
	if j.Edges {
		filters.Add(gift.Sobel())
	}
	changed := image.NewRGBA(filters.Bounds(j.picture.Bounds()))
	filters.Draw(changed, j.picture)
	var file bytes.Buffer
	err := jpeg.Encode(&file, changed, &jpeg.Options{Quality: 90})
	return file.Bytes(), err
}
