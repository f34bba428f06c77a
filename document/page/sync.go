package page

import (
	"fmt"
	"net/url"
	"slices"

	"github.com/panelgo/panelgo/document"
)

// Source is a value that tells of its changes: a widget's, a plot's range, or one of the program's
// own.
type Source[T any] interface {
	// Value returns the value of now.
	Value() T
	// OnChange calls f in the turn of each change, with the new value, until stop is called.
	OnChange(f func(T)) (stop func())
}

// Settable is a [Source] that can be given a value: widgets and states.
type Settable[T any] interface {
	Source[T]
	// SetValue changes the value, in a turn. A widget panics at a value beyond its bounds.
	SetValue(T)
}

// Sync keeps a value and an argument of the page's query alike. A page that is opened with the
// argument starts with its value; a value that no visitor could have entered changes nothing, and
// is noted in the log. When the value changes, so does the address, without loading the page; an
// argument whose value is what it was when Sync was called is left out. Steps back and forth in the
// browser's history change the value. Calling stop ends all this.
//
// The source is a widget, a state, or what else has SetValue. T is a text, a number, a bool, a
// [time.Time], a [time.Duration], what reads and writes itself as text ([encoding.TextMarshaler]),
// or a slice of these: an argument for each item. A struct of a Start and an End is written "1..5".
// Choices of a widget are written by their labels, whatever their type. Sync panics on other types.
func Sync[T any](doc *document.Document, name string, source Settable[T]) (stop func()) {
	return SyncWith(doc, name, source, source.SetValue)
}

// SyncWith is [Sync] for a source that is set in another way:
//
//	page.SyncWith(doc, "page", pager, func(n int) { pager.Open(min(n, last)) })
func SyncWith[T any](doc *document.Document, name string, source Source[T], set func(T)) (stop func()) {
	form := textFor[T](source)
	a, start := Location(doc), source.Value()
	unsaid := form.write(start)
	p := &parameter{name: name}
	p.read = func(values []string) error {
		v := start
		if len(values) > 0 {
			var err error
			if v, err = form.read(values); err != nil {
				return err
			}
		}
		if slices.Equal(form.write(v), form.write(source.Value())) {
			return nil
		}
		if checked, ok := source.(interface{ CheckValue(T) error }); ok { // its parts' own checks are for browsers
			if err := checked.CheckValue(v); err != nil {
				return err
			}
			set(v)
			return nil
		}
		return enter(source, func() { set(v) })
	}
	a.readSync(p, a.Query())
	a.syncs = append(a.syncs, p)
	unhear := source.OnChange(func(v T) {
		values := form.write(v)
		if slices.Equal(values, unsaid) {
			values = nil
		}
		a.SetQuery(name, values...)
	})
	return func() {
		unhear()
		a.syncs = slices.DeleteFunc(slices.Clone(a.syncs), func(other *parameter) bool { return other == p })
	}
}

// parameter is an argument of the query that something follows.
type parameter struct {
	name string
	read func(values []string) error // no values: the argument is not there
}

// readSyncs makes all that follow the query read it.
func (a *Address) readSyncs() {
	arguments := a.Query() // as it is now: what is set below may change it
	for _, p := range a.syncs {
		a.readSync(p, arguments)
	}
}

func (a *Address) readSync(p *parameter, arguments url.Values) {
	if err := p.read(arguments[p.name]); err != nil {
		if doc := a.model.Document(); doc != nil {
			doc.Log().Info("page: an argument of the address is not taken", "argument", p.name, "why", fmt.Sprintf("%.200s", err))
		}
	}
}

// enter sets a widget as if a visitor had, so that its checks are asked.
func enter(source any, set func()) error {
	if widget, ok := source.(document.Model); ok {
		return document.SetAsVisitor(widget, set)
	}
	set()
	return nil
}
