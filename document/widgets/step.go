package widgets

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// How finely a widget goes, and how it writes its value. Patterns for numbers are numbro's, as in
// "0,0.00 a" and "0 %"; those for times are C's strftime, as in "%d %b %Y".

// setStep panics where there would be no way from one value to another.
func setStep(p *document.Prop[float64], step float64) {
	if !(step > 0) {
		panic(fmt.Sprintf("widgets: a step of %v leads nowhere", step))
	}
	p.Set(step)
}

// SetStep has the slider go in steps of so much.
func (s IntSlider) SetStep(step int) { setStep(&s.Step, float64(step)) }

// SetFormat has the slider write its number by a pattern such as "0,0" or "0 %".
func (s IntSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetStep has the slider go in steps of so much.
func (s FloatSlider) SetStep(step float64) { setStep(&s.Step, step) }

// SetFormat has the slider write its number by a pattern such as "0.00" or "0.0 %".
func (s FloatSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetStep has the handles go in steps of so much.
func (s IntRangeSlider) SetStep(step int) { setStep(&s.Step, float64(step)) }

// SetFormat has the slider write its numbers by a pattern such as "0,0" or "0 %".
func (s IntRangeSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetStep has the handles go in steps of so much.
func (s RangeSlider) SetStep(step float64) { setStep(&s.Step, step) }

// SetFormat has the slider write its numbers by a pattern such as "0.00" or "0.0 %".
func (s RangeSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetFormat has the slider write its day by a pattern such as "%d %b %Y".
func (s DateSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetFormat has the slider write its moment by a pattern such as "%a %H:%M".
func (s DatetimeSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetFormat has the slider write its days by a pattern such as "%d %b %Y".
func (s DateRangeSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetFormat has the slider write its moments by a pattern such as "%a %H:%M".
func (s DatetimeRangeSlider) SetFormat(pattern string) { s.Format.Set(models.Str(pattern)) }

// SetStep has the arrows of the field, and its keys, go in steps of so much.
func (n IntInput) SetStep(step int) { setStep(&n.Step, float64(step)) }

// SetFormat has the field write its number by a pattern such as "0,0".
func (n IntInput) SetFormat(pattern string) { n.Format.Set(models.Str(pattern)) }

// SetFormat has the field write its number by a pattern such as "0,0.00".
func (n FloatInput) SetFormat(pattern string) { n.Format.Set(models.Str(pattern)) }

// SetStep has both parts go in steps of so much.
func (e EditableIntSlider) SetStep(step int) {
	e.Slider.SetStep(step)
	e.Field.SetStep(step)
}

// SetFormat has both parts write their number by a pattern such as "0,0".
func (e EditableIntSlider) SetFormat(pattern string) {
	e.Slider.SetFormat(pattern)
	e.Field.SetFormat(pattern)
}

// SetStep has both parts go in steps of so much.
func (e EditableFloatSlider) SetStep(step float64) {
	e.Slider.SetStep(step)
	setStep(&e.Field.Step, step)
}

// SetFormat has both parts write their number by a pattern such as "0.00".
func (e EditableFloatSlider) SetFormat(pattern string) {
	e.Slider.SetFormat(pattern)
	e.Field.SetFormat(pattern)
}

// SetStep has all parts go in steps of so much.
func (e EditableRangeSlider) SetStep(step float64) {
	e.Slider.SetStep(step)
	setStep(&e.Start.Step, step)
	setStep(&e.End.Step, step)
}

// SetFormat has all parts write their numbers by a pattern such as "0.00".
func (e EditableRangeSlider) SetFormat(pattern string) {
	e.Slider.SetFormat(pattern)
	e.Start.SetFormat(pattern)
	e.End.SetFormat(pattern)
}
