package gallery

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Exhibit is what the list of apps shows of an app besides its address. The zero value shows
// nothing more.
type Exhibit struct {
	Section   string // the heading that the app stands under, as in Apps; without one it has no picture, and comes last
	Subject   string // the type or function that the app is an example of, as in widgets.IntSlider
	Title     string // the app's name; empty: its address in words
	About     string // one sentence
	Thumbnail []byte // a picture as WebP, PNG or JPEG, three wide and two high
	Source    []File // what whoever may use the app may read of its source, too
}

// File is a file of an app's source.
type File struct{ Name, Text string }

// Check tells what is wrong with an exhibit.
func (x Exhibit) Check() error {
	var all []error
	if len(x.Thumbnail) > 0 && x.ThumbnailType() == "" {
		all = append(all, errors.New("the thumbnail is neither WebP nor PNG nor JPEG"))
	}
	for _, f := range x.Source {
		if f.Name == "" || !utf8.ValidString(f.Text) || strings.ContainsRune(f.Text, 0) {
			all = append(all, fmt.Errorf("the source %q is no text with a name", f.Name))
		}
	}
	return errors.Join(all...)
}

// ThumbnailType is the media type of the picture, empty if it is none that is shown.
func (x Exhibit) ThumbnailType() string {
	switch begins := string(x.Thumbnail[:min(len(x.Thumbnail), 12)]); {
	case strings.HasPrefix(begins, "\x89PNG\r\n\x1a\n"):
		return "image/png"
	case strings.HasPrefix(begins, "\xff\xd8\xff"):
		return "image/jpeg"
	case strings.HasPrefix(begins, "RIFF") && strings.HasSuffix(begins, "WEBP"):
		return "image/webp"
	}
	return ""
}
