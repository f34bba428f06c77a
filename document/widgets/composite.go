package widgets

import (
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// stack places the parts of a widget below each other, as tight as the widget is one thing.
func stack(parts ...models.UIElement) *models.Column {
	c := document.New[models.Column]()
	c.Children.Set(parts)
	c.Spacing.Set(2)
	return c
}

// line places the parts of a widget beside each other.
func line(parts ...models.UIElement) *models.Row {
	r := document.New[models.Row]()
	r.Children.Set(parts)
	r.Spacing.Set(6)
	return r
}

// EditableFloatSlider picks a number from a range with a slider, or exactly with a field.
type EditableFloatSlider struct {
	*models.Column
	Slider FloatSlider
	Field  FloatInput
}

// NewEditableFloatSlider makes a slider from start to end with a field; both stand at the start.
func NewEditableFloatSlider(label string, start, end float64) EditableFloatSlider {
	mustBound(label, start, end)
	e := EditableFloatSlider{Slider: NewFloatSlider("", start, end), Field: NewFloatInput(label, hundredth(start, end))}
	e.Slider.ShowValue.Set(false)
	e.Slider.HTMLAttributes.Set(map[string]string{"title": label})
	e.Field.SetBounds(start, end)
	e.Field.SetValue(start)
	e.Slider.OnChange(func(x float64) { enterRounded(e.Field, x) })
	e.Field.OnChange(func(x float64) {
		if isEmpty(e.Field.Spinner) {
			x = e.Slider.Value()
		}
		e.Slider.SetValue(x)
		e.Field.SetValue(x)
	})
	e.Column = stack(e.Field, e.Slider)
	return e
}

// enterRounded drops the digits that only come from computing with steps.
func enterRounded(field FloatInput, x float64) {
	if math.Abs(x) < 1e6 {
		x = math.Round(x*1e9) / 1e9
	}
	field.SetValue(nearest(x, field.Low.Get().Or(x), field.High.Get().Or(x)))
}

func isEmpty(s *models.Spinner) bool { _, ok := s.Value.Get().Get(); return !ok }

// Value is the number.
func (e EditableFloatSlider) Value() float64 { return e.Field.Value() }

// SetValue moves both parts; it panics if x is beyond the ends.
func (e EditableFloatSlider) SetValue(x float64) { e.Field.SetValue(x) }

// SetBounds gives both parts other ends, and moves them to the nearest one if they stand beyond.
func (e EditableFloatSlider) SetBounds(start, end float64) {
	mustBound(e.Field.Title.Get(), start, end)
	inTwoSteps(start, end, e.Slider.Start.Get(), e.Slider.End.Get(), func(low, high float64) {
		e.Slider.SetBounds(low, high)
		e.Field.SetBounds(low, high)
		e.SetValue(nearest(e.Value(), start, end))
	})
	e.Field.Step.Set(hundredth(start, end))
}

// inTwoSteps sets the bounds of parts that follow each other: first those within which both the old
// values and the new ones are.
func inTwoSteps[T int | float64](start, end, oldStart, oldEnd T, set func(low, high T)) {
	set(min(start, oldStart), max(end, oldEnd))
	set(start, end)
}

// OnChange calls f when the number changes, also while a visitor drags. Calling stop ends it.
func (e EditableFloatSlider) OnChange(f func(x float64)) (stop func()) { return e.Field.OnChange(f) }

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (e EditableFloatSlider) OnRelease(f func(x float64)) (stop func()) { return e.Slider.OnRelease(f) }

// Describe explains the widget in a tooltip beside its label.
func (e EditableFloatSlider) Describe(text string) { e.Field.Describe(text) }

// EditableIntSlider picks a whole number from a range with a slider, or exactly with a field.
type EditableIntSlider struct {
	*models.Column
	Slider IntSlider
	Field  IntInput
}

// NewEditableIntSlider makes a slider from start to end with a field; both stand at the start.
func NewEditableIntSlider(label string, start, end int) EditableIntSlider {
	mustBound(label, float64(start), float64(end))
	e := EditableIntSlider{Slider: NewIntSlider("", start, end), Field: NewIntInput(label)}
	e.Slider.ShowValue.Set(false)
	e.Slider.HTMLAttributes.Set(map[string]string{"title": label})
	e.Field.SetBounds(start, end)
	e.Field.SetValue(start)
	e.Slider.OnChange(func(n int) { e.Field.SetValue(n) })
	e.Field.OnChange(func(n int) {
		if isEmpty(e.Field.Spinner) {
			n = e.Slider.Value()
		}
		e.Slider.SetValue(n)
		e.Field.SetValue(n)
	})
	e.Column = stack(e.Field, e.Slider)
	return e
}

// Value is the number.
func (e EditableIntSlider) Value() int { return e.Field.Value() }

// SetValue moves both parts; it panics if n is beyond the ends.
func (e EditableIntSlider) SetValue(n int) { e.Field.SetValue(n) }

// SetBounds gives both parts other ends, and moves them to the nearest one if they stand beyond.
func (e EditableIntSlider) SetBounds(start, end int) {
	mustBound(e.Field.Title.Get(), float64(start), float64(end))
	inTwoSteps(start, end, int(e.Slider.Start.Get()), int(e.Slider.End.Get()), func(low, high int) {
		e.Slider.SetBounds(low, high)
		e.Field.SetBounds(low, high)
		e.SetValue(min(max(e.Value(), start), end))
	})
}

// OnChange calls f when the number changes, also while a visitor drags. Calling stop ends it.
func (e EditableIntSlider) OnChange(f func(n int)) (stop func()) { return e.Field.OnChange(f) }

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (e EditableIntSlider) OnRelease(f func(n int)) (stop func()) { return e.Slider.OnRelease(f) }

// Describe explains the widget in a tooltip beside its label.
func (e EditableIntSlider) Describe(text string) { e.Field.Describe(text) }

// EditableRangeSlider picks a range of numbers with a slider, or exactly with two fields.
type EditableRangeSlider struct {
	*models.Column
	Slider     RangeSlider
	Start, End FloatInput
}

// NewEditableRangeSlider makes a slider from start to end with two fields; all stand at the ends.
func NewEditableRangeSlider(label string, start, end float64) EditableRangeSlider {
	step := hundredth(start, end)
	e := EditableRangeSlider{Slider: NewRangeSlider(label, start, end), Start: NewFloatInput("from", step), End: NewFloatInput("to", step)}
	e.Slider.ShowValue.Set(false)
	e.Slider.HTMLAttributes.Set(map[string]string{"title": label})
	for _, field := range []FloatInput{e.Start, e.End} {
		field.SetBounds(start, end)
		field.Width.Set(document.Some(120.0))
	}
	e.show(e.Slider.Value())
	e.Slider.OnChange(e.show)
	e.Start.OnChange(func(x float64) {
		if isEmpty(e.Start.Spinner) {
			x = e.Slider.Value().Start
		}
		e.Slider.SetRange(x, max(x, e.Slider.Value().End))
		e.show(e.Slider.Value())
	})
	e.End.OnChange(func(x float64) {
		if isEmpty(e.End.Spinner) {
			x = e.Slider.Value().End
		}
		e.Slider.SetRange(min(x, e.Slider.Value().Start), x)
		e.show(e.Slider.Value())
	})
	e.Column = stack(e.Slider, line(e.Start, e.End))
	return e
}

func (e EditableRangeSlider) show(r Range[float64]) {
	enterRounded(e.Start, r.Start)
	enterRounded(e.End, r.End)
}

// Value is the range.
func (e EditableRangeSlider) Value() Range[float64] { return e.Slider.Value() }

// SetValue moves all parts; it panics if r is beyond the ends, or ends before it starts.
func (e EditableRangeSlider) SetValue(r Range[float64]) { e.Slider.SetValue(r) }

// SetBounds gives all parts other ends, and moves what stands beyond them to the nearest one.
func (e EditableRangeSlider) SetBounds(start, end float64) {
	mustBound(e.Slider.Title.Get(), start, end)
	inTwoSteps(start, end, e.Slider.Start.Get(), e.Slider.End.Get(), func(low, high float64) {
		e.Slider.SetBounds(low, high)
		e.Start.SetBounds(low, high)
		e.End.SetBounds(low, high)
		r := e.Value()
		e.SetRange(nearest(r.Start, start, end), nearest(r.End, start, end))
	})
	e.Start.Step.Set(hundredth(start, end))
	e.End.Step.Set(hundredth(start, end))
}

// SetRange is SetValue with both ends by themselves.
func (e EditableRangeSlider) SetRange(start, end float64) { e.Slider.SetRange(start, end) }

// OnChange calls f when the range changes, also while a visitor drags. Calling stop ends it.
func (e EditableRangeSlider) OnChange(f func(r Range[float64])) (stop func()) {
	return e.Slider.OnChange(f)
}

// OnRelease calls f when a visitor lets go of a handle. Calling stop ends it.
func (e EditableRangeSlider) OnRelease(f func(r Range[float64])) (stop func()) {
	return e.Slider.OnRelease(f)
}

// Describe explains the widget to whoever rests the mouse on it.
func (e EditableRangeSlider) Describe(text string) { hover(&e.HTMLAttributes, text) }
