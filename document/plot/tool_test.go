package plot_test

import (
	"math"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// three are points in the corners and the middle of a figure that shows 0 to 10.
func three() *plot.Source {
	return plot.NewSource(document.Data{"x": []float64{1, 5, 9}, "y": []float64{1, 5, 9}, "kind": []string{"low", "mid", "high"}})
}

func TestAPannedFigureTellsGoWhatItShows(t *testing.T) {
	var first, second *plot.Figure
	var last plot.Window
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		first, second = plot.New("a").SetXRange(0, 10).SetYRange(0, 10), plot.New("b").SetYRange(0, 10)
		first.Scatter(three(), "x", "y", plot.Style{})
		second.Scatter(three(), "x", "y", plot.Style{})
		plot.LinkX(first, second)
		first.OnXWindow(func(w plot.Window) { last = w })
		return named(first, second)
	})
	s.Sweep(s.frame("fig 0"), 0.5, 0.5, 0.3, 0.5)
	s.until(func() bool { return math.Abs(last.Low-2) < 0.2 && math.Abs(last.High-12) < 0.2 })
	s.WaitModel("fig 1", "Math.abs(view(m).frame.x_range.start - 2) < 0.2")
	s.turn(func() { first.XRange.Get().(*models.Range1d).Start.Set(4) })
	s.WaitModel("fig 1", "view(m).frame.x_range.start === 4")
}

func TestSelectingByTapAndLasso(t *testing.T) {
	source := three()
	var fig, other *plot.Figure
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		source = three()
		fig, other = plot.New("tap").SetXRange(0, 10).SetYRange(0, 10).TapSelect(), plot.New("lasso").SetXRange(0, 10).SetYRange(0, 10).LassoSelect()
		fig.Scatter(source, "x", "y", plot.Style{Size: 20})
		other.Scatter(source, "x", "y", plot.Style{Size: 20})
		return named(fig, other)
	})
	s.Click(s.frame("fig 0").At(0.5, 0.5))
	s.until(func() bool { return len(source.SelectedRows()) == 1 && source.SelectedRows()[0] == 1 })
	s.Trace(s.frame("fig 1"), [2]float64{0.7, 0.02}, [2]float64{0.98, 0.02}, [2]float64{0.98, 0.3}, [2]float64{0.7, 0.3}, [2]float64{0.7, 0.1})
	s.until(func() bool { return len(source.SelectedRows()) == 1 && source.SelectedRows()[0] == 2 })
	s.turn(func() { source.Select(0, 2) })
	s.WaitModel("fig 0", "m.renderers[0].data_source.selected.indices.length === 2")
}

func TestATapIsHeard(t *testing.T) {
	var at plot.Point
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig := plot.New("").SetXRange(0, 10).SetYRange(0, 10)
		fig.Scatter(three(), "x", "y", plot.Style{})
		fig.OnTap(func(p plot.Point) { at = p })
		return named(fig)
	})
	s.Click(s.frame("fig 0").At(0.25, 0.25))
	s.until(func() bool { return math.Abs(at.X-2.5) < 0.1 && math.Abs(at.Y-7.5) < 0.1 })
}

func TestHoverSaysWhatIsBelowTheMouse(t *testing.T) {
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig := plot.New("").SetXRange(0, 10).SetYRange(0, 10).Crosshair()
		fig.Scatter(three(), "x", "y", plot.Style{Size: 20})
		fig.Hover(plot.Tip{Label: "Kind", Column: "kind"}, plot.Tip{Label: "Level", Column: "y", Format: "0.00"},
			plot.Tip{Label: "Day", Column: "x", Format: "%F", As: plot.AsDatetime})
		return named(fig)
	})
	s.Point(s.frame("fig 0").At(0.5, 0.5))
	s.WaitText("mid")
	s.WaitText("5.00")
	s.WaitText("1970-01-01")
	s.Shot("hover.png")
}

func TestALegendHidesAndMutes(t *testing.T) {
	var line, points *models.GlyphRenderer
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		hides, mutes := plot.New("").SetXRange(0, 10), plot.New("").SetXRange(0, 10)
		line = hides.Line(three(), "x", "y", plot.Style{Legend: "a line"})
		points = mutes.Scatter(three(), "x", "y", plot.Style{LegendBy: "kind", ColorBy: plot.Col("kind").With(plot.FactorColors("low", "mid", "high"))})
		mutes.MuteByLegend().LegendBeside()
		return named(hides, mutes)
	})
	s.Shot("legend.png")
	s.ClickText(".bk-label", "a line")
	s.until(func() bool { return !line.Visible.Get() })
	s.ClickText(".bk-label", "mid")
	s.until(func() bool { return points.Muted.Get() })
	s.turn(func() { line.Visible.Set(true) })
	s.WaitModel("fig 0", "m.renderers[0].visible")
}

func TestVisitorsDrawPoints(t *testing.T) {
	var source *plot.Source
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		source = plot.NewSource(document.Data{"x": []float64{1}, "y": []float64{1}})
		fig := plot.New("").SetXRange(0, 10).SetYRange(0, 10)
		fig.EditPoints(fig.Scatter(source, "x", "y", plot.Style{Size: 16}))
		return named(fig)
	})
	s.Click(s.frame("fig 0").At(0.8, 0.2))
	s.until(func() bool {
		x, _ := plot.Values[float64](source, "x")
		y, ok := plot.Values[float64](source, "y")
		return ok && len(x) == 2 && len(y) == 2 && math.Abs(x[1]-8) < 0.1 && math.Abs(y[1]-8) < 0.1
	})
	s.turn(func() {
		if err := source.Patch(map[string][]document.Cells{"x": {{Rows: 0, Values: 3.0}}}); err != nil {
			t.Error(err)
		}
	})
	s.WaitModel("fig 0", "m.renderers[0].data_source.data.x[0] === 3")
}

func TestOneToolbarServesAllFiguresOfAGrid(t *testing.T) {
	var figures []*plot.Figure
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		for range 3 {
			f := plot.New("").SetXRange(0, 10).SetYRange(0, 10)
			f.Scatter(three(), "x", "y", plot.Style{})
			figures = append(figures, f)
		}
		named(figures...)
		return []document.Model{plot.Grid(2, figures...)}
	})
	s.Sweep(s.frame("fig 0"), 0.5, 0.5, 0.3, 0.5)
	s.Sweep(s.frame("fig 2"), 0.5, 0.5, 0.3, 0.5)
	moved := func(f *plot.Figure) bool { w, ok := f.XWindow(); return ok && w.Low > 1 }
	s.until(func() bool { return moved(figures[0]) && !moved(figures[1]) && moved(figures[2]) })
	s.Shot("grid.png")
	s.Click(s.Find(".bk-tool-icon-reset"))
	s.until(func() bool { return !moved(figures[0]) && !moved(figures[2]) })
}
