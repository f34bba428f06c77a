package widgets

import "iter"

// seq yields the options as visitors see them, and what each stands for.
func (c *chooser[T]) seq(yield func(string, any) bool) {
	for i, choice := range c.all {
		if !yield(c.labels[i], choice.Value) {
			return
		}
	}
}

// The widgets of choices tell them by their labels, so that a choice can be written where only text
// can stand, such as in the page's address.

// ChoiceLabels yields the options by their labels.
func (s Select[T]) ChoiceLabels() iter.Seq2[string, any] { return s.choices.seq }

// ChoiceLabels yields the options by their labels.
func (m MultiSelect[T]) ChoiceLabels() iter.Seq2[string, any] { return m.choices.seq }

// ChoiceLabels yields the options by their labels.
func (m MultiChoice[T]) ChoiceLabels() iter.Seq2[string, any] { return m.choices.seq }

// ChoiceLabels yields the options by their labels.
func (c CrossSelector[T]) ChoiceLabels() iter.Seq2[string, any] { return newChooser(*c.all).seq }

// ChoiceLabels yields the options by their labels.
func (r RadioBoxGroup[T]) ChoiceLabels() iter.Seq2[string, any] { return r.choices.seq }

// ChoiceLabels yields the options by their labels.
func (r RadioButtonGroup[T]) ChoiceLabels() iter.Seq2[string, any] { return r.choices.seq }

// ChoiceLabels yields the options by their labels.
func (c CheckBoxGroup[T]) ChoiceLabels() iter.Seq2[string, any] { return c.choices.seq }

// ChoiceLabels yields the options by their labels.
func (c CheckButtonGroup[T]) ChoiceLabels() iter.Seq2[string, any] { return c.choices.seq }

// ChoiceLabels yields the options by their labels.
func (s DiscreteSlider[T]) ChoiceLabels() iter.Seq2[string, any] { return s.choices.seq }

// ChoiceLabels yields the options by their labels.
func (p DiscretePlayer[T]) ChoiceLabels() iter.Seq2[string, any] { return p.choices.seq }
