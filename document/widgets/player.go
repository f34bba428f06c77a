package widgets

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Player runs through whole numbers, like the frames of a film.
type Player struct{ *models.Player }

// NewPlayer makes a player from start to end that stands at its start. Its Interval property is the
// time from step to step, 500 ms; LoopPolicy says what happens at the end.
func NewPlayer(label string, start, end int) Player {
	p := Player{document.New[models.Player]()}
	p.Title.Set(label)
	p.Player.Value.Set(start)
	p.SetBounds(start, end)
	document.ReadOnly(&p.Start, &p.End, &p.Step)
	inside := func(n int) error { return within(n, p.Start.Get(), p.End.Get()) }
	document.Check(&p.Player.Value, inside)
	document.Check(&p.Interval, func(ms int) error {
		if ms < 1 {
			return fmt.Errorf("%d ms is too fast", ms)
		}
		return nil
	})
	document.Check(&p.Direction, func(d int) error { return within(d, -1, 1) })
	return p
}

// Value is where the player stands.
func (p Player) Value() int { return p.Player.Value.Get() }

// SetValue moves the player; it panics if n is beyond its ends.
func (p Player) SetValue(n int) {
	if mustTake(p, p.Title.Get(), within(n, p.Start.Get(), p.End.Get())) {
		p.Player.Value.Set(n)
	}
}

// SetBounds gives the player other ends, and moves it to the nearest one if it stands beyond them.
func (p Player) SetBounds(start, end int) {
	mustBound(p.Title.Get(), float64(start), float64(end))
	p.Start.Set(start)
	p.End.Set(end)
	if n := p.Value(); within(n, start, end) != nil {
		p.Player.Value.Set(min(max(n, start), end))
	}
}

// Play starts the player, Pause stops it.
func (p Player) Play() { p.Direction.Set(1) }

// Pause stops the player where it is.
func (p Player) Pause() { p.Direction.Set(0) }

// OnChange calls f at each step. Calling stop ends it.
func (p Player) OnChange(f func(n int)) (stop func()) {
	return p.Player.Value.OnChange(func(c document.Change[int]) { f(c.New) })
}

// Describe explains the player to whoever rests the mouse on it.
func (p Player) Describe(text string) { hover(&p.HTMLAttributes, text) }

// DiscretePlayer runs through options that have an order.
type DiscretePlayer[T comparable] struct {
	*models.DiscretePlayer
	choices *chooser[T]
}

// NewDiscretePlayer makes a player that stands at its first option.
func NewDiscretePlayer[T comparable](label string, choices []Choice[T]) DiscretePlayer[T] {
	p := DiscretePlayer[T]{document.New[models.DiscretePlayer](), newChooser[T](nil)}
	p.Title.Set(label)
	p.Start.Set(0)
	p.SetChoices(choices)
	document.ReadOnly(&p.Options, &p.Start, &p.End, &p.Step)
	document.Check(&p.DiscretePlayer.Value, func(i int) error { return p.choices.checkPlaces([]int{i}) })
	return p
}

// SetChoices replaces the options. The player stays at its option if it is among them, else it
// stands at the first.
func (p DiscretePlayer[T]) SetChoices(choices []Choice[T]) {
	p.choosing().replace(choices, func() {
		options := make([]any, len(choices))
		for i, label := range p.choices.labels {
			options[i] = label
		}
		if len(options) == 0 {
			options = []any{noOption}
		}
		p.Options.Set(options)
		p.End.Set(len(options) - 1)
		p.Disabled.Set(len(choices) == 0)
	})
}

func (p DiscretePlayer[T]) choosing() choosing[T, int] {
	return choosing[T, int]{choices: p.choices, prop: &p.DiscretePlayer.Value, no: -1, one: true,
		read: func(i int) []T { return p.choices.valuesAt([]int{i}) },
		write: func(values []T) int {
			if len(values) == 0 {
				return 0
			}
			return p.choices.at[p.choices.label(values[0])]
		}}
}

// Value is the option that the player stands at, the zero T if there are none.
func (p DiscretePlayer[T]) Value() T {
	return p.choices.one(document.Some(p.DiscretePlayer.Value.Get()))
}

// SetValue moves the player; it panics when there is no such option.
func (p DiscretePlayer[T]) SetValue(v T) {
	p.DiscretePlayer.Value.Set(p.choices.at[p.choices.label(v)])
}

// Play starts the player, Pause stops it.
func (p DiscretePlayer[T]) Play() { p.Direction.Set(1) }

// Pause stops the player where it is.
func (p DiscretePlayer[T]) Pause() { p.Direction.Set(0) }

// OnChange calls f at each step. Calling stop ends it.
func (p DiscretePlayer[T]) OnChange(f func(v T)) (stop func()) {
	return p.choosing().onOne(f)
}

// Describe explains the player to whoever rests the mouse on it.
func (p DiscretePlayer[T]) Describe(text string) { hover(&p.HTMLAttributes, text) }
