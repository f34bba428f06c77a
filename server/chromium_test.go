package server_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// sized makes a model of a size, for libraries that draw nothing into no room.
func sized[T any](set func(*T)) *T {
	m := document.New[T]()
	set(m)
	return m
}

var (
	wide = document.Some(400.0)
	high = document.Some(200.0)
)

func source() *models.ColumnDataSource {
	s := document.New[models.ColumnDataSource]()
	s.Data.Set(document.Data{"index": []int{0, 1, 2}, "x": []float64{1, 2, 3}, "y": []float64{3, 1, 2}})
	return s
}

// helloData is what a component of one's own keeps.
type helloData struct {
	document.Base `bokeh:"test.HelloData"`
}

// drawn are models that a third party's library draws, each with what the library leaves in the
// page when it has.
var drawn = []struct {
	name  string
	model func() document.Model
	sign  string // selector
}{
	{"ace", func() document.Model {
		return sized(func(m *models.AcePlot) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Code.Set("package main")
			m.Language.Set("golang")
			m.Theme.Set("monokai")
		})
	}, ".ace_keyword"},
	{"echarts", func() document.Model {
		return sized(func(m *models.ECharts) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Data.Set(map[string]any{"xAxis": map[string]any{"data": []any{"a", "b"}}, "yAxis": map[string]any{}, "series": []any{map[string]any{"type": "bar", "data": []any{1, 2}}}})
			m.Options.Set(map[string]any{})
			m.EventConfig.Set(map[string]any{})
			m.JSEvents.Set(map[string]any{})
		})
	}, "[_echarts_instance_] canvas"},
	{"filepond", func() document.Model { return sized(func(m *models.FileDropper) { m.Width.Set(wide) }) }, ".filepond--drop-label"},
	{"jsoneditor", func() document.Model {
		return sized(func(m *models.JSONEditor) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Data.Set(map[string]any{"a": 1})
		})
	}, ".jsoneditor-tree"},
	{"katex", func() document.Model { return sized(func(m *models.KaTeX) { m.Text.Set(`$\frac{1}{2}$`) }) }, ".katex .mfrac"},
	{"mathjax", func() document.Model { return sized(func(m *models.MathJax) { m.Text.Set(`$$\frac{1}{2}$$`) }) }, "mjx-container, svg[role=img]"},
	{"perspective", func() document.Model {
		return sized(func(m *models.Perspective) {
			m.Width.Set(wide)
			m.Height.Set(document.Some(300.0))
			m.Source.Set(source())
			m.Schema.Set(map[string]any{"index": "integer", "x": "float", "y": "float"})
			m.Columns.Set([]document.Opt[string]{document.Some("x"), document.Some("y")})
			m.Plugin.Set("datagrid")
			m.PluginConfig.Set(map[string]any{})
			m.ColumnsConfig.Set(map[string]any{})
			m.Aggregates.Set(map[string]any{})
			m.Expressions.Set(map[string]any{})
			m.Theme.Set("pro")
		})
	}, "perspective-viewer-datagrid"},
	{"plotly", func() document.Model {
		return sized(func(m *models.PlotlyPlot) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Data.Set([]any{map[string]any{"type": "scatter", "x": []any{1, 2}, "y": []any{1, 2}}})
			m.DataSources.Set([]models.AnyColumnDataSource{document.New[models.ColumnDataSource]()}) // one per trace
			m.Layout.Set(map[string]any{})
			m.Config.Set(map[string]any{})
		})
	}, ".js-plotly-plot .scatterlayer path"},
	{"quill", func() document.Model {
		return sized(func(m *models.QuillInput) { m.Width.Set(wide); m.Height.Set(high); m.Text.Set("<p>hello</p>") })
	}, ".ql-editor p"},
	{"tabulator", func() document.Model {
		return sized(func(m *models.DataTabulator) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Source.Set(source())
			column := document.New[models.TableColumn]()
			column.Field.Set("x")
			m.Columns.Set([]*models.TableColumn{column})
			m.Configuration.Set(map[string]any{"columns": []any{map[string]any{"field": "x"}}})
			m.Indexes.Set([]string{"index"})
			m.Aggregators.Set(map[string]any{})
			m.Buttons.Set(map[string]any{})
		})
	}, ".tabulator-row .tabulator-cell"},
	{"terminal", func() document.Model {
		return sized(func(m *models.Terminal) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Output.Set("hello")
			m.Options.Set(map[string]any{})
		})
	}, ".xterm-screen canvas"},
	{"vega", func() document.Model {
		return sized(func(m *models.VegaPlot) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Data.Set(map[string]any{
				"$schema": "https://vega.github.io/schema/vega-lite/v6.json", "data": map[string]any{"values": []any{map[string]any{"a": 1, "b": 2}}},
				"mark": "bar", "encoding": map[string]any{"x": map[string]any{"field": "a", "type": "nominal"}, "y": map[string]any{"field": "b", "type": "quantitative"}},
			})
		})
	}, ".vega-embed canvas, .vega-embed svg"},
	{"vizzu", func() document.Model {
		return sized(func(m *models.VizzuChart) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Source.Set(source())
			m.Columns.Set([]any{map[string]any{"name": "x", "type": "measure"}, map[string]any{"name": "y", "type": "measure"}})
			m.Config.Set(map[string]any{"x": "x", "y": "y"})
			m.Animation.Set(map[string]any{})
			m.Style.Set(map[string]any{})
		})
	}, "canvas"},
	{"esm", func() document.Model {
		return sized(func(m *models.AnyWidgetComponent) {
			m.ESM.Set(`function render({ el }) { el.innerHTML = "<b class='esm-was-here'>hello</b>" }; export default { render }`)
			m.Data.Set(document.New[helloData]())
			m.ClassName.Set("Hello")
			m.Importmap.Set(map[string]any{})
		})
	}, ".esm-was-here"},
	{"vtk", func() document.Model {
		return sized(func(m *models.VTKJSPlot) { m.Width.Set(wide); m.Height.Set(high) })
	}, "canvas"},
	{"deckgl", func() document.Model {
		return sized(func(m *models.DeckGLPlot) {
			m.Width.Set(wide)
			m.Height.Set(high)
			m.Data.Set(map[string]any{"views": []any{}, "mapStyle": nil})
			m.InitialViewState.Set(map[string]any{"longitude": 0, "latitude": 0, "zoom": 1})
			m.Layers.Set([]any{})
			m.Tooltip.Set(false)
			m.Configuration.Set("{}")
		})
	}, "canvas"},
}

// TestLibrariesDraw opens a page for each library that Panel's models use: the page loads it from
// this server alone, its security policy lets it work, and it draws.
func TestLibrariesDraw(t *testing.T) {
	all := server.Apps{}
	for _, d := range drawn {
		all["/"+d.name] = func(doc *document.Document) error {
			doc.Define(document.New[helloData]())
			doc.Add(d.model())
			return nil
		}
	}
	at := servertest.Serve(t, all, server.Options{}, sessions)
	for _, d := range drawn {
		t.Run(d.name, func(t *testing.T) {
			tab := chrome.Open(t, at+"/"+d.name)
			tab.Find(d.sign)
			tab.Shot("drawn.png")
		})
	}
}

// TestEmbeddingInAnothersPage shows an app in a page of another origin, twice, with the snippet of
// autoload.js.
func TestEmbeddingInAnothersPage(t *testing.T) { // conformance 6
	var at string
	blog := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, `<!DOCTYPE html><link rel="icon" href="data:,"><h1>Somebody's blog</h1>`)
		for _, id := range []string{"one", "two"} {
			fmt.Fprintf(w, `<p>Here it is:</p><script id="%s" src="%s/counter/autoload.js?bokeh-autoload-element=%s&amp;bokeh-app-path=/counter&amp;bokeh-absolute-url=%s/counter" async></script>`, id, at, id, at)
		}
	}))
	defer blog.Close()
	at = servertest.Serve(t, apps, server.Options{AllowWebSocketOrigin: []string{strings.TrimPrefix(blog.URL, "http://")}}, sessions)
	tab := chrome.Blank(t, chrome.View{})
	tab.Go(blog.URL)
	tab.Wait(`document.querySelector("#one, #two") == null && Bokeh.documents.length === 2`) // each has taken its script's place
	tab.WaitText("value: 0")
	tab.Drag("Value", 0.5)
	tab.WaitText("value: 500")
	for _, problem := range tab.Problems() {
		if !strings.Contains(problem, at) { // asking another origin is the point here
			t.Error(problem)
		}
	}
	tab.Forgive()
}

// TestPartsComeWhenTheyAreNeeded opens a page that has nothing but a text, and adds widgets, a
// table and Panel's models while it is open: their bundles are not there yet.
func TestPartsComeWhenTheyAreNeeded(t *testing.T) {
	add := make(chan func(*document.Document), 1)
	at := servertest.Serve(t, server.Apps{"/": func(d *document.Document) error {
		d.Go(func(ctx context.Context) func() {
			select {
			case f := <-add:
				return func() { f(d) }
			case <-ctx.Done():
				return nil
			}
		})
		return nil
	}}, server.Options{}, sessions)
	tab := chrome.Open(t, at+"/")
	tab.Wait(`Bokeh.documents.length === 1 && Bokeh.Models.get("Slider") == null`)
	add <- func(d *document.Document) {
		if err := counter(d); err != nil {
			t.Error(err)
		}
		for _, lib := range drawn {
			if lib.name == "tabulator" || lib.name == "katex" {
				d.Add(lib.model())
			}
		}
		d.SetTitle("all there")
	}
	tab.WaitText("value: 0")
	tab.Find(".tabulator-row .tabulator-cell")
	tab.Find(".katex .mfrac")
	tab.Drag("Value", 0.5)
	tab.WaitText("value: 500")
	tab.Shot("late.png")
}

func TestFormulasInTexts(t *testing.T) {
	for _, text := range []string{`so $$x^2$$ is`, `so \(x^2\) is`, `so \[x^2\] is`} {
		at := servertest.Serve(t, server.Apps{"/": func(d *document.Document) error {
			div := document.New[models.Div]()
			div.Text.Set(text)
			d.Add(div)
			return nil
		}}, server.Options{}, sessions)
		tab := chrome.Open(t, at+"/")
		tab.Find("mjx-container, svg[role=img]")
	}
}

func TestPageAtRest(t *testing.T) {
	at := servertest.Serve(t, server.Apps{"/": func(d *document.Document) error {
		code := document.New[models.CustomJS]()
		code.Code.Set("document.title = 'from the app'")
		button := document.New[models.Button]()
		button.Label.Set(models.Str("Go"))
		button.JSEventCallbacks.Set(map[string][]document.Model{"button_click": {code}})
		d.Add(layout.Column(button))
		return nil
	}}, server.Options{}, sessions)
	tab := chrome.Open(t, at+"/")
	tab.ClickText("button", "Go")
	tab.Wait(`document.title === "from the app"`)
}

// TestEachComponentMayComeLater adds each of them in a callback to one page that started empty:
// some find Panel's bundle there already, and lack their library alone.
func TestEachComponentMayComeLater(t *testing.T) {
	add := make(chan func(*document.Document))
	var wait func(*document.Document)
	wait = func(d *document.Document) {
		d.Go(func(ctx context.Context) func() {
			select {
			case f := <-add:
				return func() { f(d); wait(d) }
			case <-ctx.Done():
				return nil
			}
		})
	}
	at := servertest.Serve(t, server.Apps{"/": func(d *document.Document) error { wait(d); return nil }}, server.Options{AllowEval: true}, sessions)
	tab := chrome.Open(t, at+"/")
	for _, lib := range drawn {
		add <- func(d *document.Document) {
			for _, m := range d.Roots() {
				d.Remove(m)
			}
			d.Define(document.New[helloData]())
			d.Add(lib.model())
			d.SetTitle(lib.name)
		}
		tab.Wait(`document.title === "` + lib.name + `"`)
		tab.Find(lib.sign)
	}
	if p := tab.Problems(); len(p) > 0 {
		t.Errorf("the console has %q", p)
	}
}
