package layout

import (
	"cmp"
	"fmt"
	"html"
	"math"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Band colours a value: up to a limit. Values above all limits have the last band's colour.
type Band struct {
	UpTo  float64
	Color document.Color
}

// colorOf is the colour of a value, none where there are no bands.
func colorOf(value float64, bands []Band) document.Color {
	for _, b := range bands {
		if value <= b.UpTo {
			return b.Color
		}
	}
	if len(bands) == 0 {
		return ""
	}
	return bands[len(bands)-1].Color
}

// picture is an indicator: markup that this package makes, around words that are escaped.
func picture(css string) *models.Div {
	d := document.New[models.Div]()
	d.DisableMath.Set(true)
	style(&d.Stylesheets, ".bk-clearfix{width:100%}"+css)
	return d
}

// Number shows a value large, below its title.
type Number struct {
	*models.Div
	title, format string
	bands         []Band
}

// NewNumber makes a Number. The format is that of package fmt: "%.1f %%".
func NewNumber(title, format string, value float64, bands ...Band) *Number {
	n := &Number{picture(numberStyle), title, format, bands}
	n.SetValue(value)
	return n
}

const numberStyle = `
.title { color: var(--pg-muted); font-size: 13px; }
.value { font-size: 32px; line-height: 1.25; font-weight: 600; letter-spacing: -0.01em; font-variant-numeric: tabular-nums; color: var(--color, var(--pg-text)); }`

// SetValue changes the value. NaN shows a dash.
func (n *Number) SetValue(value float64) {
	shown := "–"
	if !math.IsNaN(value) {
		shown = fmt.Sprintf(n.format, value)
	}
	n.Div.Text.Set(fmt.Sprintf(`<div class="title">%s</div><div class="value"%s>%s</div>`,
		html.EscapeString(n.title), colored(colorOf(value, n.bands)), html.EscapeString(shown)))
}

// colored is a style attribute that hands a colour to the style sheet, as --color.
func colored(c document.Color) string {
	if c == "" {
		return ""
	}
	return fmt.Sprintf(` style="--color:%s"`, html.EscapeString(string(c)))
}

// State is what a [Status] says.
type State string

// The states, and how they look: a dot of grey, green, yellow, red, and a blue one that pulses.
const (
	Idle    State = "idle"
	Good    State = "good"
	Warning State = "warning"
	Bad     State = "bad"
	Busy    State = "busy"
)

// Status is a dot and a few words.
type Status struct{ *models.Div }

// NewStatus makes a Status.
func NewStatus(state State, words string) *Status {
	s := &Status{picture(statusStyle)}
	s.SetState(state, words)
	return s
}

const statusStyle = `
div.status { display: inline-flex; align-items: center; gap: 8px; }
.dot { width: 10px; height: 10px; border-radius: 50%; background: var(--pg-muted); }
.good .dot { background: #2ba26f; } .warning .dot { background: #e0a100; } .bad .dot { background: var(--pg-danger); }
.busy .dot { background: var(--pg-accent); animation: pulse 1.2s ease-in-out infinite; }
@keyframes pulse { 50% { opacity: 0.25; } }`

// SetState changes the dot and the words.
func (s *Status) SetState(state State, words string) {
	s.Div.Text.Set(fmt.Sprintf(`<div class="status %s" role="status"><span class="dot"></span><span>%s</span></div>`,
		html.EscapeString(string(cmp.Or(state, Idle))), html.EscapeString(words)))
}

// Spinner turns while something is under way. It is shown from the start: set Visible to hide it.
func Spinner(words string) *models.Div {
	d := picture(`
div.spin { display: inline-flex; align-items: center; gap: 10px; color: var(--pg-muted); }
.ring { width: 20px; height: 20px; border-radius: 50%; border: 3px solid var(--pg-track); border-top-color: var(--pg-accent); animation: turn 0.9s linear infinite; box-sizing: border-box; }
@keyframes turn { to { rotate: 360deg; } }`)
	d.Text.Set(fmt.Sprintf(`<div class="spin" role="status"><span class="ring"></span><span>%s</span></div>`, html.EscapeString(words)))
	return d
}
