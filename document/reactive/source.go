package reactive

import (
	"reflect"
	"slices"
)

// Source is a value that changes: a widget, a State, what Bind computes.
type Source[T any] interface {
	// Value returns the value of now, in a turn.
	Value() T
	// OnChange calls f in the turn of each change, with the new value, until stop is called.
	OnChange(f func(T)) (stop func())
}

// Settable is a Source that others may set, as most widgets are.
type Settable[T any] interface {
	Source[T]
	// SetValue changes the value, in a turn. A widget panics at a value beyond its bounds.
	SetValue(T)
}

// same reports whether two values are equal as far as == can say; others count as different.
func same[T any](a, b T) bool {
	x, y := any(a), any(b)
	return reflect.ValueOf(x).Comparable() && x == y
}

// listeners hear of the values of one source, in the order they came.
type listeners[T any] struct{ all []*func(T) }

func (l *listeners[T]) add(f func(T)) (stop func()) {
	l.all = append(slices.Clip(l.all), &f)
	return func() {
		l.all = slices.DeleteFunc(slices.Clone(l.all), func(other *func(T)) bool { return other == &f })
	}
}

func (l *listeners[T]) tell(v T) {
	for _, f := range l.all {
		(*f)(v)
	}
}
