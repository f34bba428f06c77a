package component

import (
	_ "embed"
	"fmt"
	"html/template"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

//go:embed html.js
var htmlCode string

// htmlState is what html.js draws.
type htmlState struct {
	document.Base `bokeh:"panelgo.HTML" extends:"Model"`
	Text          document.Prop[string] `bokeh:"text"`
}

// HTML is a piece of HTML of the author's own, with events: an attribute data-on-click="more" has a
// click on the element, or on what is in it, be heard by the function that [HTML.On] has for more.
// The others are dblclick, input, change, submit, keydown, keyup, focusin and focusout.
type HTML struct {
	*models.ReactiveESM

	js       *JS[htmlState]
	template *template.Template
	handlers map[string]func(HTMLEvent)
}

// HTMLEvent says what happened in a piece of HTML. A browser can send what it likes here.
type HTMLEvent struct {
	Name    string            `json:"name"`    // of the event, as the attribute says
	Type    string            `json:"type"`    // what it was: click, input, …
	Value   string            `json:"value"`   // of the field, or of the button that was clicked
	Checked bool              `json:"checked"` // likewise
	Key     string            `json:"key"`     // that was pressed, such as Enter
	Data    map[string]string `json:"data"`    // the element's data- attributes, by their names in camelCase
	Values  url.Values        `json:"values"`  // of all fields with names in the form, or without one in the whole piece
}

// NewHTML makes HTML of a template, in the language of package html/template, and the data for it.
// The template is trusted, what data brings in is escaped. The error names the template's line.
func NewHTML(text string, data any) (*HTML, error) {
	t, err := template.New("html").Parse(text)
	if err != nil {
		return nil, fmt.Errorf("component: %w", err)
	}
	h := &HTML{js: New[htmlState](Module{Name: "html.js", Code: htmlCode}), template: t, handlers: map[string]func(HTMLEvent){}}
	h.ReactiveESM = h.js.ReactiveESM
	document.ReadOnly(&h.js.State.Text)
	h.js.receive(h.hear)
	return h, h.Update(data)
}

// Update draws the template with other data. What stays alike stays in place: the focus, and what
// is being typed.
func (h *HTML) Update(data any) error {
	var text strings.Builder
	if err := h.template.Execute(&text, data); err != nil {
		return fmt.Errorf("component: %w", err)
	}
	h.js.State.Text.Set(text.String())
	return nil
}

// CSS gives the piece a style of its own, which reaches nothing else.
func (h *HTML) CSS(css string) *HTML {
	h.Stylesheets.Set([]models.StyleSheetOrStrOrStyleRules{models.Str(css)})
	return h
}

// On calls f in a turn at each event of a name.
func (h *HTML) On(name string, f func(HTMLEvent)) *HTML {
	h.handlers[name] = f
	return h
}

func (h *HTML) hear(content any, _ [][]byte) error {
	e, err := read[HTMLEvent](content)
	if err != nil {
		return err
	}
	f, ok := h.handlers[e.Name]
	if !ok {
		if doc := h.Document(); doc != nil {
			doc.Log().Warn("an event of HTML has no function", "event", fmt.Sprintf("%.100q", e.Name), "have", slices.Sorted(maps.Keys(h.handlers)))
		}
		return fmt.Errorf("there is no event %.100q", e.Name)
	}
	f(e)
	return nil
}
