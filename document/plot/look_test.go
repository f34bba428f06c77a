package plot_test

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
	"github.com/panelgo/panelgo/session"
)

// sheet shows most of what the room can do, for eyes.
func sheet(*document.Document) []document.Model {
	errors := plot.NewSource(document.Data{"x": []float64{1, 2, 3, 4}, "y": []float64{1, 3, 2, 4}, "low": []float64{.5, 2, 1.5, 3}, "high": []float64{1.5, 4, 2.5, 4.6}})
	notes := plot.New("Annotations").Labels("time, s", "level").SetXRange(0.5, 4.5).SetYRange(0, 5)
	notes.Line(errors, "x", "y", plot.Style{Legend: "mean"})
	notes.Scatter(errors, "x", "y", plot.Style{Legend: "samples", Size: 9})
	notes.LegendAt(models.AnchorTopLeft)
	notes.HLine(2, plot.Style{Dash: models.LineDashDashed})
	notes.VLine(3.5, plot.Style{})
	notes.Box(plot.Edges{Bottom: models.Float(4), Top: models.Float(4.5)}, plot.Style{Color: "#2ba26f"})
	notes.Band(errors, "x", "low", "high", plot.Style{})
	notes.Whiskers(errors, "x", "low", "high", plot.Style{})
	notes.Arrow(plot.Point{X: 1, Y: 4}, plot.Point{X: 2, Y: 3}, plot.Style{})
	notes.Note(plot.Point{X: 2, Y: 3}, "a peak")
	notes.Slope(0.9, 0, plot.Style{Color: "#d4477a"})

	fruit := plot.NewSource(document.Data{"fruit": []string{"apple", "pear", "plum"}, "2024": []int{3, 5, 2}, "2025": []int{1, 1, 4}})
	stack := plot.New("Stacked").CategoricalX(plot.Factors("apple", "pear", "plum"))
	stack.Stack(fruit, "fruit", "2024", "2025")
	stack.LegendBeside()
	groups := plot.New("Nested").CategoricalX(plot.FactorPairs([2]string{"north", "a"}, [2]string{"north", "b"}, [2]string{"south", "a"}))
	groups.Bars(plot.NewSource(document.Data{"k": [][]string{{"north", "a"}, {"north", "b"}, {"south", "a"}}, "n": []int{3, 5, 2}}), "k", "n", plot.Style{})
	log := plot.New("Logarithms, with a bar of colours").LogY()
	heat := plot.LogColors(plot.Viridis, 1, 20_000)
	log.Draw(plot.NewSource(document.Data{"x": []float64{1, 2, 3}, "y": []float64{1, 100, 20_000}}),
		plot.Scatter{X: plot.Col("x"), Y: plot.Col("y"), Size: plot.Num(14)}, plot.Style{ColorBy: plot.Col("y").With(heat)})
	log.ColorBar(heat, "heat")
	first := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	times := plot.New("Times, and a second axis").TimeX()
	days := plot.NewSource(document.Data{"t": []time.Time{first, first.Add(40 * time.Hour), first.Add(90 * time.Hour)}, "y": []float64{1, 100, 20}, "z": []float64{3, 1, 2}})
	times.Area(days, "t", "y", plot.Style{})
	times.AddY("rain", 0, 4).Format(plot.Printf("%.1f mm")).Carry(times.Line(days, "t", "z", plot.Style{}))
	paper := plot.New("On paper").SetTheme(plot.Paper)
	paper.Scatter(errors, "x", "y", plot.Style{Legend: "samples"})
	figures := []*plot.Figure{notes, stack, groups, log, times, paper}
	named(figures...)
	return []document.Model{plot.Grid(2, figures...)}
}

func TestFiguresLookGoodInEveryLight(t *testing.T) {
	for name, view := range map[string]chrome.View{"light": {Height: 1100}, "dark": {Dark: true, Height: 1100}, "phone": {Phone: true}} {
		t.Run(name, func(t *testing.T) {
			s := show(t, view, sheet)
			s.Shot("sheet.png")
			if wide := chrome.Eval[bool](s.Tab, "document.documentElement.scrollWidth > innerWidth"); wide {
				t.Error("the page is wider than the screen")
			}
		})
	}
}

func TestAnAuthorsStyleGoesBeforeTheTheme(t *testing.T) {
	s := show(t, chrome.View{Dark: true}, func(*document.Document) []document.Model {
		styled, plain := plot.New("").SetXRange(0, 10).SetYRange(0, 10), plot.New("").SetXRange(0, 10).SetYRange(0, 10)
		styled.BackgroundFillColor.Set("#204060")
		plain.SetTheme(plot.Theme{Background: "#602040"})
		return named(styled, plain)
	})
	const explicit, theme, dark = "#204060", "#602040", "#14171c"
	for figure, want := range map[string]string{"fig 0": explicit, "fig 1": theme} {
		if n := s.painted(figure, want); n < 10_000 {
			t.Errorf("%s has %d pixels of %s", figure, n, want)
		}
	}
	if s.painted("fig 0", dark) == 0 {
		t.Error("the border is not dark")
	}
	chrome.Eval[bool](s.Tab, `(document.documentElement.dataset.theme = "light", true)`)
	s.Wait(chrome.JS(`view(model("fig 0")).canvas_view.primary.canvas.getContext("2d").getImageData(3, 3, 1, 1).data[0] === 255`))
	if s.painted("fig 0", dark) > 0 || s.painted("fig 0", explicit) < 10_000 || s.painted("fig 1", theme) < 10_000 {
		t.Error("the switch left old colours, or took the author's")
	}
}

func TestAMapHasTilesOfItsOwnServer(t *testing.T) {
	apps := servertest.Serve(t, server.Apps{"/app": func(doc *document.Document) error {
		fig := plot.NewMap("Cities", plot.Tiles{URL: "/tiles/{Z}/{X}/{Y}.png", Attribution: "own tiles"})
		berlin := plot.Mercator(52.52, 13.405)
		fig.Scatter(plot.NewSource(document.Data{"x": []float64{berlin.X}, "y": []float64{berlin.Y}}), "x", "y", plot.Style{Size: 12, Color: "#d4477a"})
		fig.Show(plot.Mercator(47, 5), plot.Mercator(55, 16))
		doc.Add(named(fig)...)
		return nil
	}}, server.Options{}, session.Options{})
	tiles := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		tile := image.NewRGBA(image.Rect(0, 0, 256, 256))
		for i := range 256 * 256 {
			tile.Set(i%256, i/256, color.RGBA{R: 0x20, G: 0x80, B: uint8(len(r.URL.Path)), A: 255})
		}
		png.Encode(w, tile)
	})
	front := newFront(t, apps, tiles)
	tab := chrome.Open(t, front+"/app")
	s := &stage{Tab: tab}
	s.Wait(chrome.JS(`(() => { const c = view(model("fig 0")).canvas_view.primary.canvas, p = c.getContext("2d").getImageData(c.width/2|0, c.height/2|0, 1, 1).data; return p[0] === 0x20 && p[1] === 0x80; })()`))
	s.Shot("map.png")
}

// newFront serves tiles below /tiles/, and all else from the apps' server.
func newFront(t *testing.T, apps string, tiles http.Handler) string {
	t.Helper()
	mux := http.NewServeMux()
	mux.Handle("/tiles/", tiles)
	mux.Handle("/", passOn(apps))
	s := httptest.NewServer(mux)
	t.Cleanup(s.Close)
	return s.URL
}

func TestPlacesGoToTheMapAndBack(t *testing.T) {
	for _, place := range [][2]float64{{0, 0}, {52.52, 13.405}, {-33.87, 151.21}} {
		lat, lon := plot.Degrees(plot.Mercator(place[0], place[1]))
		if math.Abs(lat-place[0]) > 1e-9 || math.Abs(lon-place[1]) > 1e-9 {
			t.Errorf("%v comes back as %v, %v", place, lat, lon)
		}
	}
}

func TestForgedWindowsAndRowsAreHarmless(t *testing.T) {
	var fig *plot.Figure
	var source *plot.Source
	heard := 0
	tab := servertest.Open(t, func(doc *document.Document) error {
		source = three()
		fig = plot.New("").SetXRange(0, 10)
		fig.XRange.Get().(*models.Range1d).Name.Set(document.Some("range"))
		source.Name.Set(document.Some("source"))
		fig.Scatter(source, "x", "y", plot.Style{})
		fig.OnXWindow(func(w plot.Window) {
			heard++
			if !(w.Low < w.High) {
				doc.Log().Error("a window of nothing is reported")
				t.Errorf("heard of %v", w)
			}
		})
		fig.OnTap(func(p plot.Point) { t.Errorf("heard of %v", p) })
		fig.Name.Set(document.Some("fig"))
		doc.Add(fig)
		return nil
	}, "/app")
	tab.Sync()
	tab.SetProperty("range", "start", 20.0) // above its end
	tab.SetProperty("range", "end", 20.0)
	tab.Select("source", -1, 99, 1)
	tab.Trigger("fig", "tap", map[string]any{"x": "here", "y": nil})
	tab.Sync()
	if rows := source.SelectedRows(); fmt.Sprint(rows) != "[1]" {
		t.Errorf("selected are %v", rows)
	}
	tab.SetProperty("source", "data", map[string]any{"x": []any{"a", nil}})
	tab.Sync()
	if _, ok := plot.Values[float64](source, "x"); ok {
		t.Error("words pass for numbers")
	}
	if strings.Contains(fmt.Sprint(plot.Values[float64](source, "y")), "9") {
		t.Error("a column that a browser took away is still there")
	}
	_ = heard
}
