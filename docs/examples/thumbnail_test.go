package examples

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

var update = flag.Bool("update", false, "make thumbnails of the examples that have none or have changed (make gallery)")

const (
	manifest  = "thumbnails.txt" // of which state of an example its thumbnail is
	thumbnail = "thumbnail.webp"
	width     = 480 // px of a thumbnail, which is three wide and two high

	largest    = 12 << 10 // bytes of a component's thumbnail
	largestApp = 24 << 10
)

func TestEveryExampleHasAThumbnail(t *testing.T) {
	if *update {
		makeThumbnails(t)
	}
	for name, x := range exhibits(t) {
		limit := largest
		if x.Section == "Apps" {
			limit = largestApp
		}
		switch {
		case len(x.Thumbnail) == 0:
			t.Errorf("%s has no thumbnail: make gallery", name)
		case x.ThumbnailType() != "image/webp" || len(x.Thumbnail) > limit:
			t.Errorf("%s has a thumbnail of %d bytes, of the type %q", name, len(x.Thumbnail), x.ThumbnailType())
		}
	}
}

// makeThumbnails makes those that are missing, or whose example has changed since.
func makeThumbnails(t *testing.T) {
	t.Helper()
	known, _ := os.ReadFile(manifest)
	var lines bytes.Buffer
	address, shown := serve(t), exhibits(t)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		line := name + " " + fingerprint(t, name) + "\n"
		lines.WriteString(line)
		if len(shown[name].Thumbnail) > 0 && strings.Contains("\n"+string(known), "\n"+line) {
			continue
		}
		picture := takePicture(t, address+"/"+name, shown[name].Section == "Apps")
		if err := os.WriteFile(filepath.Join(name, thumbnail), picture, 0o644); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", name, len(picture))
	}
	if err := os.WriteFile(manifest, lines.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fingerprint names what an example consists of.
func fingerprint(t *testing.T, folder string) string {
	t.Helper()
	sum := sha256.New()
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || name == thumbnail {
			return err
		}
		text, err := os.ReadFile(filepath.Join(folder, name))
		fmt.Fprintf(sum, "%s %d\n%s", name, len(text), text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil)[:8])
}

// takePicture shows an example in the smallest window that holds it, and answers the picture in a quality that fits.
func takePicture(t *testing.T, address string, app bool) []byte {
	t.Helper()
	sizes, limit := []int64{400, 480, 600, 780, 1020}, largest
	if app {
		sizes, limit = []int64{1200}, largestApp
	}
	tab := chrome.OpenAs(t, address, chrome.View{Width: sizes[0], Height: sizes[0] * 2 / 3})
	box := chrome.Box{}
	for _, size := range sizes {
		box.W, box.H = float64(size), float64(size*2/3)
		tab.Look(chrome.View{Width: size, Height: size * 2 / 3})
		tab.Quiet()
		if chrome.Eval[bool](tab, "document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth") {
			break
		}
	}
	if !app {
		chrome.Eval[bool](tab, `(Object.assign(document.body.style, {display: "flex", flexDirection: "column", justifyContent: "safe center"}), true)`)
	}
	var last []byte
	for range 20 { // until two are alike, which those of a page that lives on never are
		tab.Quiet()
		picture := tab.Picture(box, width/box.W, 82)
		if bytes.Equal(picture, last) {
			break
		}
		last = picture
		time.Sleep(150 * time.Millisecond) // a pace, not a wait: the pictures decide
	}
	for quality := int64(72); len(last) > limit && quality > 0; quality -= 10 {
		last = tab.Picture(box, width/box.W, quality)
	}
	return last
}

// TestPictures makes the pictures of the README anew, when told to: go test ./docs/examples -run Pictures -update.
func TestPictures(t *testing.T) {
	if !*update {
		for _, name := range []string{"gallery", "penguins"} {
			if _, err := os.Stat(filepath.Join("..", "images", name+".webp")); err != nil {
				t.Error(err)
			}
		}
		return
	}
	address := serve(t, func(o *panelgo.Options) { o.Server.Gallery, o.Server.Title = exhibits(t), "panelgo examples" })
	view := chrome.View{Width: 1280, Height: 800}
	keep := func(tab *chrome.Tab, name string) {
		tab.Quiet()
		picture := tab.Picture(chrome.Box{W: 1280, H: 800}, 1, 80)
		if err := os.WriteFile(filepath.Join("..", "images", name+".webp"), picture, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	app := chrome.OpenAs(t, address+"/penguins", view)
	chrome.Eval[bool](app, `(document.querySelector(".pg-source").remove(), true)`)
	keep(app, "penguins")
	list := chrome.Blank(t, view)
	list.Go(address)
	list.Wait(`[...document.images].filter((img) => img.getBoundingClientRect().top < innerHeight).every((img) => img.complete && img.naturalWidth > 0)`)
	keep(list, "gallery")
}
