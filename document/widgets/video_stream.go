package widgets

import (
	"bytes"
	"encoding/base64"
	"errors"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// VideoStream shows the visitor's camera, and hands pictures of it to the program. Browsers ask the
// visitor first, and have cameras only for pages that come over HTTPS or from the machine itself.
type VideoStream struct{ *models.VideoStream }

// NewVideoStream makes a stream of 320 by 240 px, of which pictures are taken when Snap or Every
// say so.
func NewVideoStream() VideoStream {
	v := VideoStream{document.New[models.VideoStream]()}
	v.VideoStream.Value.Set("") // the front end has no default
	v.Format.Set("jpeg")
	document.ReadOnly(&v.Format, &v.Timeout, &v.Snapshot)
	document.Check(&v.VideoStream.Value, func(value any) error { _, err := picture(value); return err })
	return v
}

// SetPNG has pictures be taken without loss, at ten times the size, instead of as JPEG.
func (v VideoStream) SetPNG() { v.Format.Set("png") }

// Snap takes a picture in every browser that shows the stream; OnChange hears of it.
func (v VideoStream) Snap() { v.Snapshot.Set(!v.Snapshot.Get()) }

// Every takes a picture again and again; 0 ends that.
func (v VideoStream) Every(period time.Duration) {
	v.Timeout.Set(document.None[int]())
	if period > 0 {
		v.Timeout.Set(document.Some(int(period.Milliseconds())))
	}
}

// Pause holds the picture still, Play goes on.
func (v VideoStream) Pause() { v.Paused.Set(true) }

// Play goes on after Pause.
func (v VideoStream) Play() { v.Paused.Set(false) }

// Value is the latest picture as a JPEG or PNG file, nil before the first.
func (v VideoStream) Value() []byte {
	data, _ := picture(v.VideoStream.Value.Get())
	return data
}

// OnChange calls f with each picture. Calling stop ends it.
func (v VideoStream) OnChange(f func(picture []byte)) (stop func()) {
	return v.VideoStream.Value.OnChange(func(document.Change[any]) { f(v.Value()) })
}

// begins are the first bytes of pictures.
var begins = map[string]string{"jpeg": "\xff\xd8\xff", "png": "\x89PNG\r\n\x1a\n"}

// picture reads what a browser takes: a JPEG or PNG file in a data address.
func picture(value any) ([]byte, error) {
	if value == nil || value == "" {
		return nil, nil
	}
	bad := errors.New("that is no picture")
	text, _ := value.(string)
	kind, encoded, _ := strings.Cut(strings.TrimPrefix(text, "data:image/"), ";base64,")
	data, err := base64.StdEncoding.DecodeString(encoded)
	if begin := begins[kind]; begin == "" || err != nil || !bytes.HasPrefix(data, []byte(begin)) {
		return nil, bad
	}
	return data, nil
}

// Describe explains the stream to whoever rests the mouse on it.
func (v VideoStream) Describe(text string) { hover(&v.HTMLAttributes, text) }
