// Package imagefilter changes a picture, the one that ships or one of yours: move the sliders, compare before and after, and
// save what you see. The picture that ships was computed for this example.
//
//panelgo:gallery Apps
package imagefilter

import (
	"context"
	_ "embed"
	"slices"

	"github.com/disintegration/gift"
	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/page"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/template"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed hills.jpg
var hills []byte

// job is a picture and what is to be done to it.
type job struct {
	from    picture
	filters []gift.Filter
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	before, after := pane.NewImage(nil, "the picture as it came"), pane.NewImage(nil, "the picture as it is now")
	brightness, contrast := slider("Brightness, %", -100, 100), slider("Contrast, %", -100, 100)
	hue, blur, edges := slider("Hue, °", -180, 180), slider("Blur, px", 0, 20), widgets.NewSwitch("Edges only")
	upload := widgets.NewFileInput("Your picture (JPEG or PNG)")
	upload.SetAccept(".jpg", ".jpeg", ".png")

	opened := reactive.NewWork(func(_ context.Context, file []byte) (picture, error) { return open(file) })
	changed := reactive.NewWork(func(_ context.Context, j job) (picture, error) {
		return j.from.through(j.filters...)
	})
	filters := reactive.Bind4(brightness, contrast, hue, blur, func(brightness, contrast, hue, blur int) []gift.Filter {
		some := []gift.Filter{gift.Brightness(float32(brightness)), gift.Contrast(float32(contrast)), gift.Hue(float32(hue))}
		if blur > 0 {
			some = append(some, gift.GaussianBlur(float32(blur)))
		}
		return some
	})
	jobs := reactive.Bind3(opened, filters, edges, func(from picture, filters []gift.Filter, edges bool) job {
		if edges {
			filters = append(slices.Clip(filters), gift.Sobel())
		}
		return job{from, filters}
	})
	jobs.OnChange(changed.Start)
	opened.OnChange(func(p picture) { before.SetImage(p.file) })
	changed.OnChange(func(p picture) { after.SetImage(p.file) })
	opened.Status().OnChange(func(s reactive.Status) {
		if s.Err != nil {
			page.Notify(doc).Error(s.Err.Error())
		}
	})
	upload.OnChange(func(files []widgets.File) {
		for _, f := range files {
			opened.Start(f.Data)
		}
	})
	reset := widgets.NewButton("Reset")
	reset.OnClick(func() {
		for _, s := range []widgets.IntSlider{brightness, contrast, hue, blur} {
			s.SetValue(0)
		}
		edges.SetValue(false)
	})
	save := widgets.NewFileDownload("Save", "picture.jpg", func() ([]byte, error) { return changed.Value().file, nil })
	save.SetColor(widgets.Primary)
	opened.Start(hills)

	shell := template.New("Image filter")
	shell.Sidebar(upload, brightness, contrast, hue, blur, edges, layout.Row(reset, save))
	shell.Main(layout.Flow(340, layout.Fixed("Before", before), layout.Fixed("After", after)))
	doc.SetTitle("Image filter")
	doc.Add(shell)
	return nil
}

func slider(label string, low, high int) widgets.IntSlider {
	s := widgets.NewIntSlider(label, low, high)
	s.SetValue(0)
	return s
}
