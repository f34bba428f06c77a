package page

import (
	"fmt"
	"net/url"
	"reflect"
	"slices"

	"github.com/panelgo/panelgo/document"
)

// Source is a value that tells of its changes: a widget's, a plot's range, or one of the program's
// own.
type Source[T any] interface {
	Value() T
	OnChange(func(T)) (stop func())
}

// Settable is a [Source] that can be given a value: widgets and states.
type Settable[T any] interface {
	Source[T]
	SetValue(T)
}

// Sync keeps a value and an argument of the page's query alike. A page that is opened with the
// argument starts with its value; a value that no visitor could have entered changes nothing, and
// is noted in the log. When the value changes, so does the address, without loading the page; an
// argument whose value is what it was when Sync was called is left out. Steps back and forth in the
// browser's history change the value. Calling stop ends all this.
//
// The source is a widget, a state, or what else has SetValue; where that takes the items of a list
// of choices one by one, or both ends of a range, it is called so. T is a text, a number, a bool, a
// [time.Time], a [time.Duration], what reads and writes itself as text ([encoding.TextMarshaler]),
// or a slice of these: an argument for each item. A struct of a Start and an End is written "1..5".
// Choices of a widget are written by their labels, whatever their type. Sync panics on other types
// and on a source that it cannot set.
func Sync[T any](doc *document.Document, name string, source Source[T]) (stop func()) {
	return SyncWith(doc, name, source, setterOf(source))
}

// setterOf is how a source is given a value.
func setterOf[T any](source Source[T]) func(T) {
	if s, ok := source.(Settable[T]); ok {
		return s.SetValue
	}
	set := reflect.ValueOf(source).MethodByName("SetValue")
	if set.IsValid() {
		takes, t := set.Type(), reflect.TypeFor[T]()
		_, choices := source.(labelled) // whose values are judged before they are set
		switch {
		case choices && takes.IsVariadic() && takes.NumIn() == 1 && takes.In(0) == t:
			return func(v T) { set.CallSlice([]reflect.Value{reflect.ValueOf(&v).Elem()}) }
		case isSpan(t) && takes.NumIn() == 2 && takes.In(0) == t.Field(0).Type && takes.In(1) == t.Field(1).Type:
			return func(v T) { set.Call([]reflect.Value{reflect.ValueOf(v).Field(0), reflect.ValueOf(v).Field(1)}) }
		}
	}
	panic(fmt.Sprintf("page: there is no SetValue of %T that takes what its Value is; say how it is set with SyncWith", source))
}

// SyncWith is [Sync] for a source that is set in another way:
//
//	page.SyncWith(doc, "place", place, func(path []string) { place.SetValue(path...) })
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
