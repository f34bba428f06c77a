package reactive

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Try makes a function that may fail one for View: an error is shown in place of the component,
// with its text as it is.
//
//	reactive.View(city, reactive.Try(func(name string) (models.UIElement, error) { … }))
func Try[A any](f func(A) (models.UIElement, error)) func(A) models.UIElement {
	return func(a A) models.UIElement { return orError(f(a)) }
}

// Try2 does so for View2.
func Try2[A, B any](f func(A, B) (models.UIElement, error)) func(A, B) models.UIElement {
	return func(a A, b B) models.UIElement { return orError(f(a, b)) }
}

// Try3 does so for View3.
func Try3[A, B, C any](f func(A, B, C) (models.UIElement, error)) func(A, B, C) models.UIElement {
	return func(a A, b B, c C) models.UIElement { return orError(f(a, b, c)) }
}

// Try4 does so for View4.
func Try4[A, B, C, D any](f func(A, B, C, D) (models.UIElement, error)) func(A, B, C, D) models.UIElement {
	return func(a A, b B, c C, d D) models.UIElement { return orError(f(a, b, c, d)) }
}

func orError(content models.UIElement, err error) models.UIElement {
	if err == nil {
		return content
	}
	return NewError(err)
}

// NewError shows an error to the visitor, as an alert with its text.
func NewError(err error) models.UIElement {
	d := document.New[models.Div]()
	d.Text.Set(err.Error())
	d.RenderAsText.Set(true)
	d.DisableMath.Set(true)
	d.CSSClasses.Set([]string{"pg-prose", "pg-alert", "pg-danger"})
	d.HTMLAttributes.Set(map[string]string{"role": "alert"})
	d.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	return d
}
