package widgets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
)

// Choice is one of the options of a widget: what the program gets, and what visitors read.
type Choice[T any] struct {
	Label string
	Value T
	Group string // the heading it stands under, in a [Select]
}

// Choices makes an option of each value, labelled as fmt.Sprint writes it.
func Choices[T any](values ...T) []Choice[T] {
	return ChoicesOf(values, func(v T) string { return fmt.Sprint(v) })
}

// ChoicesOf makes an option of each value, labelled by a function.
//
//	widgets.ChoicesOf(countries, func(c Country) string { return c.Name })
func ChoicesOf[T any](values []T, label func(T) string) []Choice[T] {
	all := make([]Choice[T], len(values))
	for i, v := range values {
		all[i] = Choice[T]{Label: label(v), Value: v}
	}
	return all
}

// chooser knows the options of a widget by the labels that travel, which are valid UTF-8. Labels
// that repeat are numbered.
type chooser[T comparable] struct {
	all    []Choice[T]
	labels []string
	at     map[string]int
}

func newChooser[T comparable](all []Choice[T]) *chooser[T] {
	c := &chooser[T]{}
	c.set(all)
	return c
}

func (c *chooser[T]) set(all []Choice[T]) {
	c.all, c.labels, c.at = slices.Clone(all), make([]string, len(all)), make(map[string]int, len(all))
	for i, choice := range all {
		text := strings.ToValidUTF8(choice.Label, "\ufffd") // as it would come back
		label := text
		for n := 2; ; n++ {
			if _, taken := c.at[label]; !taken {
				break
			}
			label = fmt.Sprintf("%s (%d)", text, n)
		}
		c.labels[i], c.at[label] = label, i
	}
}

// index is where a value stands among the options, -1 if it is none of them.
func (c *chooser[T]) index(v T) int {
	return slices.IndexFunc(c.all, func(choice Choice[T]) bool { return choice.Value == v })
}

// label is how a value travels; it panics for one that is no option, which is a mistake in the
// program.
func (c *chooser[T]) label(v T) string {
	i := c.index(v)
	if i < 0 {
		panic(fmt.Sprintf("widgets: %v is not among the options", v))
	}
	return c.labels[i]
}

// value is what a label stands for, the zero T where it stands for nothing.
func (c *chooser[T]) value(label string) (v T) {
	if i, ok := c.at[label]; ok {
		return c.all[i].Value
	}
	return v
}

func (c *chooser[T]) values(labels []string) []T {
	var all []T
	for _, label := range labels {
		if i, ok := c.at[label]; ok {
			all = append(all, c.all[i].Value)
		}
	}
	return all
}

func (c *chooser[T]) labelsOf(values []T) []string {
	labels := make([]string, len(values))
	for i, v := range values {
		labels[i] = c.label(v)
	}
	return labels
}

// valuesAt are the values of options by their places.
func (c *chooser[T]) valuesAt(places []int) []T {
	var all []T
	for _, i := range places {
		if i >= 0 && i < len(c.all) {
			all = append(all, c.all[i].Value)
		}
	}
	return all
}

func (c *chooser[T]) places(values []T) []int {
	all := make([]int, len(values))
	for i, v := range values {
		all[i] = c.at[c.label(v)]
	}
	return all
}

// checkLabels refuses texts that are no options, or one of them twice.
func (c *chooser[T]) checkLabels(labels []string) error {
	seen := map[string]bool{}
	for _, label := range labels {
		if _, ok := c.at[label]; !ok || seen[label] {
			return errChoice
		}
		seen[label] = true
	}
	return nil
}

// checkPlaces refuses numbers of options that are not there, or one of them twice.
func (c *chooser[T]) checkPlaces(places []int) error {
	seen := map[int]bool{}
	for _, i := range places {
		if i < 0 || i >= len(c.all) || seen[i] {
			return errChoice
		}
		seen[i] = true
	}
	return nil
}

// checkPlace refuses the number of an option that is not there.
func (c *chooser[T]) checkPlace(place document.Opt[int]) error {
	if i, ok := place.Get(); ok && (i < 0 || i >= len(c.all)) {
		return errChoice
	}
	return nil
}
