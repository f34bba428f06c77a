package pane_test

import (
	"errors"
	"image"
	"image/color"
	"image/draw"
	"io"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/pane/markup"
)

func TestMarkdownIsGitHubs(t *testing.T) {
	m := NewMarkdown("# Title\n\n| a | b |\n|---|---|\n| 1 | **2** |\n\n- [x] done\n\n~~old~~ https://example.com\n\n```go\nfunc main() {}\n```\n")
	text := m.Text.Get()
	for _, want := range []string{"<h1>Title</h1>", "<td><strong>2</strong></td>", `type="checkbox"`, "<del>old</del>", `href="https://example.com"`, `<span class="kd">func</span>`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
}

// attacks are ways in which markup tries to act on the page.
var attacks = []string{
	`<script>alert(1)</script>`, `<img src=x onerror=alert(1)>`, `<a href="javascript:alert(1)">x</a>`, `<iframe src="https://evil.example"></iframe>`,
	`<svg onload=alert(1)>`, `<form action="https://evil.example"><input name=p></form>`, `<style>body{display:none}</style>`,
	`<div style="position:fixed;inset:0">x</div>`, `<object data="x"></object>`, `<base href="https://evil.example">`, `<meta http-equiv=refresh content="0;url=x">`,
	`<p class="pg-alert">x</p>`, `<input type=password>`, `<math><mi//xlink:href="data:x,<script>alert(1)</script>">`,
}

func TestMarkupFromStrangersCannotAct(t *testing.T) {
	for _, attack := range attacks {
		for name, text := range map[string]string{
			"Markdown": NewMarkdown(attack + "\n\n[x](javascript:alert(1))").Text.Get(), "HTML": NewHTML(attack).Text.Get(), "alert": NewAlert(Danger, attack).Text.Get(),
		} {
			for _, bad := range []string{"<script", "onerror", "onload", "javascript:", "<iframe", "<form", "<style", "style=", "<object", "<base", "<meta", "pg-alert", "password", "<svg"} {
				if strings.Contains(strings.ToLower(text), bad) {
					t.Errorf("%s of %s: %s", name, attack, text)
				}
			}
		}
	}
	if text := NewTrustedHTML(attacks[0]).Text.Get(); text != attacks[0] {
		t.Errorf("trusted markup became %s", text)
	}
	if text := NewLaTeX(`x<img src=x onerror=alert(1)>`).KaTeX.Text.Get(); strings.Contains(text, "<img") {
		t.Errorf("LaTeX: %s", text)
	}
	rows := []struct{ Name string }{{attacks[0]}}
	if text := NewTable(rows).Text.Get(); strings.Contains(text, "<script") {
		t.Errorf("table: %s", text)
	}
}

func TestPicturesTravelInTheFormatThatSuitsThem(t *testing.T) {
	chart := image.NewRGBA(image.Rect(0, 0, 100, 100))
	draw.Draw(chart, chart.Rect, image.White, image.Point{}, draw.Src)
	photograph := image.NewRGBA(image.Rect(0, 0, 100, 100))
	for at := range 100 * 100 {
		photograph.Set(at%100, at/100, color.RGBA{R: uint8(at % 100), G: uint8(at / 100), A: 255})
	}
	seeThrough := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	wide := image.NewGray16(image.Rect(0, 0, 65_600, 1)) // more than JPEG takes
	for x := range wide.Rect.Max.X {
		wide.SetGray16(x, 0, color.Gray16{Y: uint16(x)})
	}
	for name, row := range map[string]struct {
		picture image.Image
		want    string
	}{
		"wide":  {wide, "data:image/png;"},
		"chart": {chart, "data:image/png;"}, "photograph": {photograph, "data:image/jpeg;"}, "see-through": {seeThrough, "data:image/png;"},
	} {
		i := NewPicture(row.picture, name)
		if text := i.Text.Get(); !strings.Contains(text, row.want) || !strings.Contains(text, `alt="`+name+`"`) {
			t.Errorf("%s: %.60s", name, text)
		}
		for _, nothing := range []image.Image{nil, image.NewRGBA(image.Rect(0, 0, 0, 5))} {
			if i.SetPicture(nothing); i.Text.Get() != "" {
				t.Errorf("no picture is %.60s", i.Text.Get())
			}
		}
	}
}

func TestImagesSayWhatTheyAre(t *testing.T) {
	files := fstest.MapFS{"a.png": {Data: []byte("\x89PNG....")}, "b.svg": {Data: []byte(`<?xml version="1.0"?><svg xmlns=""/>`)}}
	for name, want := range map[string]string{"a.png": "data:image/png;base64,", "b.svg": "data:image/svg+xml;base64,"} {
		i, err := NewImageFile(files, name, `a "picture"`)
		if err != nil || !strings.Contains(i.Text.Get(), want) || !strings.Contains(i.Text.Get(), `alt="a &#34;picture&#34;"`) {
			t.Errorf("%s: %v, %s", name, err, i.Text.Get())
		}
	}
	for _, climb := range []string{"../a.png", "/etc/passwd", "none.png"} {
		if _, err := NewImageFile(files, climb, ""); err == nil {
			t.Errorf("%s was opened", climb)
		}
	}
	for _, address := range []string{"javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://[::1"} {
		_, err := NewImageURL(address, "")
		_, pdf := NewPDFURL(address)
		_, video := NewVideoURL(address)
		if err == nil || pdf == nil || video == nil {
			t.Errorf("%s was taken", address)
		}
	}
	if i, err := NewImageURL(`logo.png?a="b"`, ""); err != nil || !strings.Contains(i.Text.Get(), `src="logo.png?a=&#34;b&#34;"`) {
		t.Errorf("%v, %s", err, i.Text.Get())
	}
}

type drawing struct{ err error }

func (d drawing) WriteTo(w io.Writer) (int64, error) {
	n, _ := io.WriteString(w, `<svg xmlns="http://www.w3.org/2000/svg"/>`)
	return int64(n), d.err
}

func TestAFigureIsWhatAPlottingLibraryWrites(t *testing.T) {
	if f, err := NewFigure(drawing{}, "a plot"); err != nil || !strings.Contains(f.Text.Get(), "image/svg+xml") {
		t.Errorf("%v, %s", err, f.Text.Get())
	}
	if _, err := NewFigure(drawing{errors.New("no ink")}, ""); err == nil {
		t.Error("a figure without ink was shown")
	}
}

func TestATableShowsTheFieldsOfItsRows(t *testing.T) {
	type base struct{ ID int }
	type run struct {
		base
		Name   string
		Score  float64   `pane:"Score, %" format:"%.1f"`
		At     time.Time `pane:"When" format:"2006-01-02"`
		secret string
		Hidden string `pane:"-"`
	}
	rows := []run{{base{7}, "a<b", 1.25, time.Date(2024, 1, 2, 0, 0, 0, 0, time.UTC), "s", "h"}}
	text := NewTable(rows).Text.Get()
	for _, want := range []string{"<th>Name</th>", `<th style="text-align:right">Score, %</th>`, "<td>a&lt;b</td>", ">1.3</td>", ">2024-01-02</td>"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in %s", want, text)
		}
	}
	if strings.Contains(text, "secret") || strings.Contains(text, "Hidden") {
		t.Errorf("hidden fields are shown: %s", text)
	}
	if text := NewTable(make([]run, 1002)).Text.Get(); !strings.Contains(text, "and 2 rows more") {
		t.Error("a long table does not say that it goes on")
	}
}

func TestChartsAreGivenAsTextsOrValues(t *testing.T) {
	if _, err := NewVega(`{"mark":"bar"}`); err != nil {
		t.Error(err)
	}
	if _, err := NewECharts(map[string]any{"series": []int{1}}); err != nil {
		t.Error(err)
	}
	p, err := NewPlotly(`{"data":[{"type":"scatter","x":[1,2],"y":[3,4],"text":["a","b"]}]}`)
	if err != nil || len(p.DataSources.Get()) != 1 {
		t.Fatalf("%v, %v", err, p.DataSources.Get())
	}
	if trace := p.PlotlyPlot.Data.Get()[0].(map[string]any); trace["x"] != nil || trace["text"] == nil {
		t.Errorf("the numbers travel as texts: %v", trace)
	}
	for _, bad := range []any{"{", "[1]", make(chan int), `{"data":[1]}`} {
		_, plotly := NewPlotly(bad)
		if plotly == nil {
			t.Errorf("%v was taken", bad)
		}
	}
	if p := NewPerspective(document.Data{"a": []int{1}, "b": []string{"x"}}); p.Schema.Get().(map[string]any)["a"] != "integer" {
		t.Errorf("schema %v", p.Schema.Get())
	}
}
