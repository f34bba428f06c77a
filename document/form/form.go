package form

import (
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// Form is a form for a struct of type T. It is a component, and a source of its value.
type Form[T any] struct {
	*models.Column
	Submit, Reset widgets.Button // they show once there is an OnSubmit

	root    *part
	first   T  // what Reset goes back to
	into    *T // nil: nowhere
	filling bool
	heard   []*func(T)
	rules   []func(T) error
	submit  func(T)
	busy    *reactive.State[bool]

	fields  *models.Column
	summary *models.Div // what is wrong, but not with one field
	buttons *models.Row
	review  *review // nil: there is none
}

// Option changes how a form is made.
type Option func(*builder)

// Options are the options of the field at a path, for those that only the running program knows.
// They go before those of its tag.
//
//	form.New(order, form.Options("Address.Country", countries...))
func Options(path string, options ...string) Option {
	return func(b *builder) { b.options[path] = options }
}

// New makes a form that shows a value. A tag that is wrong, or a type that there is no field for,
// is an error that names the struct, the field and what to write instead.
func New[T any](v T, options ...Option) (*Form[T], error) {
	f, all, err := prepare(v, options)
	if err != nil {
		return nil, err
	}
	f.build(arrange(all))
	return f, nil
}

// prepare makes a form and its parts, which are not placed yet.
func prepare[T any](v T, options []Option) (f *Form[T], all []*part, err error) {
	f = &Form[T]{first: v, busy: reactive.NewState(false)}
	t := reflect.TypeFor[T]()
	if t.Kind() != reflect.Struct {
		return nil, nil, fmt.Errorf("form: a form is made of a struct, not of a %v", t)
	}
	b := &builder{options: map[string][]string{}, changed: func() { f.changed() }}
	for _, option := range options {
		option(b)
	}
	if all, err = b.fields(t, ""); err != nil {
		return nil, nil, err
	}
	f.root = &part{
		judge: func(told error) error { return told },
		read:  func(v reflect.Value) { readAll(all, v) },
		show:  func(v reflect.Value) error { return showAll(all, v) },
		inner: func() []*part { return all },
		lines: func(add func(label, text string)) {
			for _, p := range all {
				p.lines(add)
			}
		},
	}
	if err := f.known(b.options); err != nil {
		return nil, nil, err
	}
	if err := f.fill(v); err != nil {
		return nil, nil, fmt.Errorf("form: %v.%w; give New a value that can be shown", t, err)
	}
	return f, all, nil
}

// FromStruct makes a form of *v that keeps *v as what is entered: it changes with each field that a
// visitor leaves. Other turns of the same session may read it; goroutines must not.
func FromStruct[T any](v *T, options ...Option) (*Form[T], error) {
	f, err := New(*v, options...)
	if err == nil {
		f.into = v
	}
	return f, err
}

// known refuses options for fields that are not there.
func (f *Form[T]) known(options map[string][]string) error {
	for path := range options {
		if f.part(path) == nil {
			return fmt.Errorf("form: %v has no field %s to give options to", reflect.TypeFor[T](), path)
		}
	}
	return nil
}

// maxWidth is how wide a form is at most, px: longer lines are hard to follow.
const maxWidth = 640

func (f *Form[T]) build(views []models.UIElement) {
	f.Submit, f.Reset = widgets.NewButton("Submit"), widgets.NewButton("Reset")
	f.Submit.SetColor(widgets.Primary)
	f.Submit.OnClick(f.press)
	f.Reset.OnClick(f.reset)
	f.fields = layout.Column(views...)
	f.summary = document.New[models.Div]()
	f.summary.RenderAsText.Set(true)
	f.summary.DisableMath.Set(true)
	f.summary.Visible.Set(false)
	f.summary.CSSClasses.Set([]string{"pg-alert", "pg-danger"})
	f.summary.HTMLAttributes.Set(map[string]string{"role": "alert"})
	f.summary.Styles.Set(models.StyleMap{"white-space": document.Some("pre-line")})
	f.buttons = layout.Row(f.Submit, f.Reset)
	f.buttons.Visible.Set(false)
	f.Column = layout.Column(f.fields, f.summary, f.buttons)
	f.MaxWidth.Set(document.Some(float64(maxWidth)))
	reactive.Busy(f, f.busy)
}

// Value is what is entered. Fields whose content is refused have the value from before.
func (f *Form[T]) Value() (v T) {
	f.root.read(reflect.ValueOf(&v).Elem())
	return v
}

// SetValue enters a value. It panics when the value cannot be shown, such as an option that is not
// there.
func (f *Form[T]) SetValue(v T) {
	if err := f.fill(v); err != nil {
		panic(fmt.Sprintf("form: %v.%v", reflect.TypeFor[T](), err))
	}
	f.say(nil)
	f.changed()
}

// fill shows a value, of which nobody hears until it is all there.
func (f *Form[T]) fill(v T) error {
	f.filling = true
	defer func() { f.filling = false }()
	return f.root.show(reflect.ValueOf(&v).Elem())
}

// OnChange calls f when something was entered: a field was left, a box ticked, a row added. Calling
// stop ends it.
func (f *Form[T]) OnChange(hear func(T)) (stop func()) {
	f.heard = append(f.heard[:len(f.heard):len(f.heard)], &hear)
	return func() {
		for i, other := range f.heard {
			if other == &hear {
				f.heard = append(f.heard[:i:i], f.heard[i+1:]...)
				return
			}
		}
	}
}

func (f *Form[T]) changed() {
	if f.filling {
		return
	}
	v := f.Value()
	if f.into != nil {
		*f.into = v
	}
	for _, hear := range f.heard {
		(*hear)(v)
	}
}

// part finds a part by its path, nil if it is not there.
func (f *Form[T]) part(path string) (found *part) {
	f.root.walk("", func(at string, p *part) {
		if at == path && p != f.root {
			found = p
		}
	})
	return found
}

// Component is the component of a field, for example to hide it:
// form.Component("Note").(*…).Visible. It is nil where the field is hidden, and panics where there
// is none.
func (f *Form[T]) Component(path string) models.UIElement {
	p := f.part(path)
	if p == nil {
		panic(fmt.Sprintf("form: %v has no field %s", reflect.TypeFor[T](), path))
	}
	return p.view
}

// SetVisible shows a field, or hides it. Its value stays.
func (f *Form[T]) SetVisible(path string, visible bool) {
	if p := models.VisibleOf(f.Component(path)); p != nil {
		p.Set(visible)
	}
}

// SetDisabled keeps visitors from a field, or lets them have it.
func (f *Form[T]) SetDisabled(path string, disabled bool) {
	if p := models.DisabledOf(f.Component(path)); p != nil {
		p.Set(disabled)
	}
}
