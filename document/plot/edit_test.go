package plot_test

import (
	"fmt"
	"math"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// drawn is what a figure's browser has in a column.
func drawn(figure, column, condition string) string {
	return chrome.JS(fmt.Sprintf(`((c) => %s)([...model(%q).renderers[0].data_source.data[%q]].map((v) => v?.length ? [...v] : v))`, condition, figure, column))
}

// like reports whether two lists of numbers are the same, but for what a px is worth.
func like(got []float64, want ...float64) bool {
	for i, x := range got {
		if i >= len(want) || math.Abs(x-want[i]) > 0.15 {
			return false
		}
	}
	return len(got) == len(want)
}

// has reports whether a column of a source is like some numbers.
func has(source *plot.Source, column string, want ...float64) bool {
	got, ok := plot.Values[float64](source, column)
	return ok && like(got, want...)
}

// square is a figure that shows 0 to 10 both ways.
func square(title string) *plot.Figure { return plot.New(title).SetXRange(0, 10).SetYRange(0, 10) }

func TestVisitorsEditPoints(t *testing.T) {
	var source *plot.Source
	start := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		x, day, kind, n := make([]int, 12), make([]time.Time, 12), make([]string, 12), make([]int, 12)
		for i := range x {
			x[i], day[i], kind[i], n[i] = i, start.AddDate(0, 0, i), "given", 100+i
		}
		source = plot.NewSource(document.Data{"x": x, "y": []float64{1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}, "day": day, "kind": kind, "n": n})
		fig := plot.New("points").SetXRange(-1, 12).SetYRange(0, 10)
		fig.EditPoints(fig.Scatter(source, "x", "y", plot.Style{Size: 16}))
		return named(fig)
	})
	at := func(x, y float64) chrome.Box { return s.frame("fig 0").At((x+1)/13, 1-y/10) }
	s.Trace(s.frame("fig 0"), [2]float64{4. / 13, 0.9}, [2]float64{4.2 / 13, 0.7}, [2]float64{4.5 / 13, 0.5})
	s.until(func() bool { return has(source, "y", 1, 1, 1, 5, 1, 1, 1, 1, 1, 1, 1, 1) })

	s.Click(at(2, 1))
	s.until(func() bool { return len(source.SelectedRows()) == 1 })
	s.ClickWith(chrome.Shift, at(10, 1))
	s.until(func() bool { return len(source.SelectedRows()) == 2 })
	s.Press(chrome.Backspace)
	s.until(func() bool { return has(source, "x", 0, 1, 3.5, 4, 5, 6, 7, 8, 9, 11) })
	s.turn(func() {
		days, okDays := plot.Values[time.Time](source, "day")
		kinds, okKinds := plot.Values[string](source, "kind")
		n, okN := plot.Values[int](source, "n")
		if !okDays || !okKinds || !okN || !days[9].Equal(start.AddDate(0, 0, 11)) || kinds[9] != "given" || n[9] != 111 {
			t.Errorf("%v %v %v", days, kinds, n)
		}
		source.Show(document.Data{"x": []int{5}, "y": []float64{9}, "day": []time.Time{start}, "kind": []string{"new"}, "n": []int{1}})
	})
	s.Wait(drawn("fig 0", "y", "c.length === 1 && c[0] === 9"))
}

func TestVisitorsEditBoxes(t *testing.T) {
	var rects, quads *plot.Source
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		one, two := square("rectangles"), square("quads")
		rects = plot.NewSource(document.Data{"x": []int{2}, "y": []int{2}, "w": []int{2}, "h": []int{2}, "name": []string{"a"}})
		one.EditBoxes(one.Draw(rects, plot.Rect{X: plot.Col("x"), Y: plot.Col("y"), Width: plot.Col("w"), Height: plot.Col("h")}, plot.Style{}))
		quads = plot.NewSource(document.Data{"l": []float64{}, "r": []float64{}, "t": []float64{}, "b": []float64{}})
		two.EditBoxes(two.Draw(quads, plot.Quad{Left: plot.Col("l"), Right: plot.Col("r"), Top: plot.Col("t"), Bottom: plot.Col("b")}, plot.Style{}))
		return named(one, two)
	})
	one := s.frame("fig 0")
	s.TraceWith(chrome.Shift, one, [2]float64{0.5, 0.5}, [2]float64{0.6, 0.4}, [2]float64{0.9, 0.1})
	s.until(func() bool {
		return has(rects, "x", 2, 7) && has(rects, "y", 2, 7) && has(rects, "w", 2, 4) && has(rects, "h", 2, 4)
	})
	s.Trace(one, [2]float64{0.2, 0.8}, [2]float64{0.25, 0.75}, [2]float64{0.3, 0.6})
	s.until(func() bool { return has(rects, "x", 3, 7) && has(rects, "y", 4, 7) })
	s.Click(one.At(0.7, 0.3))
	s.until(func() bool { return len(rects.SelectedRows()) == 1 && rects.SelectedRows()[0] == 1 })
	s.Press(chrome.Backspace)
	s.until(func() bool {
		names, ok := plot.Values[string](rects, "name")
		return ok && len(names) == 1 && names[0] == "a" && has(rects, "x", 3)
	})
	s.turn(func() {
		rects.Show(document.Data{"x": []int{5}, "y": []int{5}, "w": []int{9}, "h": []int{9}, "name": []string{"b"}})
	})
	s.Wait(drawn("fig 0", "w", "c.length === 1 && c[0] === 9"))

	two := s.frame("fig 1")
	s.Hold(two.At(0.1, 0.9), func() { s.Wait(drawn("fig 1", "l", "c.length === 1")) })
	s.Point(two.At(0.4, 0.5))
	s.Hold(two.At(0.4, 0.5), func() {
		s.until(func() bool {
			return has(quads, "l", 1) && has(quads, "r", 4) && has(quads, "b", 1) && has(quads, "t", 5)
		})
	})
	s.Shot("boxes.png")
}

func TestVisitorsEditPolygons(t *testing.T) {
	var source *plot.Source
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig := square("polygons")
		source = plot.NewSource(document.Data{"xs": [][]float64{{1, 3, 3}}, "ys": [][]float64{{1, 1, 3}}, "name": []string{"given"}})
		fig.EditPolygons(fig.Draw(source, plot.Patches{Xs: plot.Col("xs"), Ys: plot.Col("ys")}, plot.Style{}))
		return named(fig)
	})
	shape := func(row int, xs, ys []float64) bool {
		allX, okX := plot.Values[[]float64](source, "xs")
		allY, okY := plot.Values[[]float64](source, "ys")
		return okX && okY && row < len(allX) && like(allX[row], xs...) && like(allY[row], ys...)
	}
	at := s.frame("fig 0")
	s.Hold(at.At(0.5, 0.5), func() { s.Wait(drawn("fig 0", "xs", "c.length === 2")) })
	s.Point(at.At(0.8, 0.5))
	s.Click(at.At(0.8, 0.5))
	s.Wait(drawn("fig 0", "xs", "c[1].length === 3"))
	s.Point(at.At(0.8, 0.2))
	s.Hold(at.At(0.8, 0.2), func() {
		s.until(func() bool { return shape(1, []float64{5, 8, 8}, []float64{5, 5, 8}) })
	})
	s.Shot("polygons.png")

	s.Trace(at, [2]float64{0.25, 0.85}, [2]float64{0.3, 0.8}, [2]float64{0.35, 0.65})
	s.until(func() bool { return shape(0, []float64{2, 4, 4}, []float64{3, 3, 5}) })
	s.Click(at.At(0.75, 0.4))
	s.until(func() bool { return len(source.SelectedRows()) == 1 && source.SelectedRows()[0] == 1 })
	s.Press(chrome.Backspace)
	s.until(func() bool {
		names, ok := plot.Values[string](source, "name")
		return ok && len(names) == 1 && names[0] == "given"
	})
	s.turn(func() {
		source.Show(document.Data{"xs": [][]float64{{0, 9, 9}}, "ys": [][]float64{{0, 0, 9}}, "name": []string{"set"}})
	})
	s.Wait(drawn("fig 0", "xs", "c.length === 1 && c[0].join() === '0,9,9'"))
}

func TestVisitorsDrawFreehand(t *testing.T) {
	var source *plot.Source
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig := square("freehand")
		source = plot.NewSource(document.Data{"xs": [][]float64{}, "ys": [][]float64{}})
		fig.EditFreehand(fig.Draw(source, plot.MultiLine{Xs: plot.Col("xs"), Ys: plot.Col("ys")}, plot.Style{Width: 3}))
		return named(fig)
	})
	at := s.frame("fig 0")
	s.Trace(at, [2]float64{0.1, 0.9}, [2]float64{0.3, 0.9}, [2]float64{0.3, 0.5}, [2]float64{0.8, 0.5})
	s.until(func() bool {
		xs, ok := plot.Values[[]float64](source, "xs")
		return ok && len(xs) == 1 && like(xs[0][len(xs[0])-1:], 8)
	})
	s.Shot("freehand.png")
	s.turn(func() {
		source.Show(document.Data{"xs": [][]float64{{1, 2}, {3, 4}}, "ys": [][]float64{{1, 1}, {5, 5}}})
	})
	s.Wait(drawn("fig 0", "xs", "c.length === 2"))
	s.Click(at.At(0.15, 0.9))
	s.until(func() bool { return len(source.SelectedRows()) == 1 && source.SelectedRows()[0] == 0 })
	s.Press(chrome.Backspace)
	s.until(func() bool {
		xs, ok := plot.Values[[]float64](source, "xs")
		return ok && len(xs) == 1 && like(xs[0], 3, 4)
	})
}

func TestAnOverviewShowsAndMovesTheWindow(t *testing.T) {
	var detail *plot.Figure
	var heard plot.Window
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		detail = plot.New("detail").SetXRange(2, 4)
		overview := plot.New("overview").SetXRange(0, 10).SetHeight(140)
		for _, f := range []*plot.Figure{detail, overview} {
			f.Line(three(), "x", "y", plot.Style{})
		}
		overview.Overview(detail)
		detail.OnXWindow(func(w plot.Window) { heard = w })
		return named(detail, overview)
	})
	at := s.frame("fig 1")
	near := func(low, high float64) func() bool {
		return func() bool { return like([]float64{heard.Low, heard.High}, low, high) }
	}
	s.Shot("overview.png")
	s.Trace(at, [2]float64{0.3, 0.5}, [2]float64{0.4, 0.5}, [2]float64{0.6, 0.5})
	s.until(near(5, 7))
	s.WaitModel("fig 0", "Math.abs(view(m).frame.x_range.start - 5) < 0.2")
	s.Trace(at, [2]float64{0.7, 0.5}, [2]float64{0.75, 0.5}, [2]float64{0.9, 0.5})
	s.until(near(5, 9))
	s.turn(func() { detail.SetXRange(1, 2) })
	s.WaitModel("fig 1", "m.toolbar.tools.some((t) => t.type === 'RangeTool' && t.overlay.left === 1 && t.overlay.right === 2)")
	s.Trace(at, [2]float64{0.15, 0.5}, [2]float64{0.2, 0.5}, [2]float64{0.35, 0.5})
	s.until(near(3, 4))
}

func TestVisitorsEditCornersAndLines(t *testing.T) {
	var shapes, track *plot.Source
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		one, two := square("corners"), square("a line")
		shapes = plot.NewSource(document.Data{"xs": [][]int{{1, 5, 5, 1}}, "ys": [][]int{{1, 1, 5, 5}}})
		one.EditVertices(one.Draw(shapes, plot.Patches{Xs: plot.Col("xs"), Ys: plot.Col("ys")}, plot.Style{}))
		track = plot.NewSource(document.Data{"hour": []int{1, 5, 9}, "level": []int{1, 5, 9}})
		two.EditLine(two.Line(track, "hour", "level", plot.Style{Width: 4}))
		return named(one, two)
	})
	shape := func(xs, ys []float64) func() bool {
		return func() bool {
			allX, okX := plot.Values[[]float64](shapes, "xs")
			allY, okY := plot.Values[[]float64](shapes, "ys")
			return okX && okY && len(allX) == 1 && like(allX[0], xs...) && like(allY[0], ys...)
		}
	}
	corners := func(figure string, n int) string {
		return chrome.JS(fmt.Sprintf(`model(%q).renderers[1].data_source.get_length() === %d`, figure, n))
	}
	at := s.frame("fig 0")
	s.Hold(at.At(0.3, 0.7), func() { s.Wait(corners("fig 0", 4)) })
	s.Shot("corners.png")
	s.Trace(at, [2]float64{0.5, 0.5}, [2]float64{0.6, 0.4}, [2]float64{0.8, 0.2})
	s.until(shape([]float64{1, 5, 8, 1}, []float64{1, 1, 8, 5}))
	s.Click(at.At(0.1, 0.5))
	s.Wait(chrome.JS(`model("fig 0").renderers[1].data_source.selected.indices.join() === "3"`))
	s.Press(chrome.Backspace)
	s.until(shape([]float64{1, 5, 8}, []float64{1, 1, 8}))
	s.turn(func() { shapes.Show(document.Data{"xs": [][]int{{0, 9, 9}}, "ys": [][]int{{0, 0, 9}}}) })
	s.Wait(drawn("fig 0", "xs", "c.length === 1 && c[0].join() === '0,9,9'"))

	at = s.frame("fig 1")
	s.Hold(at.At(0.3, 0.7), func() { s.Wait(corners("fig 1", 3)) })
	s.Trace(at, [2]float64{0.5, 0.5}, [2]float64{0.5, 0.4}, [2]float64{0.55, 0.2})
	s.until(func() bool { return has(track, "hour", 1, 5.5, 9) && has(track, "level", 1, 8, 9) })
	s.Shot("line.png")
	s.turn(func() { track.Show(document.Data{"hour": []int{0, 9}, "level": []int{5, 5}}) })
	s.Wait(drawn("fig 1", "hour", "c.join() === '0,9'"))
}

func TestValuesTakeWhatBrowsersMakeOfColumns(t *testing.T) {
	day := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	ms := float64(day.UnixMilli())
	source := plot.NewSource(document.Data{
		"days": []any{ms, math.NaN(), math.Inf(1)}, "lists": []any{[]any{1.5, 2.0}, document.NewArray([]int32{3, 4}, 2), []float64{}},
		"mixed": []any{1.5, "x", nil}, "uneven": []any{[]any{1.5, "x"}, []any{}, []any{}},
	})
	if days, ok := plot.Values[time.Time](source, "days"); !ok || !days[0].Equal(day) || !days[1].IsZero() || !days[2].IsZero() {
		t.Errorf("days are %v", days)
	}
	if lists, ok := plot.Values[[]float64](source, "lists"); !ok || fmt.Sprint(lists) != "[[1.5 2] [3 4] []]" {
		t.Errorf("lists are %v", lists)
	}
	for _, name := range []string{"mixed", "uneven", "none"} {
		_, numbers := plot.Values[float64](source, name)
		_, lists := plot.Values[[]float64](source, name)
		if numbers || lists {
			t.Errorf("%s passes", name)
		}
	}
}
