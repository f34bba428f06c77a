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
	e := EditableFloatSlider{Slider: NewFloatSlider("", start, end), Field: NewFloatInput(label, (end-start)/100)}
	e.Slider.ShowValue.Set(false)
	e.Field.SetBounds(start, end)
	e.Field.SetValue(start)
	e.Slider.OnChange(func(x float64) { e.Field.SetValue(rounded(x)) })
	e.Field.OnChange(func(x float64) { e.Slider.SetValue(x) })
	e.Column = stack(e.Field, e.Slider)
	return e
}

// rounded drops the digits that only come from computing with steps.
func rounded(x float64) float64 { return math.Round(x*1e9) / 1e9 }

// Value is the number.
func (e EditableFloatSlider) Value() float64 { return e.Field.Value() }

// SetValue moves both parts.
func (e EditableFloatSlider) SetValue(x float64) { e.Field.SetValue(x) }

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
	e := EditableIntSlider{Slider: NewIntSlider("", start, end), Field: NewIntInput(label)}
	e.Slider.ShowValue.Set(false)
	e.Field.SetBounds(start, end)
	e.Field.SetValue(start)
	e.Slider.OnChange(func(n int) { e.Field.SetValue(n) })
	e.Field.OnChange(func(n int) { e.Slider.SetValue(n) })
	e.Column = stack(e.Field, e.Slider)
	return e
}

// Value is the number.
func (e EditableIntSlider) Value() int { return e.Field.Value() }

// SetValue moves both parts.
func (e EditableIntSlider) SetValue(n int) { e.Field.SetValue(n) }

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
	step := (end - start) / 100
	e := EditableRangeSlider{Slider: NewRangeSlider(label, start, end), Start: NewFloatInput("from", step), End: NewFloatInput("to", step)}
	e.Slider.ShowValue.Set(false)
	for _, field := range []FloatInput{e.Start, e.End} {
		field.SetBounds(start, end)
		field.Width.Set(document.Some(120.0))
	}
	e.show(e.Slider.Value())
	e.Slider.OnChange(e.show)
	e.Start.OnChange(func(x float64) { e.Slider.SetRange(x, max(x, e.Slider.Value().End)) })
	e.End.OnChange(func(x float64) { e.Slider.SetRange(min(x, e.Slider.Value().Start), x) })
	e.Column = stack(e.Slider, line(e.Start, e.End))
	return e
}

func (e EditableRangeSlider) show(r Range[float64]) {
	e.Start.SetValue(rounded(r.Start))
	e.End.SetValue(rounded(r.End))
}

// Value is the range.
func (e EditableRangeSlider) Value() Range[float64] { return e.Slider.Value() }

// SetValue moves all parts.
func (e EditableRangeSlider) SetValue(r Range[float64]) { e.Slider.SetValue(r) }

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
