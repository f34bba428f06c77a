package gallery_test

import (
	"go/parser"
	"go/token"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/server/gallery"
)

func read(t *testing.T, text string) (gallery.Exhibit, error) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "app.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	return gallery.Read(file)
}

func TestAFileSaysWhatItShows(t *testing.T) {
	for _, row := range []struct {
		text string
		want gallery.Exhibit
	}{
		{"package a", gallery.Exhibit{}},
		{"// Package a shows one thing. And more.\npackage a", gallery.Exhibit{About: "One thing."}},
		{"// Package a is the smallest app.\npackage a", gallery.Exhibit{About: "The smallest app."}},
		{"// Package a links two plots.\npackage a", gallery.Exhibit{About: "Links two plots."}},
		{"// A board of numbers.\npackage main", gallery.Exhibit{About: "A board of numbers."}},
		{"// Package a shows b.\n//\n//panelgo:gallery Apps\npackage a", gallery.Exhibit{About: "B.", Section: "Apps"}},
		{"//panelgo:gallery  First   steps \npackage a", gallery.Exhibit{Section: "First steps"}},
		{"//panelgo:gallery widgets.IntSlider\npackage a", gallery.Exhibit{Section: "Widgets", Subject: "widgets.IntSlider", Title: "IntSlider"}},
		{"//panelgo:gallery layout.NewGauge\npackage a", gallery.Exhibit{Section: "Indicators", Subject: "layout.NewGauge", Title: "Gauge"}},
		{"//panelgo:gallery engine.Valve\npackage a", gallery.Exhibit{Section: "Engine", Subject: "engine.Valve", Title: "Valve"}},
		{"//panelgo:gallery Sales etc.\npackage a", gallery.Exhibit{Section: "Sales etc."}},
		{"//panelgo:gallerytour\npackage a", gallery.Exhibit{}},
		{"package a\n\nconst text = `\n//panelgo:gallery Apps`", gallery.Exhibit{}},
	} {
		got, err := read(t, row.text)
		if err != nil || got.About != row.want.About || got.Section != row.want.Section || got.Subject != row.want.Subject || got.Title != row.want.Title {
			t.Errorf("%q: %+v, %v", row.text, got, err)
		}
	}
}

func TestADirectiveThatCannotBeFollowedIsRefused(t *testing.T) {
	for text, want := range map[string]string{
		"//panelgo:gallery\npackage a":                                  "needs a heading",
		"//panelgo:gallery A\n//panelgo:gallery B\npackage a":           "twice",
		"//panelgo:gallery A\n\n// Package a shows b.\npackage a":       "must stand in the package comment",
		"package a\n\n//panelgo:gallery A\nfunc App() {}":               "must stand in the package comment",
		"// Package a shows b.\npackage a\n\n/* */ //panelgo:gallery\n": "must stand in the package comment",
	} {
		if _, err := read(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSectionsHaveAnOrder(t *testing.T) {
	sections := []string{"", "Zoo", "Plots", "Animals", "Widgets", "Apps"}
	slices.SortFunc(sections, gallery.CompareSections)
	if want := []string{"Apps", "Widgets", "Plots", "Animals", "Zoo", ""}; !slices.Equal(sections, want) {
		t.Errorf("%q", sections)
	}
}

func TestOnlyPicturesAreThumbnails(t *testing.T) {
	for text, want := range map[string]string{
		"": "", "RIFF1234WEBPVP8 ": "image/webp", "\x89PNG\r\n\x1a\n": "image/png", "\xff\xd8\xff": "image/jpeg",
		"<svg onload=alert(1)>": "", "<html>": "", "RIFF": "", "RIFF1234WAVE": "",
	} {
		x := gallery.Exhibit{Thumbnail: []byte(text)}
		if got := x.ThumbnailType(); got != want {
			t.Errorf("%q: %q", text, got)
		}
		if err := x.Check(); (err == nil) != (want != "" || text == "") {
			t.Errorf("%q: %v", text, err)
		}
	}
	if (gallery.Exhibit{Source: []gallery.File{{Name: "app", Text: "\xff"}}}).Check() == nil {
		t.Error("a binary file is no source")
	}
}

var tag = regexp.MustCompile(`<[^>]*>`)

// plain is the text content of what Highlight made.
func plain(markup string) string { return html.UnescapeString(tag.ReplaceAllString(markup, "")) }

func TestHighlightedSourceIsTheSource(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	texts := []string{"", "\n", "x", "a\n\nb", "package a // <b> & \"c\"\n", "`a\n<i>\n`", "/* a\n b */ func F() { return }\n", "no \x01 Go 'at all \"", "\"open\n func", "a\r\nb\r\n", "\ufeffpackage a\n", "x := 'ab' + 0x"}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	for _, text := range texts {
		got := gallery.Highlight(text)
		if want := strings.ReplaceAll(text, "\r", ""); plain(got) != want {
			t.Errorf("%q became %q", want, plain(got))
		}
		if lines := strings.Count(got, `class="pg-line"`); lines != len(strings.SplitAfter(strings.TrimSuffix(plain(got), "\n"), "\n")) {
			t.Errorf("%q: %d lines", text, lines)
		}
	}
}

func FuzzHighlight(f *testing.F) {
	f.Add("package a\n\nfunc App() { `<script>` }")
	f.Fuzz(func(t *testing.T, text string) {
		if got := plain(gallery.Highlight(text)); got != strings.ReplaceAll(text, "\r", "") {
			t.Errorf("%q became %q", text, got)
		}
	})
}

func TestHighlightNamesWhatItFinds(t *testing.T) {
	got := gallery.Highlight("func App(n int) { f(\"<a>\", 1) } // end\n")
	for _, want := range []string{
		`<span class="k">func</span> <span class="f">App</span>(n <span class="b">int</span>)`,
		`<span class="f">f</span>(<span class="s">&#34;&lt;a&gt;&#34;</span>, <span class="n">1</span>)`,
		`<span class="c">// end</span>` + "\n</span>",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("%s is missing in %s", want, got)
		}
	}
}
