package template

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
)

// sheet is the dot of a page's template while one page is drawn.
type sheet struct {
	Data any

	page  *Page
	from  document.Page
	done  map[string]bool // names of roots that have their place
	all   bool            // the others have theirs
	trial bool            // drawn for nobody
}

func (s *sheet) Title() string          { return s.from.Title }
func (s *sheet) User() string           { return s.from.User }
func (s *sheet) SignIn() string         { return s.from.SignIn }
func (s *sheet) SignOut() string        { return s.from.SignOut }
func (s *sheet) Prefix() string         { return s.from.Prefix }
func (s *sheet) Theme() string          { return s.from.Theme }
func (s *sheet) Nonce() string          { return s.from.Nonce }
func (s *sheet) Head() template.HTML    { return template.HTML(s.from.HeadHTML) }
func (s *sheet) Account() template.HTML { return template.HTML(s.from.AccountHTML) }

// Root is the place of the roots of a name.
func (s *sheet) Root(name string) (template.HTML, error) {
	if s.done[name] {
		return "", fmt.Errorf("the root %q has a place already", name)
	}
	s.done[name] = true
	html := s.places(func(r document.PageRoot) bool { return r.Name == name })
	if html == "" && !s.trial {
		have := map[string]bool{}
		for _, r := range s.from.Roots {
			have[r.Name] = true
		}
		return "", fmt.Errorf("no root is called %q: doc.AddAs gives names; there are %q", name, slices.Sorted(maps.Keys(have)))
	}
	return html, nil
}

// Roots are the places of all roots that the template does not name.
func (s *sheet) Roots() (template.HTML, error) {
	if s.all {
		return "", fmt.Errorf("the roots have their place already")
	}
	s.all = true
	return s.places(func(r document.PageRoot) bool { return !s.page.placed[r.Name] && !s.done[r.Name] }), nil
}

func (s *sheet) places(wanted func(document.PageRoot) bool) template.HTML {
	var b strings.Builder
	for _, r := range s.from.Roots {
		if wanted(r) {
			b.WriteString(r.HTML)
		}
	}
	return template.HTML(b.String())
}
