package plot

import (
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Series is a long line: a million points and more. Browsers get what they can show of it. A Series
// is not changed once made, so that all sessions can share it.
type Series struct{ x, y []float64 }

// NewSeries makes a series of points whose x rise. Where y is NaN the line has a gap.
func NewSeries(x, y []float64) (*Series, error) {
	if len(x) != len(y) || len(x) == 0 {
		return nil, fmt.Errorf("plot: a series needs as many x as y, at least one: there are %d and %d", len(x), len(y))
	}
	for i := 1; i < len(x); i++ {
		if !(x[i] >= x[i-1]) {
			return nil, fmt.Errorf("plot: a series' x must rise: row %d is %v after %v", i, x[i], x[i-1])
		}
	}
	return &Series{x, y}, nil
}

// samples are how many parts a window is cut into when the browser has not said how wide the figure
// is; each part keeps its lowest and highest point.
const samples = 1000

// Sample is what can be seen of a window, and as much again on either side, for visitors who pan:
// of each of so many parts of the window the lowest and the highest point, in order. Peaks stay,
// whatever the window.
func (s *Series) Sample(w Window, parts int) (x, y []float64) {
	span := w.High - w.Low
	first, _ := slices.BinarySearch(s.x, w.Low-span)
	last, _ := slices.BinarySearch(s.x, math.Nextafter(w.High+span, math.Inf(1)))
	first, last = max(0, first-1), min(len(s.x), last+1) // lines lead out of the picture
	last = max(first, last)
	parts *= 3
	if last-first <= 2*parts {
		return s.x[first:last], s.y[first:last]
	}
	x, y = make([]float64, 0, 2*parts), make([]float64, 0, 2*parts)
	for p := range parts {
		from, to := first+(last-first)*p/parts, first+(last-first)*(p+1)/parts
		low, high := extremes(s.y[from:to])
		for _, i := range []int{from + min(low, high), from + max(low, high)} {
			x, y = append(x, s.x[i]), append(y, s.y[i])
		}
	}
	return x, y
}

// extremes are where the lowest and the highest value are. NaN counts only where there is nothing
// else.
func extremes(y []float64) (low, high int) {
	for i, v := range y {
		if v < y[low] || y[low] != y[low] {
			low = i
		}
		if v > y[high] || y[high] != y[high] {
			high = i
		}
	}
	return low, high
}

// Series draws a long line. Its figure gets a fixed horizontal range; as visitors zoom and pan, the
// browser is sent the detail that it can show.
func (f *Figure) Series(s *Series, style Style) *models.GlyphRenderer {
	f.span1d(&f.XRange, s.x[0], s.x[len(s.x)-1])
	f.XRange.Get().(*models.Range1d).MinInterval.Set(document.Some(s.closest()))
	show := func(w Window) document.Data {
		x, y := s.Sample(w, f.parts())
		return document.Data{"x": x, "y": y}
	}
	source := NewSource(show(Window{s.x[0], s.x[len(s.x)-1]}))
	calm := f.calm()
	f.OnXWindow(func(w Window) { calm(func() { source.Show(show(w)) }) })
	return f.Line(source, "x", "y", style)
}

// closest is how far visitors can zoom in: to about three points.
func (s *Series) closest() float64 {
	return max(3*(s.x[len(s.x)-1]-s.x[0])/float64(len(s.x)), math.SmallestNonzeroFloat64)
}

// parts is one part for each px that the figure is wide.
func (f *Figure) parts() int { return pixels(f.Figure.InnerWidth.Get(), samples) }

// pixels is a length that a browser has reported, within reason.
func pixels(reported float64, otherwise int) int {
	if !(reported > 0) {
		return otherwise
	}
	return int(max(100, min(reported, 4000)))
}

// span1d fixes a range that shows all that there is, and can be reset to that. It takes in what an
// earlier call has set.
func (f *Figure) span1d(of *document.Prop[models.Range], low, high float64) {
	if r, ok := of.Get().(*models.Range1d); ok {
		low, high = min(low, r.Start.Get()), max(high, r.End.Get())
	}
	if low == high {
		low, high = low-0.5, high+0.5
	}
	fix(of, low, high)
}

// pause is the least time between two pictures of a figure that is panned: browsers report each
// move of the mouse.
const pause = 60 * time.Millisecond

// calm lets only so many jobs through; the last one always comes to run.
func (f *Figure) calm() func(job func()) {
	var next func()
	resting := false
	var run func(job func())
	run = func(job func()) {
		doc := f.Document()
		if doc == nil || resting {
			next = job
			return
		}
		resting = true
		job()
		doc.After(pause, func() {
			resting = false
			if job := next; job != nil {
				next = nil
				run(job)
			}
		})
	}
	return run
}
