package form

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// part is a piece of a form that shows one value: a field, or a group of them.
type part struct {
	name, label string
	view        models.UIElement // nil: it is hidden
	section     string           // a heading above it

	read  func(v reflect.Value)       // gives v what is entered
	show  func(v reflect.Value) error // enters what v holds, unless that cannot be entered
	judge func(told error) error      // shows what is wrong with what is entered, told or by the rules, and answers it
	lines func(add func(label, text string))
	plain func(add func(label, text string)) // lines without the part's own label; nil: it is no struct
	inner func() []*part                     // nil: it is a field
}

// step is what a part adds to the path of those in it.
func (p *part) step(path string) string {
	switch {
	case path == "" || p.name == "":
		return path + p.name
	case p.name[0] == '[':
		return path + p.name
	}
	return path + "." + p.name
}

// walk visits a part and all in it, with their paths as in "Address.Street" and "Guests[1].Name".
func (p *part) walk(path string, visit func(path string, p *part)) {
	path = p.step(path)
	visit(path, p)
	if p.inner == nil {
		return
	}
	for _, in := range p.inner() {
		in.walk(path, visit)
	}
}

// source is a widget.
type source[T any] interface {
	models.UIElement
	Value() T
	SetValue(T)
	OnChange(func(T)) (stop func())
}

// convert is how a field's widget holds what the struct holds.
type convert[T any] struct {
	in   func(reflect.Value) (T, error) // what the widget shows
	out  func(T, reflect.Value)         // what the struct gets
	rule func(T) error                  // nil: everything is right
	text func(T) string                 // for the review; nil: as fmt writes it

	// other is a value that differs. A field that a visitor has left with something wrong still
	// shows that, while the program has the value from before: only a change makes the page show it
	// again. nil: the field takes nothing wrong.
	other func(T) T
}

// field makes a part of a widget.
func field[T any](b *builder, r *rules, w source[T], c convert[T]) *part {
	if c.rule == nil {
		c.rule = func(T) error { return nil }
	}
	if c.text == nil {
		c.text = func(v T) string { return fmt.Sprint(v) }
	}
	p := &part{name: r.field.Name, label: r.label, section: r.section, view: w}
	if r.help != "" {
		if described, ok := any(w).(interface{ Describe(string) }); ok {
			described.Describe(r.help)
		}
	}
	p.judge = judged(w, c.rule)
	p.read = func(v reflect.Value) { c.out(w.Value(), v) }
	p.show = func(v reflect.Value) error {
		shown, err := c.in(v)
		if err != nil {
			return err
		}
		if c.other != nil {
			w.SetValue(c.other(shown))
		}
		w.SetValue(shown)
		widgets.Complain(w, nil)
		return nil
	}
	p.lines = func(add func(label, text string)) { add(r.label, c.text(w.Value())) }
	w.OnChange(func(T) { b.changed() })
	return p
}

// judged makes a widget check what is entered at once where it can, and show beside it what is
// wrong.
func judged[T any](w source[T], rule func(T) error) func(error) error {
	var told error
	both := func(v T) error {
		if told != nil {
			return told
		}
		return rule(v)
	}
	var check func() error
	if v, ok := any(w).(interface {
		Validate(func(T) error) func() error
	}); ok {
		check = v.Validate(both)
	} else {
		w.OnChange(func(T) { widgets.Complain(w, nil) })
		check = func() error {
			err := both(w.Value())
			widgets.Complain(w, err)
			return err
		}
	}
	return func(err error) error {
		told = err
		defer func() { told = nil }()
		return check()
	}
}

var errRequired = errors.New("this is needed")

// wide has a component take all the room that there is from side to side.
func wide(component models.UIElement) {
	if p := models.SizingModeOf(component); p != nil {
		p.Set(document.Some(models.SizingModeStretchWidth))
	}
}
