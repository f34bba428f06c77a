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
	s := DiscreteSlider[T]{document.New[models.CategoricalSlider](), newChooser(choices)}
	s.Title.Set(document.Some(label))
	s.Categories.Set(s.choices.labels)
	s.CategoricalSlider.Value.Set(s.choices.labels[0])
	known := func(label string) error { return s.choices.checkLabels([]string{label}) }
	document.ReadOnly(&s.Categories)
	document.Check(&s.CategoricalSlider.Value, known)
	document.Check(&s.ValueThrottled, known)
	return s
}

// Value is the option that the slider stands at.
func (s DiscreteSlider[T]) Value() T { return s.choices.value(s.CategoricalSlider.Value.Get()) }

// SetValue moves the slider; it panics when there is no such option.
func (s DiscreteSlider[T]) SetValue(v T) { s.CategoricalSlider.Value.Set(s.choices.label(v)) }

// OnChange calls f at each move, also while a visitor drags. Calling stop ends it.
func (s DiscreteSlider[T]) OnChange(f func(v T)) (stop func()) {
	return onText(&s.CategoricalSlider.Value, func(label string) { f(s.choices.value(label)) })
}

// OnRelease calls f when a visitor lets go of the slider. Calling stop ends it.
func (s DiscreteSlider[T]) OnRelease(f func(v T)) (stop func()) {
	return onText(&s.ValueThrottled, func(label string) { f(s.choices.value(label)) })
}

// Describe explains the slider to whoever rests the mouse on it.
func (s DiscreteSlider[T]) Describe(text string) { hover(&s.HTMLAttributes, text) }
