package reactive

import (
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Placeholder is a place on the page that shows something else now and then, and stretches as that
// does.
type Placeholder struct{ *models.Column }

// View shows what f makes of a source in its place, and something else when the source has changed.
// Where f returns a component that it has returned before, nothing is built again; nil shows
// nothing. What f makes of this package (values, views, links) is suspended while the component
// that it returned is not shown.
func View[A any](a Source[A], f func(A) models.UIElement) *Placeholder {
	own := newOwner()
	return Show(Bind(a, func(a A) models.UIElement { return own.run(func() models.UIElement { return f(a) }) }))
}

// View2 shows what f makes of two sources.
func View2[A, B any](a Source[A], b Source[B], f func(A, B) models.UIElement) *Placeholder {
	own := newOwner()
	return Show(Bind2(a, b, func(a A, b B) models.UIElement { return own.run(func() models.UIElement { return f(a, b) }) }))
}

// View3 shows what f makes of three sources.
func View3[A, B, C any](a Source[A], b Source[B], c Source[C], f func(A, B, C) models.UIElement) *Placeholder {
	own := newOwner()
	return Show(Bind3(a, b, c, func(a A, b B, c C) models.UIElement {
		return own.run(func() models.UIElement { return f(a, b, c) })
	}))
}

// View4 shows what f makes of four sources.
func View4[A, B, C, D any](a Source[A], b Source[B], c Source[C], d Source[D], f func(A, B, C, D) models.UIElement) *Placeholder {
	own := newOwner()
	return Show(Bind4(a, b, c, d, func(a A, b B, c C, d D) models.UIElement {
		return own.run(func() models.UIElement { return f(a, b, c, d) })
	}))
}

// Show shows the component that a source holds.
func Show(s Source[models.UIElement]) *Placeholder {
	p := &Placeholder{document.New[models.Column]()}
	follow(s, p.show)
	return p
}

func (p *Placeholder) show(content models.UIElement) {
	var children []models.UIElement
	mode := document.None[models.SizingMode]()
	if !isNothing(content) {
		children = []models.UIElement{content}
		if own := models.SizingModeOf(content); own != nil {
			mode = own.Get()
		}
	}
	p.SizingMode.Set(mode)
	p.Children.Set(children)
}

func isNothing(content models.UIElement) bool {
	v := reflect.ValueOf(content)
	return !v.IsValid() || v.Kind() == reflect.Pointer && v.IsNil()
}
