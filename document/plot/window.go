package plot

import (
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Window is a part of an axis.
type Window struct{ Low, High float64 }

// valid reports whether a browser has said something that can be shown.
func (w Window) valid() bool {
	return w.Low < w.High && !math.IsInf(w.Low, 0) && !math.IsInf(w.High, 0) // false for NaN
}

// ends are the two properties of a range, nil if it has none.
func ends(r models.Range) (low, high *document.Prop[float64]) {
	switch r := r.(type) {
	case *models.Range1d:
		return &r.Start, &r.End
	case *models.DataRange1d:
		return &r.Start, &r.End
	case *models.FactorRange:
		return &r.Start, &r.End
	}
	return nil, nil
}

// OnXWindow calls do, once in a turn, when visitors pan or zoom along the horizontal axis, and when
// its range follows new data. Axes that run backwards report their lower end first, too. Calling
// stop ends it.
func (f *Figure) OnXWindow(do func(Window)) (stop func()) { return f.onWindow(f.XRange.Get(), do) }

// OnYWindow is [Figure.OnXWindow] for the vertical axis.
func (f *Figure) OnYWindow(do func(Window)) (stop func()) { return f.onWindow(f.YRange.Get(), do) }

func (f *Figure) onWindow(r models.Range, do func(Window)) (stop func()) {
	low, high := ends(r)
	if low == nil {
		return func() {}
	}
	planned, ended := false, false
	report := func() {
		planned = false
		w := Window{min(low.Get(), high.Get()), max(low.Get(), high.Get())}
		if !ended && w.valid() {
			do(w)
		}
	}
	change := func(document.Change[float64]) {
		if doc := f.Document(); doc != nil && !planned {
			planned = true
			doc.Next(report)
		}
	}
	stopLow, stopHigh := low.OnChange(change), high.OnChange(change)
	return func() { ended = true; stopLow(); stopHigh() }
}

// XWindow is what the horizontal axis shows, as the browser last said; false as long as it has not.
func (f *Figure) XWindow() (Window, bool) { return windowOf(f.XRange.Get()) }

// YWindow is what the vertical axis shows.
func (f *Figure) YWindow() (Window, bool) { return windowOf(f.YRange.Get()) }

func windowOf(r models.Range) (Window, bool) {
	low, high := ends(r)
	if low == nil || !low.IsSet() || !high.IsSet() {
		return Window{}, false
	}
	w := Window{min(low.Get(), high.Get()), max(low.Get(), high.Get())}
	return w, w.valid()
}

// LinkX makes figures pan and zoom together along their horizontal axes: all take the range of the
// first.
func LinkX(first *Figure, others ...*Figure) {
	for _, f := range others {
		f.XRange.Set(first.XRange.Get())
	}
}

// LinkY makes figures pan and zoom together along their vertical axes.
func LinkY(first *Figure, others ...*Figure) {
	for _, f := range others {
		f.YRange.Set(first.YRange.Get())
	}
}

// Overview makes this figure show, as a box that can be dragged and resized, which part of its
// horizontal axis the other figure shows. The other's range must be fixed, see [Figure.SetXRange].
func (f *Figure) Overview(detail *Figure) *models.RangeTool {
	t := document.New[models.RangeTool]()
	t.XRange.Set(detail.XRange.Get())
	box := overlay()
	box.Visible.Set(true)
	box.FillColor.Set(palette[0])
	box.FillAlpha.Set(0.2)
	box.LineColor.Set("")
	t.Overlay.Set(box)
	f.AddTools(t)
	f.Figure.Toolbar.Get().ActiveDrag.Set(models.AutoValue("auto"))
	return t
}
