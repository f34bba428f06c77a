package template

import (
	"fmt"
	"html"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Shell is an app's frame. It is the page's one root, and names the page when it is added, unless
// the program has called
// [document.Document.SetTitle]; windows that lie over the page come with [Shell.Over].
type Shell struct {
	*models.Column
	header, sidebar, main, body, over *models.Column
	bar                               *models.Row
	brand                             *models.Div
	title, logo                       string
}

// New makes the frame of an app, in the modern look. Its parts are empty: what has nothing in it is
// not shown.
func New(title string) *Shell {
	s := &Shell{Column: document.New[models.Column](), brand: markup(""), title: title}
	s.header, s.sidebar, s.main, s.over = column(headerStyle), column(sidebarStyle), column(mainStyle), column("")
	s.bar = document.New[models.Row]()
	s.bar.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	s.bar.Stylesheets.Set(sheets(barStyle))
	s.bar.Children.Set([]models.UIElement{s.brand, s.header, markup(themeButton)})
	s.body = column(bodyStyle)
	s.body.Children.Set([]models.UIElement{s.main})
	s.Children.Set([]models.UIElement{s.bar, s.body})
	s.CSSClasses.Set([]string{"pg-shell"})
	s.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	s.Look(Modern)
	s.draw()
	return s
}

func column(css string) *models.Column {
	c := document.New[models.Column]()
	c.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	c.Spacing.Set(12)
	c.Stylesheets.Set(sheets(css))
	return c
}

// markup shows HTML that this package has made.
func markup(text string) *models.Div {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	d.Text.Set(text)
	d.Stylesheets.Set(sheets(buttonStyle))
	return d
}

func sheets(css ...string) []models.StyleSheetOrStrOrStyleRules {
	list := make([]models.StyleSheetOrStrOrStyleRules, len(css))
	for i, text := range css {
		list[i] = models.Str(text)
	}
	return list
}

// Header adds components to the header, right of the app's name.
func (s *Shell) Header(children ...models.UIElement) *Shell { return s.add(s.header, children) }

// Main adds components to the main part, below each other.
func (s *Shell) Main(children ...models.UIElement) *Shell { return s.add(s.main, children) }

// Sidebar adds components to the sidebar, below each other.
func (s *Shell) Sidebar(children ...models.UIElement) *Shell {
	s.body.Children.Set([]models.UIElement{s.sidebar, s.main})
	s.add(s.sidebar, children)
	s.draw()
	return s
}

// Over adds windows that lie over the page, such as modal ones.
func (s *Shell) Over(windows ...models.UIElement) *Shell {
	s.Children.Set([]models.UIElement{s.bar, s.body, s.over})
	return s.add(s.over, windows)
}

func (s *Shell) add(to *models.Column, children []models.UIElement) *Shell {
	have := to.Children.Get()
	to.Children.Set(append(have[:len(have):len(have)], children...))
	return s
}

// Logo shows a picture left of the app's name: an address below the app's own server, or a data:
// one.
func (s *Shell) Logo(address string) *Shell {
	s.logo = address
	s.draw()
	return s
}

// SetTitle changes the app's name in the header. Once the frame is on the page, the browser's tab
// has a title of its own, see
// [document.Document.SetTitle].
func (s *Shell) SetTitle(title string) {
	s.title = title
	s.draw()
}

// PageTitle is the app's name, which the page takes; see [document.Titled].
func (s *Shell) PageTitle() string { return s.title }

// draw writes the header's left end.
func (s *Shell) draw() {
	fold, logo := "", ""
	if len(s.body.Children.Get()) > 1 {
		fold = sidebarButton
	}
	if s.logo != "" {
		logo = fmt.Sprintf(`<img class="logo" alt="" src="%s">`, html.EscapeString(s.logo))
	}
	s.brand.Text.Set(fmt.Sprintf(`<div class="brand">%s%s<h1>%s</h1></div>`, fold, logo, html.EscapeString(s.title)))
}

// The buttons do their work in the browser, by their data-pg-do: see static/own/page.js.
const (
	sidebarButton = `<button type="button" data-pg-do="sidebar" aria-label="Show or hide the sidebar" title="Sidebar">` +
		`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><path d="M3 5h14M3 10h14M3 15h14" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg></button>`
	themeButton = `<button type="button" data-pg-do="theme" aria-label="Light or dark" title="Light or dark">` +
		`<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true"><circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" stroke-width="2"/><path d="M10 3a7 7 0 0 1 0 14z" fill="currentColor"/></svg></button>`
)
