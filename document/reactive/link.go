package reactive

import "github.com/panelgo/panelgo/document"

// Of is a property of a model as a Settable. Make the model with document.New, as all components
// are.
func Of[T any](p *document.Prop[T]) Settable[T] { return held[T]{p} }

type held[T any] struct{ p *document.Prop[T] }

func (p held[T]) Value() T     { return p.p.Get() }
func (p held[T]) SetValue(v T) { p.p.Set(v) }
func (p held[T]) OnChange(f func(T)) (stop func()) {
	return p.p.OnChange(func(c document.Change[T]) { f(c.New) })
}

// Set gives a property the value of a source, now and whenever that changes. Calling stop ends it.
//
//	reactive.Set(&send.Disabled, reactive.Bind(name, func(s string) bool { return s == "" }))
func Set[T any](p *document.Prop[T], s Source[T]) (stop func()) {
	return follow(s, p.Set)
}

// Link gives one value that of another, now and whenever that changes. Calling stop ends it.
func Link[T any](from Source[T], to interface{ SetValue(T) }) (stop func()) {
	return follow(from, to.SetValue)
}

// Sync keeps two values alike; to begin with, the second becomes what the first is. Where one takes
// another value than it is given, such as a number in its range, both have that. Calling stop ends
// it.
func Sync[T any](a, b Settable[T]) (stop func()) {
	passing := false
	pass := func(from, to Settable[T]) func(T) {
		return func(v T) {
			if passing {
				return
			}
			passing = true
			defer func() { passing = false }()
			to.SetValue(v)
			if taken := to.Value(); !same(taken, v) {
				from.SetValue(taken)
			}
		}
	}
	stopA := follow(a, pass(a, b))
	stopB := subscribe(func() func() { return b.OnChange(pass(b, a)) }, func() {})
	return func() { stopA(); stopB() }
}

// Not is true while a source is false.
func Not(s Source[bool]) *Computed[bool] { return Bind(s, func(v bool) bool { return !v }) }
