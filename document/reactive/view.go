package reactive

import (
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Placeholder is a place on the page that shows something else now and then. It is as wide and high as what it shows,
// unless it is given a size.
type Placeholder struct {
	*models.Column
	stop func()
}

// View shows what f makes of a source in its place, and something else when the source has changed. Where f answers
// a component that it has answered before, nothing is built again; nil shows nothing.
func View[A any](a Source[A], f func(A) models.UIElement) *Placeholder { return Show(Bind(a, f)) }

// View2 shows what f makes of two sources.
func View2[A, B any](a Source[A], b Source[B], f func(A, B) models.UIElement) *Placeholder {
	return Show(Bind2(a, b, f))
}

// View3 shows what f makes of three sources.
func View3[A, B, C any](a Source[A], b Source[B], c Source[C], f func(A, B, C) models.UIElement) *Placeholder {
	return Show(Bind3(a, b, c, f))
}

// View4 shows what f makes of four sources.
func View4[A, B, C, D any](a Source[A], b Source[B], c Source[C], d Source[D], f func(A, B, C, D) models.UIElement) *Placeholder {
	return Show(Bind4(a, b, c, d, f))
}

// Show shows the component that a source holds.
func Show(s Source[models.UIElement]) *Placeholder {
	p := &Placeholder{Column: document.New[models.Column]()}
	p.show(s.Value())
	p.stop = s.OnChange(p.show)
	return p
}

func (p *Placeholder) show(content models.UIElement) {
	if v := reflect.ValueOf(content); !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil() {
		p.Children.Set(nil)
		return
	}
	if mode, ok := property[document.Opt[models.SizingMode]](content, "SizingMode"); ok {
		p.SizingMode.Set(mode.Get())
	}
	p.Children.Set([]models.UIElement{content})
}

// property finds a property of a component by its field's name, also where a widget embeds the model.
func property[T any](component models.UIElement, field string) (*document.Prop[T], bool) {
	f := reflect.Indirect(reflect.ValueOf(component)).FieldByName(field)
	if !f.CanAddr() {
		return nil, false
	}
	p, ok := f.Addr().Interface().(*document.Prop[T])
	return p, ok
}
