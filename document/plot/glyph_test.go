package plot_test

import (
	"fmt"
	"math"
	"reflect"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

var (
	x, y, half = plot.Col("x"), plot.Col("y"), plot.Num(0.5)
	third      = plot.Num(0.3)
	wide       = plot.Num(1)
)

// every is a value of each glyph, over the columns that gallery makes.
func every() []plot.Glyph {
	heat := plot.Colors(plot.Viridis, 0, 8)
	return []plot.Glyph{
		plot.Line{X: x, Y: y}, plot.Step{X: x, Y: y, Mode: models.StepModeCenter}, plot.Spline{X: x, Y: y, Closed: true}, plot.Patch{X: x, Y: y},
		plot.VArea{X: x, Y1: plot.Num(0), Y2: y}, plot.HArea{Y: x, X1: plot.Num(0), X2: y},
		plot.VAreaStep{X: x, Y1: plot.Num(0), Y2: y}, plot.HAreaStep{Y: x, X1: plot.Num(0), X2: y},
		plot.Scatter{X: x, Y: y, Marker: plot.Str("star"), Size: plot.Num(20)}, plot.Circle{X: x, Y: y, Radius: third},
		plot.Ngon{X: x, Y: y, N: plot.Num(5), Radius: third}, plot.Ellipse{X: x, Y: y, Width: half, Height: wide},
		plot.Rect{X: x, Y: y, Width: half, Height: half}, plot.Block{X: x, Y: y, Width: half, Height: half},
		plot.Quad{Left: x, Right: plot.Col("right"), Bottom: plot.Num(0), Top: y},
		plot.VBar{X: x, Top: y, Width: half}, plot.HBar{Y: x, Right: y, Height: half},
		plot.HSpan{Y: y}, plot.VSpan{X: x}, plot.HStrip{Y0: y, Y1: plot.Col("right")}, plot.VStrip{X0: x, X1: plot.Col("right")},
		plot.Segment{X0: x, Y0: y, X1: plot.Col("right"), Y1: wide}, plot.Ray{X: x, Y: y, Length: plot.Num(40), Angle: plot.Num(45).In("deg")},
		plot.Arc{X: x, Y: y, Radius: half, StartAngle: plot.Num(0), EndAngle: plot.Num(3)},
		plot.Wedge{X: x, Y: y, Radius: half, StartAngle: plot.Num(0), EndAngle: plot.Num(2), Direction: models.DirectionAnticlock},
		plot.Annulus{X: x, Y: y, InnerRadius: third, OuterRadius: half},
		plot.AnnularWedge{X: x, Y: y, InnerRadius: third, OuterRadius: half, StartAngle: plot.Num(0), EndAngle: plot.Num(2)},
		plot.Bezier{X0: x, Y0: y, X1: plot.Col("right"), Y1: wide, Cx0: x, Cy0: wide, Cx1: half, Cy1: half},
		plot.Quadratic{X0: x, Y0: y, X1: plot.Col("right"), Y1: wide, Cx: half, Cy: half},
		plot.HexTile{Q: plot.Col("q"), R: plot.Col("r"), Size: 0.5},
		plot.MultiLine{Xs: plot.Col("xs"), Ys: plot.Col("ys")}, plot.Patches{Xs: plot.Col("xs"), Ys: plot.Col("ys")},
		plot.MultiPolygons{Xs: plot.Col("xss"), Ys: plot.Col("yss")},
		plot.Text{X: x, Y: y, Text: plot.Col("word")}, plot.TeX{X: x, Y: y, Text: plot.Str(`$$\pi$$`)},
		plot.MathML{X: x, Y: y, Text: plot.Str(`<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>`)},
		plot.Image{X: plot.Num(0), Y: plot.Num(0), Dw: plot.Num(4), Dh: plot.Num(4), Image: plot.Col("image"), ColorMapper: heat},
		plot.ImageRGBA{X: plot.Num(0), Y: plot.Num(0), Dw: plot.Num(4), Dh: plot.Num(4), Image: plot.Col("rgba")},
		plot.ImageURL{X: x, Y: y, W: wide, H: wide, URL: plot.Col("url")},
		plot.ImageStack{X: plot.Num(0), Y: plot.Num(0), Dw: plot.Num(4), Dh: plot.Num(4), Image: plot.Col("stack"), ColorMapper: mixer()},
	}
}

func mixer() models.StackColorMapper {
	m := document.New[models.WeightedStackColorMapper]()
	m.Palette.Set([]document.Color{"#d4477a", "#2ba26f"})
	alpha := document.New[models.LinearColorMapper]()
	alpha.Palette.Set([]document.Color{"#00000000", "#000000ff"})
	alpha.Low.Set(document.Some(0.0))
	alpha.High.Set(document.Some(4.0))
	m.AlphaMapper.Set(alpha)
	return m
}

func gallery() document.Data {
	triangle := [][]float64{{0, 1, 0.5}, {1, 2, 1.5}, {2, 3, 2.5}, {3, 4, 3.5}}
	up := [][]float64{{0, 0, 1}, {1, 1, 2}, {2, 2, 3}, {0, 0, 2}}
	polygons := func(parts [][]float64) (all [][][][]float64) {
		for _, p := range parts {
			all = append(all, [][][]float64{{p}})
		}
		return all
	}
	dot := "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='8' height='8'><rect width='8' height='8' fill='%23d4477a'/></svg>"
	four := func(a *document.Array) []*document.Array { return []*document.Array{a, a, a, a} }
	return document.Data{
		"x": []float64{1, 2, 3, 4}, "y": []float64{1, 3, 2, 4}, "right": []float64{1.5, 2.5, 3.5, 4.5},
		"q": []int{0, 1, 2, 0}, "r": []int{0, 0, -1, 1}, "word": []string{"one", "two", "three", "four"},
		"xs": triangle, "ys": up, "xss": polygons(triangle), "yss": polygons(up), "url": []string{dot, dot, dot, dot},
		"image": four(document.NewArray([]float64{0, 2, 4, 8}, 2, 2)),
		"rgba":  four(document.NewArray([]uint32{0xff7a47d4, 0xff7a47d4, 0xffffffff, 0xff7a47d4}, 2, 2)),
		"stack": four(document.NewArray([]float64{4, 0, 0, 4, 4, 0, 0, 4}, 2, 2, 2)),
	}
}

func TestEveryGlyphIsDrawn(t *testing.T) {
	const pink = "#d4477a"
	all := every()
	s := show(t, chrome.View{Width: 1600, Height: 1700}, func(*document.Document) []document.Model {
		source := plot.NewSource(gallery())
		figures := make([]*plot.Figure, len(all))
		for i, g := range all {
			figures[i] = plot.New(reflect.TypeOf(g).Name())
			figures[i].Height.Set(document.Some(200.0))
			switch g.(type) {
			case plot.HSpan, plot.VSpan, plot.HStrip, plot.VStrip: // have no end of their own
				figures[i].SetXRange(0, 5).SetYRange(0, 5)
			}
			figures[i].Draw(source, g, plot.Style{Color: pink, Outline: pink, Alpha: 1})
		}
		named(figures...)
		return []document.Model{plot.Grid(8, figures...)}
	})
	s.Shot("glyphs.png")
	for i, g := range all {
		name, color := fmt.Sprintf("fig %d", i), pink
		switch g.(type) {
		case plot.Image:
			color = string(plot.Viridis[0])
		case plot.TeX, plot.MathML:
			continue // set by a library that takes its time
		}
		if n := s.painted(name, color); n < 20 {
			t.Errorf("%T: %d pixels are drawn", g, n)
		}
	}
}

func TestGlyphsSayWhatIsMixedUp(t *testing.T) {
	defer func() {
		if p := fmt.Sprint(recover()); p != "plot: Width cannot be the string wide" {
			t.Errorf("the panic says %q", p)
		}
	}()
	plot.New("").Draw(plot.NewSource(document.Data{}), plot.VBar{Width: plot.Str("wide")}, plot.Style{})
}

func TestColumnsComeFromStructs(t *testing.T) {
	type base struct{ Hidden int }
	type row struct {
		base
		Name  string   `plot:"name"`
		Total float32  `plot:"total"`
		Skip  chan int `plot:"-"`
		Tags  []float64
	}
	s := plot.FromStructs([]row{{Name: "a", Total: 1.5, Tags: []float64{1}}, {Name: "b", Total: 2}})
	if total, ok := plot.Values[float64](s, "total"); !ok || total[1] != 2 {
		t.Errorf("total is %v", total)
	}
	if err := s.Stream(plot.Columns([]row{{Name: "c", Total: math.Pi}}), 0); err != nil {
		t.Error(err)
	}
	if names, _ := plot.Values[string](s, "name"); len(names) != 3 || names[2] != "c" {
		t.Errorf("names are %v", names)
	}
	if _, ok := plot.Values[string](s, "total"); ok {
		t.Error("numbers pass for words")
	}
}
