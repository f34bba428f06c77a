package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// DiscreteSlider picks one of several options that have an order.
type DiscreteSlider[T comparable] struct {
	*models.CategoricalSlider
	choices *chooser[T]
}

// NewDiscreteSlider makes a slider that stands at its first option.
//
//	speed := widgets.NewDiscreteSlider("Speed", widgets.Choices(1, 10, 100, 1000))
func NewDiscreteSlider[T comparable](label string, choices []Choice[T]) DiscreteSlider[T] {
	s := DiscreteSlider[T]{document.New[models.CategoricalSlider](), newChooser[T](nil)}
	s.Title.Set(document.Some(label))
	s.CategoricalSlider.Value.Set(noOption)
	s.SetChoices(choices)
	known := func(label string) error { return s.choices.checkLabels([]string{label}) }
	document.ReadOnly(&s.Categories)
	document.Check(&s.CategoricalSlider.Value, known)
	document.Check(&s.ValueThrottled, known)
	return s
}

// noOption is what a slider shows that has no options, and cannot be without.
const noOption = "–"

// SetChoices replaces the options. The slider stays at its option if it is among them, else it
// stands at the first. Without options it cannot be moved.
func (s DiscreteSlider[T]) SetChoices(choices []Choice[T]) {
	s.choosing().replace(choices, func() {
		s.Disabled.Set(len(choices) == 0)
		if len(choices) == 0 {
			s.Categories.Set([]string{noOption})
		} else {
			s.Categories.Set(s.choices.labels)
		}
	})
}

func (s DiscreteSlider[T]) choosing() choosing[T, string] {
	return choosing[T, string]{choices: s.choices, prop: &s.CategoricalSlider.Value, no: "\x00", one: true,
		read: func(label string) []T { return s.choices.values([]string{label}) },
		write: func(values []T) string {
			if len(values) == 0 {
				return noOption
			}
			return s.choices.label(values[0])
		}}
}

// Value is the option that the slider stands at, the zero T if there are none.
func (s DiscreteSlider[T]) Value() T { return s.choices.value(s.CategoricalSlider.Value.Get()) }

// SetValue moves the slider; it panics when there is no such option.
func (s DiscreteSlider[T]) SetValue(v T) { s.CategoricalSlider.Value.Set(s.choices.label(v)) }

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s DiscreteSlider[T]) OnChange(f func(v T)) (stop func()) {
	return s.choosing().onOne(f)
}

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (s DiscreteSlider[T]) OnRelease(f func(v T)) (stop func()) {
	return onText(&s.ValueThrottled, func(label string) { f(s.choices.value(label)) })
}

// Describe explains the slider to whoever rests the mouse on it.
func (s DiscreteSlider[T]) Describe(text string) { hover(&s.HTMLAttributes, text) }
