package widgets

import (
	"cmp"
	"context"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"path"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// FileDownload is a button that hands the visitor a file, which is made when it is clicked.
type FileDownload struct{ *models.FileDownload }

// inline is how many bytes of a file travel over the websocket; a larger one is fetched over HTTP.
const inline = 10_000_000

// NewFileDownload makes a button for a file that fits into memory. The content is made in a turn;
// what takes long is better made with NewStreamDownload, or in doc.Go, after which Deliver hands it
// out: give no function then, and start the work in OnClick.
func NewFileDownload(label, filename string, content func() ([]byte, error)) FileDownload {
	return newDownload(label, func(d FileDownload) {
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
}

// NewStreamDownload makes a button for a file of any size, whose content is made while it is sent.
// The function runs outside of turns: it must not touch models, nor what turns change. Its context
// ends when the visitor goes away and when the session ends. An error before the first byte is
// shown below the button; a later one ends the download in the browser, too.
func NewStreamDownload(label, filename string, write func(ctx context.Context, w io.Writer) error) FileDownload {
	return newDownload(label, func(d FileDownload) { d.Stream(filename, write) })
}

func newDownload(label string, click func(FileDownload)) FileDownload {
	d := FileDownload{document.New[models.FileDownload]()}
	d.Label.Set(label)
	d.Auto.Set(true)
	document.ReadOnly(&d.Data, &d.Filename, &d.Transfers)
	d.OnClick(func() { click(d) })
	return d
}

// OnClick calls f at each click. Calling stop ends it.
func (d FileDownload) OnClick(f func()) (stop func()) {
	return d.Clicks.OnChange(func(c document.Change[int]) {
		if c.New > c.Old && !d.Disabled.Get() {
			f()
		}
	})
}

// Deliver has the browser save a file.
func (d FileDownload) Deliver(filename string, data []byte) {
	if len(data) > inline {
		d.Stream(filename, func(_ context.Context, w io.Writer) error {
			_, err := w.Write(data)
			return err
		})
		return
	}
	kind := cmp.Or(mime.TypeByExtension(path.Ext(filename)), "application/octet-stream")
	d.send(filename, "data:"+kind+";base64,"+base64.StdEncoding.EncodeToString(data))
}

// Stream has the browser save a file of any size, whose content is made as [NewStreamDownload]
// says.
func (d FileDownload) Stream(filename string, write func(ctx context.Context, w io.Writer) error) {
	doc := d.Document()
	if doc == nil {
		return
	}
	address := doc.Offer(document.Offer{Name: filename, Write: write, Done: func(err error) {
		if !errors.Is(err, context.Canceled) { // the visitor has stopped it
			d.Refuse(err)
		}
	}})
	if address == "" {
		d.Refuse(errors.New("files are not to be had here"))
		return
	}
	d.send(filename, address)
}

// send has the browser save what it finds at an address.
func (d FileDownload) send(filename, address string) {
	d.Refuse(nil)
	d.Filename.Set(document.Some(filename))
	d.Data.Set(document.Some(address))
	d.Transfers.Set(d.Transfers.Get() + 1)
	if doc := d.Document(); doc != nil {
		doc.Next(func() { d.Data.Set(document.None[string]()) }) // it has left: keep no copy
	}
}

// Refuse shows below the button why there is no file; nil takes that away.
func (d FileDownload) Refuse(err error) { beside{&d.CSSClasses, &d.CSSVariables}.show(err) }

// SetColor gives the button a meaning, for example [Primary].
func (d FileDownload) SetColor(c Color) { d.ButtonType.Set(c) }

// Describe explains the button to whoever rests the mouse on it.
func (d FileDownload) Describe(text string) { hover(&d.HTMLAttributes, text) }
