package widgets

import (
	"reflect"
	"slices"

	"github.com/panelgo/panelgo/document"
)

// choosing is how the options of a widget that are picked travel in one of its properties. Options
// are told apart by their values: labels and places may change around them.
type choosing[T comparable, W any] struct {
	choices *chooser[T]
	prop    *document.Prop[W]
	read    func(W) []T // the values of what travels
	write   func([]T) W // the reverse
	no      W           // what stands for no option, and differs from all that do
	one     bool        // the first option is picked where no other is
}

// replace gives the widget other options, which show hands to its model. What was picked stays so
// as far as it is among them, whatever it is called now. Who listens is told if it is not.
func (c choosing[T, W]) replace(all []Choice[T], show func()) {
	before := c.read(c.prop.Get())
	c.choices.set(all)
	show()
	after := slices.DeleteFunc(slices.Clone(before), func(v T) bool { return c.choices.index(v) < 0 })
	if c.one && len(after) == 0 && len(all) > 0 {
		after = []T{all[0].Value}
	}
	travels := c.write(after)
	if !slices.Equal(before, after) && reflect.DeepEqual(travels, c.prop.Get()) {
		document.SetSilently(c.prop, c.no) // another value by the same label or place: Set has to see a change
	}
	c.prop.Set(travels)
}

// onChange calls f when other options are picked, and not when those that are get other labels.
func (c choosing[T, W]) onChange(f func([]T)) (stop func()) {
	last := c.read(c.prop.Get())
	return c.prop.OnChange(func(change document.Change[W]) {
		now := c.read(change.New)
		if !slices.Equal(last, now) {
			last = now
			f(now)
		}
	})
}

// onOne is onChange where one option is picked, the zero T where there are none.
func (c choosing[T, W]) onOne(f func(T)) (stop func()) {
	return c.onChange(func(values []T) { f(first(values)) })
}

func first[T any](values []T) (v T) {
	if len(values) > 0 {
		return values[0]
	}
	return v
}

// byLabels are options that travel as a list of labels.
func byLabels[T comparable](c *chooser[T], prop *document.Prop[[]string]) choosing[T, []string] {
	return choosing[T, []string]{choices: c, prop: prop, read: c.values, write: c.labelsOf, no: []string{"\x00"}}
}

// byPlaces are options that travel as a list of places.
func byPlaces[T comparable](c *chooser[T], prop *document.Prop[[]int]) choosing[T, []int] {
	return choosing[T, []int]{choices: c, prop: prop, read: c.valuesAt, write: c.places, no: []int{-1}}
}

// byPlace is one option that travels as its place.
func byPlace[T comparable](c *chooser[T], prop *document.Prop[document.Opt[int]]) choosing[T, document.Opt[int]] {
	return choosing[T, document.Opt[int]]{choices: c, prop: prop, no: document.Some(-1), one: true,
		read: func(place document.Opt[int]) []T { return c.valuesAt([]int{place.Or(-1)}) },
		write: func(values []T) document.Opt[int] {
			if len(values) == 0 {
				return document.None[int]()
			}
			return c.place(values[0])
		}}
}
