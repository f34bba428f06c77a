package page

import (
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/document"
)

// Look is which of its two themes a page shows.
type Look string

// The looks. Auto is what the visitor's system asks for.
const (
	Light Look = "light"
	Dark  Look = "dark"
	Auto  Look = "auto"
)

// Allowed lists the looks.
func (Look) Allowed() []string { return []string{string(Light), string(Dark), string(Auto)} }

// Switch is the page's theme. The visitor's own choice goes first: ?theme=dark in the address, then
// what they chose with a button; then what the program says; then what the system asks for.
type Switch struct {
	model *theme
	now   Look
	heard listeners[Look]
}

// theme is the model that static/own/models.js keeps alike with the page.
type theme struct {
	document.Base `bokeh:"panelgo.Theme"`
	Mode          document.Prop[document.Opt[string]] `bokeh:"mode"` // what the program says
	Live          document.Prop[bool]                 `bokeh:"live" default:"false"`
	Turn          document.Prop[int]                  `bokeh:"turn" default:"0"` // grows each time that the program says something
	Shown         document.Prop[string]               `bokeh:"shown" default:"\"\""`

	knob *Switch
}

// Theme is the document's theme.
func Theme(doc *document.Document) *Switch {
	return only(doc, func() *theme {
		m := document.New[theme]()
		m.knob = &Switch{model: m, now: Light}
		if asked := Look(doc.Visit().Argument("theme")); asked == Dark {
			m.knob.now = asked
		}
		document.ReadOnly(&m.Mode, &m.Live, &m.Turn)
		document.Check(&m.Shown, func(shown string) error {
			if shown != string(Light) && shown != string(Dark) {
				return fmt.Errorf("%.20q is no theme", shown)
			}
			return nil
		})
		m.Shown.OnChange(func(c document.Change[string]) { m.knob.become(Look(c.New)) })
		return m
	}).knob
}

// SetTheme makes the page show a theme. While the app is built, it is what visitors see who have
// not chosen themselves; later, it changes what is shown.
func SetTheme(doc *document.Document, look Look) { Theme(doc).SetValue(look) }

// Value is what the page shows, Light or Dark. Before the browser has drawn the page, it is what
// the address asks for, else what the program has said, else Light.
func (s *Switch) Value() Look { return s.now }

// SetValue makes the page show a theme, as [SetTheme] does. It panics for what is no look.
func (s *Switch) SetValue(look Look) {
	if !slices.Contains(look.Allowed(), string(look)) {
		panic(fmt.Sprintf("page: %q is no theme; there are light, dark and auto", look))
	}
	s.model.Mode.Set(document.Some(string(look)))
	doc := s.model.Document()
	if doc.Views() == 0 {
		doc.SetTheme(string(look)) // so that the page is never seen in another
		if doc.Visit().Argument("theme") == "" && look != Auto {
			s.become(look)
		}
		return
	}
	s.model.Live.Set(true)
	s.model.Turn.Set(s.model.Turn.Get() + 1)
}

func (s *Switch) become(look Look) {
	if s.now != look {
		s.now = look
		s.heard.tell(look)
	}
}

// OnChange calls f when the page shows another theme. Calling stop ends it.
func (s *Switch) OnChange(f func(Look)) (stop func()) { return s.heard.add(f) }
