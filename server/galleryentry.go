package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html"
	"net/http"
	"strings"
	"time"

	"github.com/panelgo/panelgo/server/gallery"
)

// Gallery says what the list of apps shows of them, by their paths: "sales" is the app at /sales.
type Gallery map[string]gallery.Exhibit

// check refuses what cannot be shown.
func (g Gallery) check(apps Apps) error {
	var all []error
	for path, x := range g {
		if err := x.Check(); err != nil {
			all = append(all, fmt.Errorf("server: gallery: %s: %w", path, err))
		}
		if _, ok := apps["/"+strings.Trim(path, "/")]; !ok {
			all = append(all, fmt.Errorf("server: gallery: there is no app at /%s", strings.Trim(path, "/")))
		}
	}
	return errors.Join(all...)
}

// galleryEntry is what visitors may see of an app besides its page, made once.
type galleryEntry struct {
	gallery.Exhibit
	version string // names the thumbnail's content; empty without one
	source  string // HTML; empty if nobody may read the source
}

func newExhibit(g Gallery, path string) galleryEntry {
	var x galleryEntry
	for name, given := range g {
		if "/"+strings.Trim(name, "/") == path {
			x.Exhibit = given
		}
	}
	if len(x.Thumbnail) > 0 {
		sum := sha256.Sum256(x.Thumbnail)
		x.version = hex.EncodeToString(sum[:10])
	}
	var b strings.Builder
	for _, f := range x.Source {
		b.WriteString(`<section class="pg-file"><div><h2>` + html.EscapeString(f.Name) + `</h2><button type="button" class="pg-copy">Copy</button></div>` +
			"\n<pre tabindex=\"0\" aria-label=\"" + html.EscapeString(f.Name) + `"><code>` + gallery.Highlight(f.Text) + "</code></pre></section>\n")
	}
	x.source = b.String()
	return x
}

// thumbnail sends the app's picture. An address that names its content may be kept for a year,
// though by nobody but the visitor.
func (a *app) thumbnail(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set("Content-Type", a.shown.ThumbnailType())
	h.Set("Etag", `"`+a.shown.version+`"`)
	h["Cache-Control"] = ownRevalidate
	if r.URL.RawQuery == "v="+a.shown.version {
		h["Cache-Control"] = ownImmutable
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.shown.Thumbnail))
	return nil
}

var (
	ownImmutable  = []string{"private, max-age=31536000, immutable"}
	ownRevalidate = []string{"private, max-age=0, must-revalidate"}
)

// at is an address below the app's own, seen from the prefix.
func (a *app) at(name string) string {
	if a.path == "/" {
		return name
	}
	return a.path[1:] + "/" + name
}
