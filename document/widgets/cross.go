package widgets

import (
	"fmt"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document/models"
)

// CrossSelector moves options from a list of what there is to a list of what is picked, and
// searches in both.
type CrossSelector[T comparable] struct {
	*models.Row
	Left, Right MultiSelect[T]
	filter      [2]TextInput
	all         *[]Choice[T]
	state       *picked[[]T]
}

// picked is a value that no single model holds, and who listens to it.
type picked[T any] struct {
	value T
	hear  []*func(T)
}

// set replaces the value and tells it.
func (p *picked[T]) set(v T) {
	p.value = v
	for _, f := range p.hear {
		(*f)(v)
	}
}

func (p *picked[T]) onChange(f func(T)) (stop func()) {
	p.hear = append(slices.Clip(p.hear), &f)
	return func() {
		p.hear = slices.DeleteFunc(slices.Clone(p.hear), func(g *func(T)) bool { return g == &f })
	}
}

// NewCrossSelector makes a selector of which nothing is picked.
func NewCrossSelector[T comparable](choices []Choice[T]) CrossSelector[T] {
	c := CrossSelector[T]{
		Left: NewMultiSelect("Available", []Choice[T]{}), Right: NewMultiSelect("Selected", []Choice[T]{}),
		filter: [2]TextInput{NewTextInput(""), NewTextInput("")}, all: &choices, state: &picked[[]T]{},
	}
	add, remove := NewButton("❯"), NewButton("❮")
	add.Describe("Add what is marked on the left")
	remove.Describe("Take away what is marked on the right")
	for _, f := range c.filter {
		f.Placeholder.Set("Filter")
		f.OnType(func(string) { c.show() })
	}
	for _, l := range []MultiSelect[T]{c.Left, c.Right} {
		l.Size.Set(8)
	}
	add.OnClick(func() { c.change(append(c.Value(), c.Left.Value()...)) })
	remove.OnClick(func() {
		drop := c.Right.Value()
		c.change(slices.DeleteFunc(c.Value(), func(v T) bool { return slices.Contains(drop, v) }))
	})
	buttons := stack(add, remove)
	buttons.Align.Set(models.AlignCenter)
	c.Row = line(stack(c.filter[0], c.Left), buttons, stack(c.filter[1], c.Right))
	c.show()
	return c
}

// show fills both lists with what contains the texts of their filters.
func (c CrossSelector[T]) show() {
	left, right := c.filter[0].ValueInput.Get(), c.filter[1].ValueInput.Get()
	var there, picked []Choice[T]
	for _, choice := range *c.all {
		if isPicked := slices.Contains(c.state.value, choice.Value); isPicked && holds(choice.Label, right) {
			picked = append(picked, choice)
		} else if !isPicked && holds(choice.Label, left) {
			there = append(there, choice)
		}
	}
	c.Left.SetChoices(there)
	c.Right.SetChoices(picked)
}

func (c CrossSelector[T]) change(picked []T) {
	c.state.value = picked
	c.show()
	c.state.set(picked)
}

// Value are the options that are picked, in the order in which that was done.
func (c CrossSelector[T]) Value() []T { return slices.Clone(c.state.value) }

// SetValue picks options; it panics when there is no such option.
func (c CrossSelector[T]) SetValue(values []T) {
	known := newChooser(*c.all)
	for _, v := range values {
		if known.index(v) < 0 {
			mustTake(c, c.Left.Title.Get(), fmt.Errorf("%v is not among the options", v))
			return
		}
	}
	c.change(slices.Clone(values))
}

// SetChoices replaces the options. What is picked stays picked as far as it is among them.
func (c CrossSelector[T]) SetChoices(choices []Choice[T]) {
	*c.all = choices
	known := newChooser(choices)
	picked := slices.DeleteFunc(c.Value(), func(v T) bool { return known.index(v) < 0 })
	if len(picked) < len(c.state.value) {
		c.change(picked)
		return
	}
	c.show()
}

// Select is SetValue for options one by one.
func (c CrossSelector[T]) Select(values ...T) { c.SetValue(values) }

// OnChange calls f when options are moved. Calling stop ends it.
func (c CrossSelector[T]) OnChange(f func(values []T)) (stop func()) { return c.state.onChange(f) }

// Describe explains the selector in a tooltip beside its first label.
func (c CrossSelector[T]) Describe(text string) { c.Left.Describe(text) }

// holds reports whether a text contains another one, in capitals or not.
func holds(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}
