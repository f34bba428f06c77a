package widgets

import (
	"fmt"
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// IntInput is a field for a whole number.
type IntInput struct{ *models.Spinner }

// NewIntInput makes a number field with buttons that go up and down by 1. It is empty, which counts
// as 0, and has no bounds but those that SetBounds gives it.
func NewIntInput(label string) IntInput {
	n := IntInput{newSpinner(label, models.NumericModeInt)}
	document.Check(&n.Spinner.Value, wholeOrNone)
	return n
}

// Value is the number, 0 while the field is empty.
func (n IntInput) Value() int { return int(n.Spinner.Value.Get().Or(0)) }

// SetValue replaces the number.
func (n IntInput) SetValue(v int) { n.Spinner.Value.Set(document.Some(float64(v))) }

// SetBounds says which numbers the field takes.
func (n IntInput) SetBounds(low, high int) { setBounds(n.Spinner, float64(low), float64(high)) }

// OnChange calls f when Enter is pressed, the field is left or one of its buttons is used. Calling
// stop ends it.
func (n IntInput) OnChange(f func(v int)) (stop func()) {
	return n.Spinner.Value.OnChange(func(c document.Change[document.Opt[float64]]) { f(int(c.New.Or(0))) })
}

// Validate has f judge what visitors enter, as [TextInput.Validate] does.
func (n IntInput) Validate(f func(v int) error) (check func() error) {
	return validate(&n.Spinner.Value, beside{&n.CSSClasses, &n.CSSVariables}, func(v document.Opt[float64]) error { return f(int(v.Or(0))) })
}

// Describe explains the field in a tooltip beside its label.
func (n IntInput) Describe(text string) { n.Description.Set(models.Str(text)) }

// FloatInput is a field for a number.
type FloatInput struct{ *models.Spinner }

// NewFloatInput makes a number field with buttons that go up and down by a step. It is empty, which
// counts as 0, and has no bounds but those that SetBounds gives it.
func NewFloatInput(label string, step float64) FloatInput {
	n := FloatInput{newSpinner(label, models.NumericModeFloat)}
	n.Step.Set(step)
	return n
}

// Value is the number, 0 while the field is empty.
func (n FloatInput) Value() float64 { return n.Spinner.Value.Get().Or(0) }

// SetValue replaces the number.
func (n FloatInput) SetValue(v float64) { n.Spinner.Value.Set(document.Some(v)) }

// SetBounds says which numbers the field takes.
func (n FloatInput) SetBounds(low, high float64) { setBounds(n.Spinner, low, high) }

// OnChange calls f when Enter is pressed, the field is left or one of its buttons is used. Calling
// stop ends it.
func (n FloatInput) OnChange(f func(v float64)) (stop func()) {
	return n.Spinner.Value.OnChange(func(c document.Change[document.Opt[float64]]) { f(c.New.Or(0)) })
}

// Validate has f judge what visitors enter, as [TextInput.Validate] does.
func (n FloatInput) Validate(f func(v float64) error) (check func() error) {
	return validate(&n.Spinner.Value, beside{&n.CSSClasses, &n.CSSVariables}, func(v document.Opt[float64]) error { return f(v.Or(0)) })
}

// Describe explains the field in a tooltip beside its label.
func (n FloatInput) Describe(text string) { n.Description.Set(models.Str(text)) }

// newSpinner makes the front end's number field, which takes what is within its bounds.
func newSpinner(label string, mode models.NumericMode) *models.Spinner {
	s := document.New[models.Spinner]()
	s.Title.Set(models.Str(label))
	s.Mode.Set(mode)
	document.ReadOnly(&s.Low, &s.High, &s.Mode)
	document.Check(&s.Value, func(v document.Opt[float64]) error {
		if v, ok := v.Get(); ok {
			return within(v, s.Low.Get().Or(-math.MaxFloat64), s.High.Get().Or(math.MaxFloat64))
		}
		return nil
	})
	return s
}

func setBounds(s *models.Spinner, low, high float64) {
	s.Low.Set(document.Some(low))
	s.High.Set(document.Some(high))
}

// wholeOrNone is the complaint about a number with a fraction.
func wholeOrNone(v document.Opt[float64]) error {
	return whole(v.Or(0))
}

func whole(x float64) error {
	if x != math.Trunc(x) || math.Abs(x) > 1<<53 {
		return fmt.Errorf("%v is not a whole number", x)
	}
	return nil
}
