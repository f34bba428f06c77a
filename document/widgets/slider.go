package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// IntSlider picks a whole number from a range.
type IntSlider struct{ *models.Slider }

// NewIntSlider makes a slider from start to end that stands at its start, and goes in steps of 1.
func NewIntSlider(label string, start, end int) IntSlider {
	s := IntSlider{newSlider(label, float64(start), float64(end), 1)}
	s.Format.Set(models.Str("0,0"))
	return s
}

// Value is the number that the slider stands at.
func (s IntSlider) Value() int { return int(s.Slider.Value.Get()) }

// SetValue moves the slider.
func (s IntSlider) SetValue(n int) { s.Slider.Value.Set(float64(n)) }

// OnChange has f run at each move, also while a visitor drags. The returned function ends that.
func (s IntSlider) OnChange(f func(n int)) (stop func()) {
	return s.Slider.Value.OnChange(func(c document.Change[float64]) { f(int(c.New)) })
}

// OnRelease has f run when a visitor lets go of the slider. The returned function ends that.
func (s IntSlider) OnRelease(f func(n int)) (stop func()) {
	return s.ValueThrottled.OnChange(func(c document.Change[float64]) { f(int(c.New)) })
}

// FloatSlider picks a number from a range.
type FloatSlider struct{ *models.Slider }

// NewFloatSlider makes a slider from start to end that stands at its start, and goes in steps of 1/100 of its range.
func NewFloatSlider(label string, start, end float64) FloatSlider {
	return FloatSlider{newSlider(label, start, end, (end-start)/100)}
}

// Value is the number that the slider stands at.
func (s FloatSlider) Value() float64 { return s.Slider.Value.Get() }

// SetValue moves the slider.
func (s FloatSlider) SetValue(x float64) { s.Slider.Value.Set(x) }

// OnChange has f run at each move, also while a visitor drags. The returned function ends that.
func (s FloatSlider) OnChange(f func(x float64)) (stop func()) {
	return s.Slider.Value.OnChange(func(c document.Change[float64]) { f(c.New) })
}

// OnRelease has f run when a visitor lets go of the slider. The returned function ends that.
func (s FloatSlider) OnRelease(f func(x float64)) (stop func()) {
	return s.ValueThrottled.OnChange(func(c document.Change[float64]) { f(c.New) })
}

// newSlider makes the front end's slider. Its values follow the pointer: what is slow should wait for OnRelease.
func newSlider(label string, start, end, step float64) *models.Slider {
	s := document.New[models.Slider]()
	s.Title.Set(document.Some(label))
	s.Start.Set(start)
	s.End.Set(end)
	s.Step.Set(step)
	s.Value.Set(start)
	return s
}
