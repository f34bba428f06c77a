package widgets

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// RadioBoxGroup picks one of a few options, each with a round box.
type RadioBoxGroup[T comparable] struct {
	*models.RadioGroup
	choices *chooser[T]
}

// NewRadioBoxGroup makes a group of which the first option is picked.
func NewRadioBoxGroup[T comparable](choices []Choice[T]) RadioBoxGroup[T] {
	g := RadioBoxGroup[T]{document.New[models.RadioGroup](), newChooser(choices)}
	pickOne(g.choices, &g.Labels, &g.Active)
	return g
}

// Value is the option that is picked.
func (g RadioBoxGroup[T]) Value() T { return g.choices.one(g.Active.Get()) }

// SetChoices replaces the options. What is picked stays picked if it is among them, else the first
// is.
func (g RadioBoxGroup[T]) SetChoices(choices []Choice[T]) {
	byPlace(g.choices, &g.Active).replace(choices, func() { g.Labels.Set(g.choices.labels) })
}

// SetValue picks an option; it panics when there is no such option.
func (g RadioBoxGroup[T]) SetValue(v T) { g.Active.Set(g.choices.place(v)) }

// OnChange calls f when an option is picked. Calling stop ends it.
func (g RadioBoxGroup[T]) OnChange(f func(v T)) (stop func()) {
	return byPlace(g.choices, &g.Active).onOne(f)
}

// Describe explains the group to whoever rests the mouse on it.
func (g RadioBoxGroup[T]) Describe(text string) { hover(&g.HTMLAttributes, text) }

// RadioButtonGroup picks one of a few options, which are buttons in a row.
type RadioButtonGroup[T comparable] struct {
	*models.RadioButtonGroup
	choices *chooser[T]
}

// NewRadioButtonGroup makes a group of which the first option is picked.
func NewRadioButtonGroup[T comparable](choices []Choice[T]) RadioButtonGroup[T] {
	g := RadioButtonGroup[T]{document.New[models.RadioButtonGroup](), newChooser(choices)}
	pickOne(g.choices, &g.Labels, &g.Active)
	return g
}

// Value is the option that is picked.
func (g RadioButtonGroup[T]) Value() T { return g.choices.one(g.Active.Get()) }

// SetChoices replaces the options. What is picked stays picked if it is among them, else the first
// is.
func (g RadioButtonGroup[T]) SetChoices(choices []Choice[T]) {
	byPlace(g.choices, &g.Active).replace(choices, func() { g.Labels.Set(g.choices.labels) })
}

// SetValue picks an option; it panics when there is no such option.
func (g RadioButtonGroup[T]) SetValue(v T) { g.Active.Set(g.choices.place(v)) }

// OnChange calls f when an option is picked. Calling stop ends it.
func (g RadioButtonGroup[T]) OnChange(f func(v T)) (stop func()) {
	return byPlace(g.choices, &g.Active).onOne(f)
}

// SetColor gives the buttons a meaning, for example [Primary].
func (g RadioButtonGroup[T]) SetColor(c Color) { g.ButtonType.Set(c) }

// Describe explains the group to whoever rests the mouse on it.
func (g RadioButtonGroup[T]) Describe(text string) { hover(&g.HTMLAttributes, text) }

// CheckBoxGroup picks any of a few options, each with a box.
type CheckBoxGroup[T comparable] struct {
	*models.CheckboxGroup
	choices *chooser[T]
}

// NewCheckBoxGroup makes a group of which nothing is picked.
func NewCheckBoxGroup[T comparable](choices []Choice[T]) CheckBoxGroup[T] {
	g := CheckBoxGroup[T]{document.New[models.CheckboxGroup](), newChooser(choices)}
	pickAny(g.choices, &g.Labels, &g.Active)
	return g
}

// Value are the options that are picked.
func (g CheckBoxGroup[T]) Value() []T { return g.choices.valuesAt(g.Active.Get()) }

// SetChoices replaces the options. What is picked stays picked as far as it is among them.
func (g CheckBoxGroup[T]) SetChoices(choices []Choice[T]) {
	byPlaces(g.choices, &g.Active).replace(choices, func() { g.Labels.Set(g.choices.labels) })
}

// SetValue picks options; it panics when there is no such option.
func (g CheckBoxGroup[T]) SetValue(values []T) { g.Active.Set(g.choices.places(values)) }

// Select is SetValue for options one by one.
func (g CheckBoxGroup[T]) Select(values ...T) { g.SetValue(values) }

// OnChange calls f when the selection changes. Calling stop ends it.
func (g CheckBoxGroup[T]) OnChange(f func(values []T)) (stop func()) {
	return byPlaces(g.choices, &g.Active).onChange(f)
}

// Describe explains the group to whoever rests the mouse on it.
func (g CheckBoxGroup[T]) Describe(text string) { hover(&g.HTMLAttributes, text) }

// CheckButtonGroup picks any of a few options, which are buttons in a row.
type CheckButtonGroup[T comparable] struct {
	*models.CheckboxButtonGroup
	choices *chooser[T]
}

// NewCheckButtonGroup makes a group of which nothing is picked.
func NewCheckButtonGroup[T comparable](choices []Choice[T]) CheckButtonGroup[T] {
	g := CheckButtonGroup[T]{document.New[models.CheckboxButtonGroup](), newChooser(choices)}
	pickAny(g.choices, &g.Labels, &g.Active)
	return g
}

// Value are the options that are picked.
func (g CheckButtonGroup[T]) Value() []T { return g.choices.valuesAt(g.Active.Get()) }

// SetChoices replaces the options. What is picked stays picked as far as it is among them.
func (g CheckButtonGroup[T]) SetChoices(choices []Choice[T]) {
	byPlaces(g.choices, &g.Active).replace(choices, func() { g.Labels.Set(g.choices.labels) })
}

// SetValue picks options; it panics when there is no such option.
func (g CheckButtonGroup[T]) SetValue(values []T) { g.Active.Set(g.choices.places(values)) }

// Select is SetValue for options one by one.
func (g CheckButtonGroup[T]) Select(values ...T) { g.SetValue(values) }

// OnChange calls f when the selection changes. Calling stop ends it.
func (g CheckButtonGroup[T]) OnChange(f func(values []T)) (stop func()) {
	return byPlaces(g.choices, &g.Active).onChange(f)
}

// SetColor gives the buttons a meaning, for example [Primary].
func (g CheckButtonGroup[T]) SetColor(c Color) { g.ButtonType.Set(c) }

// Describe explains the group to whoever rests the mouse on it.
func (g CheckButtonGroup[T]) Describe(text string) { hover(&g.HTMLAttributes, text) }

// pickOne sets up the properties of a group of which one option is picked.
func pickOne[T comparable](c *chooser[T], labels *document.Prop[[]string], active *document.Prop[document.Opt[int]]) {
	labels.Set(c.labels)
	if len(c.all) > 0 {
		active.Set(document.Some(0))
	}
	document.ReadOnly(labels)
	document.Check(active, c.checkPlace)
}

// pickAny sets up the properties of a group of which any options are picked.
func pickAny[T comparable](c *chooser[T], labels *document.Prop[[]string], active *document.Prop[[]int]) {
	labels.Set(c.labels)
	document.ReadOnly(labels)
	document.Check(active, c.checkPlaces)
}

// one is the value of the option at a place.
func (c *chooser[T]) one(place document.Opt[int]) (v T) {
	if i := place.Or(-1); i >= 0 && i < len(c.all) {
		return c.all[i].Value
	}
	return v
}

func (c *chooser[T]) place(v T) document.Opt[int] { return document.Some(c.at[c.label(v)]) }
