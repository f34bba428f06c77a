package widgets

import (
	"errors"
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// IntSlider picks a whole number from a range.
type IntSlider struct{ *models.Slider }

// NewIntSlider makes a slider from start to end that stands at its start, and goes in steps of 1.
func NewIntSlider(label string, start, end int) IntSlider {
	s := IntSlider{newSlider(label, float64(start), float64(end), 1)}
	s.Format.Set(models.Str("0,0"))
	document.Check(&s.Slider.Value, whole)
	document.Check(&s.ValueThrottled, whole)
	return s
}

// Value is the number that the slider stands at.
func (s IntSlider) Value() int { return int(s.Slider.Value.Get()) }

// SetValue moves the slider; it panics if n is beyond its ends.
func (s IntSlider) SetValue(n int) { moveSlider(s.Slider, float64(n)) }

// SetBounds gives the slider other ends, and moves it to the nearest one if it stands beyond them.
func (s IntSlider) SetBounds(start, end int) { boundSlider(s.Slider, float64(start), float64(end), 1) }

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s IntSlider) OnChange(f func(n int)) (stop func()) {
	return s.Slider.Value.OnChange(func(c document.Change[float64]) { f(int(c.New)) })
}

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (s IntSlider) OnRelease(f func(n int)) (stop func()) {
	return s.ValueThrottled.OnChange(func(c document.Change[float64]) { f(int(c.New)) })
}

// Describe explains the slider to whoever rests the mouse on it.
func (s IntSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

// FloatSlider picks a number from a range.
type FloatSlider struct{ *models.Slider }

// NewFloatSlider makes a slider from start to end that stands at its start, and goes in steps of
// 1/100 of its range.
func NewFloatSlider(label string, start, end float64) FloatSlider {
	return FloatSlider{newSlider(label, start, end, hundredth(start, end))}
}

// Value is the number that the slider stands at.
func (s FloatSlider) Value() float64 { return s.Slider.Value.Get() }

// SetValue moves the slider; it panics if x is beyond its ends.
func (s FloatSlider) SetValue(x float64) { moveSlider(s.Slider, x) }

// SetBounds gives the slider other ends, between which it goes in steps of 1/100, and moves it to
// the nearest one if it stands beyond them.
func (s FloatSlider) SetBounds(start, end float64) {
	boundSlider(s.Slider, start, end, hundredth(start, end))
}

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s FloatSlider) OnChange(f func(x float64)) (stop func()) {
	return s.Slider.Value.OnChange(func(c document.Change[float64]) { f(c.New) })
}

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (s FloatSlider) OnRelease(f func(x float64)) (stop func()) {
	return s.ValueThrottled.OnChange(func(c document.Change[float64]) { f(c.New) })
}

// Describe explains the slider to whoever rests the mouse on it.
func (s FloatSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

// newSlider makes the front end's slider. Its values follow the pointer: what is slow should wait
// for OnRelease.
func newSlider(label string, start, end, step float64) *models.Slider {
	s := document.New[models.Slider]()
	s.Title.Set(document.Some(label))
	s.Value.Set(start)
	boundSlider(s, start, end, step)
	document.ReadOnly(&s.Start, &s.End)
	inside := func(x float64) error { return onTrack(x, s.Start.Get(), s.End.Get()) }
	document.Check(&s.Value, inside)
	document.Check(&s.ValueThrottled, inside)
	return s
}

func moveSlider(s *models.Slider, x float64) {
	if mustTake(s, s.Title.Get(), onTrack(x, s.Start.Get(), s.End.Get())) {
		s.Value.Set(x)
	}
}

func boundSlider(s *models.Slider, start, end, step float64) {
	mustBound(s.Title.Get(), start, end)
	mustStep(s.Title.Get(), step)
	s.Start.Set(start)
	s.End.Set(end)
	s.Step.Set(step)
	if x := s.Value.Get(); onTrack(x, start, end) != nil {
		s.Value.Set(nearest(x, start, end))
	}
}

// onTrack is within, but for the last digits of a number that a browser computed.
func onTrack(x, start, end float64) error {
	slack := 1e-9 * math.Abs(end-start)
	if within(x, start-slack, end+slack) == nil {
		return nil
	}
	return within(x, start, end)
}

// Range is a part of a range of numbers, with both its ends.
type Range[T int | float64] struct{ Start, End T }

// IntRangeSlider picks a range of whole numbers.
type IntRangeSlider struct{ *models.RangeSlider }

// NewIntRangeSlider makes a slider with two handles at its ends, which go in steps of 1.
func NewIntRangeSlider(label string, start, end int) IntRangeSlider {
	s := IntRangeSlider{newRangeSlider(label, float64(start), float64(end), 1)}
	s.Format.Set(models.Str("0,0"))
	wholes := func(v [2]float64) error { return errors.Join(whole(v[0]), whole(v[1])) }
	document.Check(&s.RangeSlider.Value, wholes)
	document.Check(&s.ValueThrottled, wholes)
	return s
}

// Value is what is between the handles.
func (s IntRangeSlider) Value() Range[int] { return rangeOf[int](s.RangeSlider.Value.Get()) }

// SetValue moves the handles; it panics if r is beyond the ends, or ends before it starts.
func (s IntRangeSlider) SetValue(r Range[int]) {
	moveRange(s.RangeSlider, [2]float64{float64(r.Start), float64(r.End)})
}

// SetBounds gives the slider other ends, and moves handles to the nearest one that stand beyond
// them.
func (s IntRangeSlider) SetBounds(start, end int) {
	boundRange(s.RangeSlider, float64(start), float64(end), 1)
}

// SetRange is SetValue with both ends by themselves.
func (s IntRangeSlider) SetRange(start, end int) { s.SetValue(Range[int]{start, end}) }

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s IntRangeSlider) OnChange(f func(r Range[int])) (stop func()) {
	return onRange(&s.RangeSlider.Value, f)
}

// OnRelease calls f when a visitor lets go of a handle. Calling stop ends it.
func (s IntRangeSlider) OnRelease(f func(r Range[int])) (stop func()) {
	return onRange(&s.ValueThrottled, f)
}

// Describe explains the slider to whoever rests the mouse on it.
func (s IntRangeSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

// RangeSlider picks a range of numbers.
type RangeSlider struct{ *models.RangeSlider }

// NewRangeSlider makes a slider with two handles at its ends, which go in steps of 1/100 of its
// range.
func NewRangeSlider(label string, start, end float64) RangeSlider {
	return RangeSlider{newRangeSlider(label, start, end, hundredth(start, end))}
}

// Value is what is between the handles.
func (s RangeSlider) Value() Range[float64] { return rangeOf[float64](s.RangeSlider.Value.Get()) }

// SetValue moves the handles; it panics if r is beyond the ends, or ends before it starts.
func (s RangeSlider) SetValue(r Range[float64]) { moveRange(s.RangeSlider, [2]float64{r.Start, r.End}) }

// SetBounds gives the slider other ends, between which it goes in steps of 1/100, and moves handles
// to the nearest one that stand beyond them.
func (s RangeSlider) SetBounds(start, end float64) {
	boundRange(s.RangeSlider, start, end, hundredth(start, end))
}

// SetRange is SetValue with both ends by themselves.
func (s RangeSlider) SetRange(start, end float64) { s.SetValue(Range[float64]{start, end}) }

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s RangeSlider) OnChange(f func(r Range[float64])) (stop func()) {
	return onRange(&s.RangeSlider.Value, f)
}

// OnRelease calls f when a visitor lets go of a handle. Calling stop ends it.
func (s RangeSlider) OnRelease(f func(r Range[float64])) (stop func()) {
	return onRange(&s.ValueThrottled, f)
}

// Describe explains the slider to whoever rests the mouse on it.
func (s RangeSlider) Describe(text string) { hover(&s.HTMLAttributes, text) }

func newRangeSlider(label string, start, end, step float64) *models.RangeSlider {
	s := document.New[models.RangeSlider]()
	s.Title.Set(document.Some(label))
	s.Value.Set([2]float64{start, end})
	boundRange(s, start, end, step)
	document.ReadOnly(&s.Start, &s.End)
	inside := func(v [2]float64) error { return onTracks(s, v) }
	document.Check(&s.Value, inside)
	document.Check(&s.ValueThrottled, inside)
	return s
}

// onTracks is onTrack for two handles.
func onTracks(s *models.RangeSlider, v [2]float64) error {
	if !(v[0] <= v[1]) {
		return errors.New("the range ends before it starts")
	}
	return errors.Join(onTrack(v[0], s.Start.Get(), s.End.Get()), onTrack(v[1], s.Start.Get(), s.End.Get()))
}

func moveRange(s *models.RangeSlider, v [2]float64) {
	if mustTake(s, s.Title.Get(), onTracks(s, v)) {
		s.Value.Set(v)
	}
}

func boundRange(s *models.RangeSlider, start, end, step float64) {
	mustBound(s.Title.Get(), start, end)
	mustStep(s.Title.Get(), step)
	s.Start.Set(start)
	s.End.Set(end)
	s.Step.Set(step)
	if v := s.Value.Get(); onTracks(s, v) != nil {
		s.Value.Set([2]float64{nearest(v[0], start, end), nearest(v[1], start, end)})
	}
}

func rangeOf[T int | float64](v [2]float64) Range[T] { return Range[T]{T(v[0]), T(v[1])} }

func onRange[T int | float64](value *document.Prop[[2]float64], f func(Range[T])) (stop func()) {
	return value.OnChange(func(c document.Change[[2]float64]) { f(rangeOf[T](c.New)) })
}
