package plot_test

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/plot"
)

func Example() {
	wave := plot.NewSource(document.Data{"t": []float64{0, 1, 2}, "level": []float64{0, 1, 0}})
	fig := plot.New("A wave").Labels("time, s", "level")
	fig.Line(wave, "t", "level", plot.Style{Legend: "measured"})
	fig.HLine(0.8, plot.Style{Dash: models.LineDashDashed})
	fig.Hover(plot.Tip{Label: "Level", Column: "level", Format: "0.00"})
}

func ExampleFigure_Draw() {
	type sale struct {
		Month string  `plot:"month"`
		Sum   float64 `plot:"sum"`
	}
	sales := plot.FromStructs([]sale{{"Jan", 3}, {"Feb", 5}})
	heat := plot.Colors(plot.Viridis, 0, 5)
	fig := plot.New("Sales").CategoricalX(plot.Factors("Jan", "Feb"))
	fig.Draw(sales, plot.VBar{X: plot.Col("month"), Top: plot.Col("sum"), Width: plot.Num(0.6)}, plot.Style{ColorBy: plot.Col("sum").With(heat)})
	fig.ColorBar(heat, "sum")
}

func ExampleLinkX() {
	above, below := plot.New("Temperature").TimeX(), plot.New("Rain").TimeX()
	plot.LinkX(above, below)
	above.OnXWindow(func(w plot.Window) { fmt.Println("visitors look at", w.Low, "to", w.High) })
	_ = plot.Grid(1, above, below)
}

func ExampleNewMap() {
	fig := plot.NewMap("Cities", plot.Tiles{URL: "tiles/{Z}/{X}/{Y}.png", Attribution: "© our own"})
	berlin := plot.Mercator(52.52, 13.405)
	fig.Scatter(plot.NewSource(document.Data{"x": []float64{berlin.X}, "y": []float64{berlin.Y}}), "x", "y", plot.Style{Size: 12})
	fig.Show(plot.Mercator(47, 5), plot.Mercator(55, 16))
}
