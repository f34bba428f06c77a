package pane_test

import (
	"fmt"
	"log/slog"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// scene is a pane on a page with others, and a button by which the program changes it.
type scene struct {
	name  string
	make  func() (pane models.UIElement, change func(), err error)
	first string // JavaScript about all(selector) inside the pane, which holds at first
	then  string // and when the program has changed it
}

// svg is a picture of a colour.
func svg(color string) []byte {
	return []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60"><rect width="120" height="60" rx="8" fill="` + color + `"/></svg>`)
}

// wav is a tenth of a second of a sound.
func wav() []byte {
	const rate, n = 8000, 800
	b := []byte("RIFF\x00\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00\x40\x1f\x00\x00\x40\x1f\x00\x00\x01\x00\x08\x00data\x20\x03\x00\x00")
	for i := range n {
		b = append(b, byte(128+60*math.Sin(2*math.Pi*440*float64(i)/rate)))
	}
	b[4], b[5] = byte(len(b)-8), byte((len(b)-8)>>8)
	return b
}

// pdf is a document with an empty page.
const pdf = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 100]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"

type planet struct {
	Name     string
	Diameter int `pane:"Diameter, km"`
}

var texts = []scene{
	{"Text", func() (models.UIElement, func(), error) {
		p := NewText("<b>plain</b>")
		return p, func() { p.SetText("<i>other</i>") }, nil
	}, `v.el.shadowRoot.textContent.includes("<b>plain</b>")`, `v.el.shadowRoot.textContent.includes("<i>other</i>")`},
	{"Markdown", func() (models.UIElement, func(), error) {
		p := NewMarkdown("## Results\n\nSome *prose* with `code` and a [link](https://example.com).\n\n| run | score |\n|---|---|\n| 1 | **0.93** |\n\n- [x] done\n- [ ] to do\n\n> quoted\n\n```go\n// Hello greets.\nfunc Hello(n int) string { return \"hello\" }\n```")
		return p, func() {
			p.SetText("# Other <script>window.hacked = 1</script><img src='data:image/png,x' onerror='window.hacked=1'>")
		}, nil
	}, `all("h2")[0]?.textContent === "Results" && all(".chroma .kd").length === 1`, `all("h1").length === 1 && !window.hacked`},
	{"HTML", func() (models.UIElement, func(), error) {
		p := NewHTML(`<p>Kept <b>bold</b><script>window.hacked = 1</script></p>`)
		return p, func() { p.SetHTML(`<em>other</em>`) }, nil
	}, `all("b").length === 1 && !window.hacked`, `all("em").length === 1`},
	{"Info", func() (models.UIElement, func(), error) {
		p := NewAlert(Info, "All is **well**.")
		return p, func() { p.Show(Danger, "Nothing is well.") }, nil
	}, `v.el.classList.contains("pg-info") && getComputedStyle(v.el).borderLeftWidth === "4px"`, `v.el.classList.contains("pg-danger") && v.el.shadowRoot.textContent.includes("Nothing")`},
	{"Warning", func() (models.UIElement, func(), error) { return NewAlert(Warning, "Mind the *step*."), nil, nil }, "true", ""},
	{"Success", func() (models.UIElement, func(), error) { return NewAlert(Success, "Saved."), nil, nil }, "true", ""},
	{"Image", func() (models.UIElement, func(), error) {
		p := NewImage(svg("teal"), "a box")
		return p, func() { p.SetImage(svg("orange")) }, nil
	}, `all("img")[0]?.naturalWidth === 120`, `all("img")[0]?.naturalWidth === 120`},
	{"Audio", func() (models.UIElement, func(), error) { return NewAudio(wav()), nil, nil }, `all("audio")[0]?.readyState > 0`, ""},
	{"Video", func() (models.UIElement, func(), error) {
		return NewVideo([]byte("\x1aE\xdf\xa3")), nil, nil // a film without pictures: this Chromium may lack the decoders
	}, `all("video")[0]?.src.startsWith("data:video/webm")`, ""},
	{"PDF", func() (models.UIElement, func(), error) {
		p := NewPDF([]byte(pdf))
		p.Height.Set(document.Some(120.0))
		return p, func() { p.SetPage(2) }, nil
	}, `all("embed")[0]?.src.startsWith("blob:")`, `all("embed")[0]?.src.endsWith("#page=2")`},
	{"JSON", func() (models.UIElement, func(), error) {
		p, err := NewJSON(map[string]any{"name": "Earth", "moons": []string{"Moon"}, "habitable": true, "mass": 5.97})
		return p, func() { p.SetValue([]int{1, 2}) }, err
	}, `all(".json-formatter-row").length > 3`, `v.el.shadowRoot.textContent.includes("Array")`},
	{"LaTeX", func() (models.UIElement, func(), error) {
		p := NewLaTeX(`\frac{a}{b} < \sqrt{2}`)
		return p, func() { p.SetText(`so $x^2$ is it`) }, nil
	}, `all(".katex .mfrac").length === 1`, `all(".katex").length === 1 && v.el.shadowRoot.textContent.includes("so")`},
	{"Table", func() (models.UIElement, func(), error) {
		p := NewTable([]planet{{"Earth", 12756}, {"Mars", 6792}})
		return p, func() { p.SetRows([]planet{{"Venus", 12104}}) }, nil
	}, `all("tbody tr").length === 2`, `all("tbody tr").length === 1`},
	{"Stream", func() (models.UIElement, func(), error) {
		p := NewStream()
		p.Append("The *capital* of")
		return p, func() { p.Append(" Italy & more 🏛 is **Rome**.") }, nil
	}, `all("em").length === 1`, `all("strong")[0]?.textContent === "Rome" && v.el.shadowRoot.textContent.includes("& more 🏛")`},
	{"Log", func() (models.UIElement, func(), error) {
		p := NewTextStream()
		p.Append("<b>one</b>\n")
		return p, func() { p.Append("two\n") }, nil
	}, `v.el.shadowRoot.textContent.includes("<b>one</b>")`, `v.el.shadowRoot.textContent.includes("<b>one</b>\ntwo")`},
}

var charts = []scene{
	{"Vega", func() (models.UIElement, func(), error) {
		spec := `{"$schema":"https://vega.github.io/schema/vega-lite/v6.json","width":300,"height":150,"data":{"values":[{"a":"A","b":28},{"a":"B","b":%d}]},"mark":"bar","encoding":{"x":{"field":"a","type":"nominal"},"y":{"field":"b","type":"quantitative"}}}`
		p, err := NewVega(fmt.Sprintf(spec, 55))
		return p, func() { p.SetSpec(fmt.Sprintf(spec, 10)) }, err
	}, `all("canvas, svg.marks").length > 0`, `m.data.data.values[1].b === 10`},
	{"ECharts", func() (models.UIElement, func(), error) {
		options := func(kind string) any {
			return map[string]any{"xAxis": map[string]any{"data": []string{"a", "b"}}, "yAxis": map[string]any{}, "series": []any{map[string]any{"type": kind, "data": []int{1, 2}}}}
		}
		p, err := NewECharts(options("bar"))
		p.Height.Set(document.Some(200.0))
		return p, func() { p.SetOptions(options("line")) }, err
	}, `all("canvas").length > 0`, `v._chart.getOption().series[0].type === "line"`},
	{"Plotly", func() (models.UIElement, func(), error) {
		p, err := NewPlotly(`{"data":[{"type":"scatter","x":[1,2,3],"y":[1,4,9]}],"layout":{"title":{"text":"Squares"}}}`)
		p.Height.Set(document.Some(250.0))
		return p, func() {
			p.SetFigure(`{"data":[{"type":"bar","x":[1,2],"y":[3,4]}],"layout":{"title":{"text":"Bars"}}}`)
		}, err
	}, `all(".scatterlayer .trace").length === 1 && all(".gtitle")[0]?.textContent === "Squares"`, `all(".barlayer .trace").length === 1 && all(".gtitle")[0]?.textContent === "Bars"`},
	{"DeckGL", func() (models.UIElement, func(), error) {
		spec := `{"initialViewState":{"longitude":0,"latitude":0,"zoom":1},"controller":true,"layers":[{"@@type":"ScatterplotLayer","id":"dots","data":[{"at":[0,0]},{"at":[20,%d]}],"getPosition":"@@=at","getRadius":200000,"getFillColor":[200,60,60]}]}`
		p, err := NewDeckGL(fmt.Sprintf(spec, 10))
		p.Height.Set(document.Some(200.0))
		return p, func() { p.SetSpec(fmt.Sprintf(spec, 30)) }, err
	}, `all("canvas").length > 0`, `m.layers[0].data[1].at[1] === 30`},
	{"Perspective", func() (models.UIElement, func(), error) {
		p := NewPerspective(document.Data{"name": []string{"Earth", "Mars"}, "moons": []int{1, 2}})
		p.Height.Set(document.Some(250.0))
		return p, func() { p.Rows.Show(document.Data{"name": []string{"Venus"}, "moons": []int{0}}) }, nil
	}, `all("perspective-viewer").length === 1`, `m.source.data.name[0] === "Venus"`},
}

// stage is an app that shows scenes.
func stage(scenes []scene) panelgo.App {
	return func(doc *document.Document) error {
		column := document.New[models.Column]()
		column.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
		var rows []models.UIElement
		for _, s := range scenes {
			p, change, err := s.make()
			if err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
			button := widgets.NewButton("change " + s.name)
			button.Width.Set(document.Some(160.0))
			if change != nil {
				button.OnClick(change)
			}
			row := document.New[models.Row]()
			row.Name.Set(document.Some(s.name))
			row.Children.Set([]models.UIElement{button, p})
			row.Spacing.Set(10)
			row.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
			rows = append(rows, row)
		}
		column.Children.Set(rows)
		column.Spacing.Set(8)
		doc.Add(column)
		return nil
	}
}

// inside is JavaScript that looks into the pane of a scene.
func inside(name, expression string) string {
	return chrome.JS(fmt.Sprintf(`(() => {const m = model(%q).children[1]; const v = view(m); const all = (s) => every(v.shadow_el ?? v.el, s); return (%s)})()`, name, expression))
}

func perform(t *testing.T, scenes []scene) {
	t.Helper()
	address := publish(t, scenes)
	tab := chrome.OpenAs(t, address, chrome.View{Width: 1000, Height: 1900})
	for _, s := range scenes {
		tab.Wait(inside(s.name, s.first))
	}
	tab.Shot("light.png")
	for _, s := range scenes {
		if s.then != "" {
			tab.Click(tab.Inside("change "+s.name, "button"))
			tab.Wait(inside(s.name, s.then))
		}
	}
	tab.Shot("changed.png")
	dark := chrome.OpenAs(t, address, chrome.View{Width: 1000, Height: 1900, Dark: true})
	for _, s := range scenes {
		dark.Wait(inside(s.name, s.first))
	}
	dark.Shot("dark.png")
}

func TestEveryPaneInChromium(t *testing.T) { perform(t, texts) }

func TestChartsOfOtherLibrariesInChromium(t *testing.T) { perform(t, charts) }

// tinted is JavaScript that says that a chart draws its words in the colours of a theme.
var tinted = map[string]string{
	"Vega":        `v.vega_view._runtime.signals.background.value === "transparent" && v.vega_view.scenegraph().toJSON().includes(%[1]q)`,
	"ECharts":     `v._chart.getZr().storage.getDisplayList().some((d) => d.style.fill === %[1]q)`,
	"Plotly":      `getComputedStyle(all(".xtick text")[0]).fill === %[2]q`,
	"Perspective": `all("perspective-viewer")[0].getAttribute("theme") === %[3]q`,
}

func TestChartsOfOtherLibrariesFollowTheTheme(t *testing.T) {
	tab := chrome.OpenAs(t, publish(t, charts), chrome.View{Width: 1000, Height: 1500})
	for _, theme := range [][4]string{{"", "#4b5565", "rgb(75, 85, 101)", "Pro Light"}, {"dark", "#b4bccb", "rgb(180, 188, 203)", "Pro Dark"}, {"light", "#4b5565", "rgb(75, 85, 101)", "Pro Light"}} {
		if theme[0] != "" {
			chrome.Eval[string](tab, fmt.Sprintf("document.documentElement.dataset.theme = %q", theme[0]))
		}
		for _, s := range charts {
			tab.Wait(inside(s.name, s.first))
			if condition := tinted[s.name]; condition != "" {
				tab.Wait(inside(s.name, words(condition, theme[1:]...)+" && "+s.first))
			}
		}
		tab.Shot("switched-" + theme[0] + ".png")
	}
}

// words puts texts into JavaScript, where %[1]q and so on stand for them.
func words(code string, texts ...string) string {
	for i, text := range texts {
		code = strings.ReplaceAll(code, fmt.Sprintf("%%[%d]q", i+1), strconv.Quote(text))
	}
	return code
}

// publish serves scenes, and answers where.
func publish(t *testing.T, scenes []scene) string {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	server, err := panelgo.New(panelgo.Apps{"stage": stage(scenes)}, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server) + "/stage"
}
