package chat

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// The look of all these is in static/own/components.css, by their classes: a style sheet in each
// message would weigh more than the message.

// div shows markup that this package has made.
func div(markup string, classes ...string) *models.Div {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	d.Text.Set(markup)
	if len(classes) > 0 {
		d.CSSClasses.Set(classes)
	}
	return d
}

func column(class string, children ...models.UIElement) *models.Column {
	c := document.New[models.Column]()
	c.CSSClasses.Set([]string{class})
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.Children.Set(children)
	return c
}

func row(class string, children ...models.UIElement) *models.Row {
	r := document.New[models.Row]()
	r.CSSClasses.Set([]string{class})
	r.Children.Set(children)
	return r
}

// join adds children to those that are there.
func join(to *document.Prop[[]models.UIElement], children ...models.UIElement) {
	have := to.Get()
	to.Set(append(have[:len(have):len(have)], children...))
}

// icon is one of the package's own drawings.
func icon(path string) *models.SVGIcon {
	i := document.New[models.SVGIcon]()
	i.SVG.Set(drawing(path))
	i.Size.Set(models.Str("18px"))
	return i
}

// drawing is an SVG of 24 by 24 of one path, in lines.
func drawing(path string) string {
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" style="fill:var(--pg-fill,none)"><path d="` + path + `"/></svg>`
}

// The drawings.
const (
	arrowUp   = "M12 19V5M5 12l7-7 7 7"
	arrowDown = "M12 5v14M5 12l7 7 7-7"
	square    = "M7 7h10v10H7z"
	pencil    = "M4 20h4L19 9a2.8 2.8 0 0 0-4-4L4 16v4M13.5 6.5l4 4"
	back      = "M9 14l-5-5 5-5M4 9h10a6 6 0 0 1 0 12h-3"
	again     = "M20 11A8 8 0 1 0 18 17M20 4v7h-7"
	bin       = "M4 7h16M10 11v6M14 11v6M6 7l1 13h10l1-13M9 7V4h6v3"
	cross     = "M6 6l12 12M18 6L6 18"
	sheets    = "M9 9h11v11H9zM5 15H4V4h11v1"
)

// button is a drawing to click. Its name is there for those who do not see it.
func button(name, path string, f func()) widgets.Button {
	b := widgets.NewButton(name)
	b.Icon.Set(icon(path))
	b.CSSClasses.Set([]string{"pg-icon"})
	b.Describe(name)
	b.OnClick(f)
	return b
}
