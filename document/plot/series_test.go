package plot_test

import (
	"math"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/plot"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

const million = 1_000_000

// wave is a million points, of which one is a peak that no thinning may lose.
func wave(t *testing.T) *plot.Series {
	x, y := make([]float64, million), make([]float64, million)
	for i := range x {
		x[i], y[i] = float64(i), math.Sin(float64(i)/1e5)
	}
	y[123_456] = 50
	s, err := plot.NewSeries(x, y)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestASampleKeepsPeaks(t *testing.T) {
	s := wave(t)
	x, y := s.Sample(plot.Window{Low: 0, High: million}, 500)
	if len(x) > 3200 || len(x) != len(y) || slices.Max(y) != 50 || !slices.IsSorted(x) {
		t.Errorf("a sample has %d points, %d values, the highest is %v", len(x), len(y), slices.Max(y))
	}
	if x, _ := s.Sample(plot.Window{Low: 500, High: 510}, 500); len(x) != 33 || x[0] != 489 {
		t.Errorf("a close look has %d points from %v", len(x), x[0])
	}
	for _, w := range []plot.Window{{-1e300, -1e299}, {2e300, 3e300}, {-math.MaxFloat64, math.MaxFloat64}, {5, 5}, {9, 3}} {
		s.Sample(w, 100) // what a browser may claim to show must not be the end
	}
}

func TestASeriesMustRise(t *testing.T) {
	for name, x := range map[string][]float64{"falls": {1, 0}, "is no number": {1, math.NaN()}, "is short": {1}, "is empty": {}} {
		if _, err := plot.NewSeries(x, []float64{1, 2}); err == nil {
			t.Errorf("a series that %s is taken", name)
		}
	}
}

func TestAMillionPointsShowMoreTheCloserOneLooks(t *testing.T) {
	var fig *plot.Figure
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig = plot.New("A million points").WheelZoom()
		fig.Series(wave(t), plot.Style{})
		return named(fig)
	})
	const step = "(() => {const {x} = m.renderers[0].data_source.data; return x[1] - x[0]})()"
	s.Shot("far.png")
	if n := chrome.Model[int](s.Tab, "fig 0", "m.renderers[0].data_source.data.x.length"); n > 10_000 {
		t.Errorf("the browser has %d points", n)
	}
	s.turn(func() { fig.SetXRange(0, 100_000) })
	s.WaitModel("fig 0", step+" < 60")
	s.turn(func() { fig.SetXRange(0, million) })
	for range 40 {
		s.Wheel(s.frame("fig 0").At(0.123456, 0.5), -400)
	}
	s.WaitModel("fig 0", step+" === 1")
	s.Shot("near.png")
}

func TestACloudIsCountedAnew(t *testing.T) {
	x, y := make([]float64, million), make([]float64, million)
	for i := range x {
		angle := float64(i) / 1000
		x[i], y[i] = math.Cos(angle)*float64(i%1000), math.Sin(angle*1.1)*float64(i%1000)
	}
	density, err := plot.NewDensity(x, y)
	if err != nil {
		t.Fatal(err)
	}
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		fig := plot.New("A density").WheelZoom()
		fig.Density(density, plot.Viridis)
		return named(fig)
	})
	s.Shot("density.png")
	for range 5 {
		s.Wheel(s.frame("fig 0").At(0.5, 0.5), -400)
	}
	s.WaitModel("fig 0", "m.renderers[0].data_source.data.dw[0] < 1500")
	s.Shot("closer.png")
}
