package pane

import (
	"html"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Stream shows a text that grows, for example as a language model writes it. Only what is new
// travels.
type Stream struct {
	*models.PanelHTML
	state *growing
}

type growing struct {
	text   string // what was appended
	shown  string // as it travels: markup, escaped once more
	render func(string) string
}

// NewTextStream makes a Stream that shows texts as they are, with their line breaks, as a log.
func NewTextStream() Stream { return NewRenderedStream(html.EscapeString, "pg-log") }

// NewRenderedStream makes a Stream whose whole text is turned into markup at each step, in an
// element of a CSS class. The markup is shown as it comes. For Markdown there is markup.NewStream.
func NewRenderedStream(render func(text string) string, class string) Stream {
	s := Stream{document.New[models.PanelHTML](), &growing{render: render}}
	s.RunScripts.Set(false)
	s.DisableMath.Set(true)
	s.PanelHTML.Text.Set("")
	s.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	s.CSSClasses.Set([]string{class})
	document.ReadOnly(&s.PanelHTML.Text)
	return s
}

// Append adds to the end of the text.
func (s Stream) Append(text string) { s.SetText(s.state.text + text) }

// Text is what has been appended so far.
func (s Stream) Text() string { return s.state.text }

// SetText replaces the text; what it has in common with the old one from the beginning does not
// travel.
func (s Stream) SetText(text string) {
	old, now := s.state.shown, html.EscapeString(s.state.render(text))
	s.state.text, s.state.shown = text, now
	same := common(old, now)
	document.SetSilently(&s.PanelHTML.Text, now)
	document.Send(s, "html_stream", map[string]any{"patch": now[same:], "start": utf16Len(now[:same])})
}

// common is how many bytes two texts have in common from the beginning, without cutting a
// character.
func common(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}

// utf16Len is the length of a text as JavaScript counts it.
func utf16Len(text string) (n int) {
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}
