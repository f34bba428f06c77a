package pane

import (
	"encoding/base64"
	"fmt"
	"html"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Audio plays sound.
type Audio struct{ *models.Audio }

// NewAudio makes an Audio of a file's bytes: WAV, MP3, Ogg or FLAC.
func NewAudio(data []byte) Audio {
	a := newAudio()
	a.Value.Set(dataURL(data))
	return a
}

// NewAudioURL makes an Audio that browsers fetch by themselves.
func NewAudioURL(address string) (Audio, error) {
	a := newAudio()
	a.Value.Set(address)
	return a, checkAddress(address)
}

func newAudio() Audio {
	a := Audio{document.New[models.Audio]()}
	document.ReadOnly(&a.Value)
	return a
}

// Play starts the sound in every browser that shows it; browsers ask for a click on the page before
// that.
func (a Audio) Play() { a.Paused.Set(false) }

// Pause stops the sound where it is.
func (a Audio) Pause() { a.Paused.Set(true) }

// Video plays a film.
type Video struct{ *models.Video }

// NewVideo makes a Video of a file's bytes: MP4, WebM or Ogg. Long films are better fetched, see
// NewVideoURL.
func NewVideo(data []byte) Video {
	v := newVideo()
	v.Value.Set(dataURL(data))
	return v
}

// NewVideoURL makes a Video that browsers fetch by themselves.
func NewVideoURL(address string) (Video, error) {
	v := newVideo()
	v.Value.Set(address)
	return v, checkAddress(address)
}

func newVideo() Video {
	v := Video{document.New[models.Video]()}
	v.Width.Set(document.Some(400.0))
	v.Height.Set(document.Some(300.0))
	document.ReadOnly(&v.Value)
	return v
}

// Play starts the film in every browser that shows it; browsers ask for a click on the page before
// that.
func (v Video) Play() { v.Paused.Set(false) }

// Pause stops the film where it is.
func (v Video) Pause() { v.Paused.Set(true) }

// PDF shows a document.
type PDF struct{ *models.PDF }

// NewPDF makes a PDF of a file's bytes.
func NewPDF(data []byte) PDF {
	p := newPDF()
	p.Embed.Set(true)
	p.Text.Set(base64.StdEncoding.EncodeToString(data))
	return p
}

// NewPDFURL makes a PDF that browsers fetch by themselves.
func NewPDFURL(address string) (PDF, error) {
	if err := checkAddress(address); err != nil {
		return PDF{}, fmt.Errorf("pane: PDF: %w", err)
	}
	p := newPDF()
	frame := `<embed src="` + html.EscapeString(address) + `" type="application/pdf" width="100%" height="100%">`
	p.Text.Set(html.EscapeString(frame)) // the front end takes one layer off
	return p, nil
}

func newPDF() PDF {
	p := PDF{document.New[models.PDF]()}
	p.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	p.Height.Set(document.Some(600.0))
	return p
}

// SetPage turns to a page; pages count from 1.
func (p PDF) SetPage(page int) { p.StartPage.Set(page) }
