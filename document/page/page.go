package page

import "github.com/panelgo/panelgo/document"

// only is the one model of type M that the document has as a root, made and added when there is
// none.
func only[M document.Model](doc *document.Document, create func() M) M {
	for _, root := range doc.Roots() {
		if m, ok := root.(M); ok {
			return m
		}
	}
	m := create()
	doc.Add(m)
	return m
}

// listeners are functions that hear of a new value, in the order in which they came.
type listeners[T any] struct{ all []*func(T) }

func (l *listeners[T]) add(f func(T)) (stop func()) {
	l.all = append(l.all[:len(l.all):len(l.all)], &f)
	return func() {
		for i, other := range l.all {
			if other == &f {
				l.all = append(l.all[:i:i], l.all[i+1:]...)
				return
			}
		}
	}
}

func (l *listeners[T]) tell(v T) {
	for _, f := range l.all {
		(*f)(v)
	}
}
