package layout

import (
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Size is the room that something takes, px; what is 0 is left to what is inside and around.
type Size struct {
	Width, Height        float64
	MinWidth, MaxWidth   float64
	MinHeight, MaxHeight float64
	Scroll               bool // scrolls where it is too small; otherwise what is inside sticks out
	Centred              bool // in the middle of what is around
	Stretch, StretchTall bool // as wide, as tall as what is around
}

// Sized gives its children, below each other, a room of a size.
func Sized(s Size, children ...models.UIElement) *models.Column {
	c := document.New[models.Column]()
	c.Children.Set(children)
	c.Spacing.Set(gap)
	SetSize(c, s)
	return c
}

// SetSize has a component take a room of a size; what the size leaves out stays as it is. It panics
// when the component is none that takes room, such as a tooltip.
//
//	layout.SetSize(editor, layout.Size{Height: 240, Stretch: true})
func SetSize(component models.UIElement, s Size) {
	for _, part := range []struct {
		name string
		prop *document.Prop[document.Opt[float64]]
		px   float64
	}{
		{"Width", models.WidthOf(component), s.Width}, {"Height", models.HeightOf(component), s.Height},
		{"MinWidth", models.MinWidthOf(component), s.MinWidth}, {"MaxWidth", models.MaxWidthOf(component), s.MaxWidth},
		{"MinHeight", models.MinHeightOf(component), s.MinHeight}, {"MaxHeight", models.MaxHeightOf(component), s.MaxHeight},
	} {
		if part.px > 0 {
			needed(component, part.name, part.prop).Set(document.Some(part.px))
		}
	}
	mode := needed(component, "SizingMode", models.SizingModeOf(component))
	switch {
	case s.Stretch && s.StretchTall:
		mode.Set(document.Some(models.SizingModeStretchBoth))
	case s.Stretch:
		mode.Set(document.Some(models.SizingModeStretchWidth))
	case s.StretchTall:
		mode.Set(document.Some(models.SizingModeStretchHeight))
	}
	css := ""
	if s.Scroll {
		css += ":host{overflow:auto}"
	}
	if s.Centred {
		css += ":host{margin-inline:auto}"
	}
	if s.Centred && s.Stretch {
		css += ":host{width:100%}" // what has such margins is otherwise as wide as what is in it
	}
	if css != "" {
		style(needed(component, "Stylesheets", models.StylesheetsOf(component)), css)
	}
}

// needed is a property of a component that it must have to be given a size.
func needed[T any](component models.UIElement, name string, p *document.Prop[T]) *document.Prop[T] {
	if p == nil {
		panic(fmt.Sprintf("layout: %T has no %s, so that it cannot be given a size", component, name))
	}
	return p
}

// style adds rules for what is inside a model's element; :host is the element itself.
func style(sheets *document.Prop[[]models.StyleSheetOrStrOrStyleRules], css string) {
	have := sheets.Get()
	sheets.Set(append(have[:len(have):len(have)], models.Str(css)))
}

// Spacer takes room, px; 0 is what is left over.
func Spacer(width, height float64) *models.Spacer {
	s := document.New[models.Spacer]()
	switch {
	case width == 0 && height == 0:
		s.SizingMode.Set(document.Some(models.SizingModeStretchBoth))
	case width == 0:
		s.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
		s.Height.Set(document.Some(height))
	case height == 0:
		s.SizingMode.Set(document.Some(models.SizingModeStretchHeight))
		s.Width.Set(document.Some(width))
	default:
		s.Width.Set(document.Some(width))
		s.Height.Set(document.Some(height))
	}
	return s
}

// Divider is a line across.
func Divider() *models.Div {
	d := document.New[models.Div]()
	d.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	d.HTMLAttributes.Set(map[string]string{"role": "separator"})
	style(&d.Stylesheets, ":host{display:block;height:1px;margin:4px 0;background:var(--pg-border)}")
	return d
}
