package chat

import (
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// pictures are the types of files that are shown as such. What is in a file is not trusted for
// that: it is an image element that shows it.
var pictures = []string{"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml"}

// mostPicture is how large a picture may be to be shown, bytes; a larger one is a file to save.
const mostPicture = 2_000_000

// showFiles shows attachments: pictures, and buttons to save the others.
func showFiles(files []widgets.File) *models.Row {
	r := row("pg-files")
	for _, f := range files {
		if slices.Contains(pictures, f.Type) && len(f.Data) <= mostPicture {
			picture := pane.NewImage(f.Data, f.Name)
			picture.CSSClasses.Set([]string{"pg-picture"})
			join(&r.Children, picture)
			continue
		}
		save := widgets.NewFileDownload(f.Name+" · "+size(len(f.Data)), f.Name, func() ([]byte, error) { return f.Data, nil })
		save.CSSClasses.Set([]string{"pg-file"})
		join(&r.Children, save)
	}
	return r
}

// size says how large something is.
func size(bytes int) string {
	switch {
	case bytes >= 1_000_000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes >= 1000:
		return fmt.Sprintf("%d kB", bytes/1000)
	}
	return fmt.Sprintf("%d bytes", bytes)
}
