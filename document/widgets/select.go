package widgets

import (
	"fmt"
	"html"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Select picks one of several options from a list that opens.
type Select[T comparable] struct {
	*models.Select
	choices *chooser[T]
}

// NewSelect makes a list of options that stands at its first. Options with a Group stand under its
// name; either all have one or none has.
//
//	fruit := widgets.NewSelect("Fruit", widgets.Choices("apple", "pear"))
func NewSelect[T comparable](label string, choices []Choice[T]) Select[T] {
	s := Select[T]{document.New[models.Select](), newChooser[T](nil)}
	s.Title.Set(models.Str(label))
	s.Select.Value.Set("")
	s.SetChoices(choices)
	document.ReadOnly(&s.Options)
	document.Check(&s.Select.Value, func(v any) error {
		if label, ok := v.(string); ok {
			return s.choices.checkLabels([]string{label})
		}
		return errChoice
	})
	return s
}

// Value is the option that is picked, the zero T if there are no options.
func (s Select[T]) Value() T { return s.value(s.Select.Value.Get()) }

func (s Select[T]) value(wire any) T {
	label, _ := wire.(string)
	return s.choices.value(label)
}

// SetValue picks an option; it panics when there is no such option.
func (s Select[T]) SetValue(v T) { s.Select.Value.Set(s.choices.label(v)) }

// SetChoices replaces the options. What is picked stays picked if it is among them, else the first
// is.
func (s Select[T]) SetChoices(choices []Choice[T]) {
	grouped := 0
	for _, choice := range choices {
		if choice.Group != "" {
			grouped++
		}
	}
	if grouped > 0 && grouped < len(choices) {
		panic(fmt.Sprintf("widgets: %q has options with a Group and others without, which could not be shown", words(s.Title.Get())))
	}
	s.choosing().replace(choices, func() { s.Options.Set(s.options()) })
}

func (s Select[T]) choosing() choosing[T, any] {
	return choosing[T, any]{choices: s.choices, prop: &s.Select.Value, one: true,
		read: func(wire any) []T {
			label, _ := wire.(string)
			return s.choices.values([]string{label})
		},
		write: func(values []T) any {
			if len(values) == 0 {
				return ""
			}
			return s.choices.label(values[0])
		}}
}

func (s Select[T]) options() models.OptionsOrOptionGroups {
	flat, groups := models.Options{}, models.OptionGroups{}
	for i, choice := range s.choices.all {
		flat = append(flat, models.Str(s.choices.labels[i]))
		if choice.Group != "" {
			groups[choice.Group] = append(groups[choice.Group], models.Str(s.choices.labels[i]))
		}
	}
	if len(groups) > 0 {
		return groups
	}
	return flat
}

// OnChange calls f when an option is picked. Calling stop ends it.
func (s Select[T]) OnChange(f func(v T)) (stop func()) {
	return s.choosing().onOne(f)
}

// Validate has f judge what visitors pick, as [TextInput.Validate] does.
func (s Select[T]) Validate(f func(v T) error) (check func() error) {
	return validate(&s.Select.Value, beside{&s.CSSClasses, &s.CSSVariables}, func(v any) error { return f(s.value(v)) })
}

// Describe explains the list in a tooltip beside its label.
func (s Select[T]) Describe(text string) { s.Description.Set(models.Str(text)) }

// MultiSelect picks any of several options from a list that is open.
type MultiSelect[T comparable] struct {
	*models.MultiSelect
	choices *chooser[T]
}

// NewMultiSelect makes a list of which nothing is picked.
func NewMultiSelect[T comparable](label string, choices []Choice[T]) MultiSelect[T] {
	m := MultiSelect[T]{document.New[models.MultiSelect](), newChooser[T](nil)}
	m.Title.Set(models.Str(label))
	m.SetChoices(choices)
	document.ReadOnly(&m.Options)
	document.Check(&m.MultiSelect.Value, func(labels []string) error { return m.choices.checkLabels(labels) })
	return m
}

// Value are the options that are picked, in the order of the list.
func (m MultiSelect[T]) Value() []T { return m.choices.values(m.MultiSelect.Value.Get()) }

// SetValue picks options; it panics when there is no such option.
func (m MultiSelect[T]) SetValue(values []T) { m.MultiSelect.Value.Set(m.choices.labelsOf(values)) }

// Select is SetValue for options one by one.
func (m MultiSelect[T]) Select(values ...T) { m.SetValue(values) }

// SetChoices replaces the options. What is picked stays picked as far as it is among them.
func (m MultiSelect[T]) SetChoices(choices []Choice[T]) {
	byLabels(m.choices, &m.MultiSelect.Value).replace(choices, func() { m.Options.Set(asOptions(m.choices.labels)) })
}

// OnChange calls f when the selection changes. Calling stop ends it.
func (m MultiSelect[T]) OnChange(f func(values []T)) (stop func()) {
	return byLabels(m.choices, &m.MultiSelect.Value).onChange(f)
}

// Validate has f judge what visitors pick, as [TextInput.Validate] does.
func (m MultiSelect[T]) Validate(f func(values []T) error) (check func() error) {
	return validate(&m.MultiSelect.Value, beside{&m.CSSClasses, &m.CSSVariables}, func(v []string) error { return f(m.choices.values(v)) })
}

// Describe explains the list in a tooltip beside its label.
func (m MultiSelect[T]) Describe(text string) { m.Description.Set(models.Str(text)) }

// MultiChoice picks any of several options, which it shows as tags in a field that searches while a
// visitor types.
type MultiChoice[T comparable] struct {
	*models.MultiChoice
	choices *chooser[T]
}

// NewMultiChoice makes a field in which nothing is picked.
func NewMultiChoice[T comparable](label string, choices []Choice[T]) MultiChoice[T] {
	m := MultiChoice[T]{document.New[models.MultiChoice](), newChooser[T](nil)}
	m.Title.Set(models.Str(label))
	m.SetChoices(choices)
	document.ReadOnly(&m.Options, &m.MaxItems)
	document.Check(&m.MultiChoice.Value, func(labels []string) error {
		if most, ok := m.MaxItems.Get().Get(); ok && len(labels) > most {
			return errChoice
		}
		return m.choices.checkLabels(labels)
	})
	return m
}

// Value are the options that are picked, in the order in which that was done.
func (m MultiChoice[T]) Value() []T { return m.choices.values(m.MultiChoice.Value.Get()) }

// SetValue picks options; it panics when there is no such option.
func (m MultiChoice[T]) SetValue(values []T) { m.MultiChoice.Value.Set(m.choices.labelsOf(values)) }

// Select is SetValue for options one by one.
func (m MultiChoice[T]) Select(values ...T) { m.SetValue(values) }

// SetChoices replaces the options. What is picked stays picked as far as it is among them.
func (m MultiChoice[T]) SetChoices(choices []Choice[T]) {
	byLabels(m.choices, &m.MultiChoice.Value).replace(choices, func() {
		options := make([]models.StrOrStrPair, len(choices))
		for i, label := range m.choices.labels {
			options[i] = models.StrPair{label, html.EscapeString(label)} // the front end shows labels of this one as markup
		}
		m.Options.Set(options)
	})
}

// OnChange calls f when the selection changes. Calling stop ends it.
func (m MultiChoice[T]) OnChange(f func(values []T)) (stop func()) {
	return byLabels(m.choices, &m.MultiChoice.Value).onChange(f)
}

// Validate has f judge what visitors pick, as [TextInput.Validate] does.
func (m MultiChoice[T]) Validate(f func(values []T) error) (check func() error) {
	return validate(&m.MultiChoice.Value, beside{&m.CSSClasses, &m.CSSVariables}, func(v []string) error { return f(m.choices.values(v)) })
}

// Describe explains the field in a tooltip beside its label.
func (m MultiChoice[T]) Describe(text string) { m.Description.Set(models.Str(text)) }

func asOptions(labels []string) []models.StrOrStrPair {
	options := make([]models.StrOrStrPair, len(labels))
	for i, label := range labels {
		options[i] = models.Str(label)
	}
	return options
}
