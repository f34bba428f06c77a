package widgets

import (
	"cmp"
	"encoding/base64"
	"mime"
	"path"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// FileDownload is a button that hands the visitor a file, which is made when it is clicked.
type FileDownload struct{ *models.FileDownload }

// NewFileDownload makes a button for a file of up to about 10 MB. The content is made in a turn; what takes long is
// better done in doc.Go, after which Deliver hands it out: give no function then, and start the work in OnClick.
func NewFileDownload(label, filename string, content func() ([]byte, error)) FileDownload {
	d := FileDownload{document.New[models.FileDownload]()}
	d.Label.Set(label)
	d.Filename.Set(document.Some(filename))
	d.Auto.Set(true)
	document.Fix(&d.Data, &d.Filename, &d.Transfers)
	d.OnClick(func() {
		if content == nil {
			return
		}
		data, err := content()
		if err != nil {
			d.Refuse(err)
			return
		}
		d.Deliver(filename, data)
	})
	return d
}

// OnClick has f run at each click. The returned function ends that.
func (d FileDownload) OnClick(f func()) (stop func()) {
	return d.Clicks.OnChange(func(c document.Change[int]) {
		if c.New > c.Old && !d.Disabled.Get() {
			f()
		}
	})
}

// Deliver has the browser save a file.
func (d FileDownload) Deliver(filename string, data []byte) {
	kind := cmp.Or(mime.TypeByExtension(path.Ext(filename)), "application/octet-stream")
	beside{&d.CSSClasses, &d.CSSVariables}.show(nil)
	d.Filename.Set(document.Some(filename))
	d.Data.Set(document.Some("data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(data)))
	d.Transfers.Set(d.Transfers.Get() + 1)
	if doc := d.Document(); doc != nil {
		doc.Next(func() { d.Data.Set(document.None[string]()) }) // it has left: keep no copy
	}
}

// Refuse shows below the button why there is no file.
func (d FileDownload) Refuse(err error) { beside{&d.CSSClasses, &d.CSSVariables}.show(err) }

// SetColor gives the button a meaning, for example [Primary].
func (d FileDownload) SetColor(c Color) { d.ButtonType.Set(c) }

// Describe explains the button to whoever rests the mouse on it.
func (d FileDownload) Describe(text string) { hover(&d.HTMLAttributes, text) }
