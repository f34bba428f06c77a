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

// SetValue replaces the number; it panics if v is beyond the field's bounds.
func (n IntInput) SetValue(v int) { enterNumber(n.Spinner, float64(v)) }

// SetBounds says which numbers the field takes, and replaces one beyond them by the nearest.
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
	mustStep(label, step)
	n.Step.Set(step)
	return n
}

// Value is the number, 0 while the field is empty.
func (n FloatInput) Value() float64 { return n.Spinner.Value.Get().Or(0) }

// SetValue replaces the number; it panics if v is beyond the field's bounds.
func (n FloatInput) SetValue(v float64) { enterNumber(n.Spinner, v) }

// SetBounds says which numbers the field takes, and replaces one beyond them by the nearest.
// An infinite bound leaves its side open.
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
			return numberFits(s, v)
		}
		return nil
	})
	return s
}

func numberFits(s *models.Spinner, v float64) error {
	return within(v, s.Low.Get().Or(-math.MaxFloat64), s.High.Get().Or(math.MaxFloat64))
}

func enterNumber(s *models.Spinner, v float64) {
	if mustTake(s, s.Title.Get(), numberFits(s, v)) {
		s.Value.Set(document.Some(v))
	}
}

func setBounds(s *models.Spinner, low, high float64) {
	if !(low <= high) || low == math.Inf(1) || high == math.Inf(-1) {
		panic(fmt.Sprintf("widgets: %q cannot take numbers from %v to %v: the lower bound comes first", words(s.Title.Get()), low, high))
	}
	s.Low.Set(finite(low))
	s.High.Set(finite(high))
	if v, ok := s.Value.Get().Get(); ok && numberFits(s, v) != nil {
		s.Value.Set(document.Some(nearest(v, low, high)))
	}
}

// finite is a bound; infinity is none.
func finite(bound float64) document.Opt[float64] {
	if math.IsInf(bound, 0) {
		return document.None[float64]()
	}
	return document.Some(bound)
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
