package layout

import (
	"fmt"
	"html"
	"math"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document/models"
)

// Trend is a value, how it has changed since the one before, and a line of how it got there.
type Trend struct {
	*models.Div
	title, format string
	values        []float64
	falling       bool // is good
}

// trendValues is how many values the line of a trend shows.
const trendValues = 60

// NewTrend makes a Trend of values, the latest last. The format is that of package fmt.
func NewTrend(title, format string, values ...float64) *Trend {
	t := &Trend{Div: picture(trendStyle), title: title, format: format}
	t.Add(values...)
	return t
}

const trendStyle = numberStyle + `
:host { min-width: 160px; }
.change { font-size: 13px; color: var(--pg-muted); } .change.good { color: var(--pg-success); } .change.bad { color: var(--pg-danger); }
svg { display: block; width: 100%; height: 48px; margin-top: 6px; overflow: visible; }
polyline { fill: none; stroke: var(--pg-accent); stroke-width: 2; vector-effect: non-scaling-stroke; stroke-linejoin: round; }
polygon { fill: var(--pg-accent); opacity: 0.15; }`

// FallingIsGood has a fall be shown as good and a rise as bad: costs, failures, waiting times.
func (t *Trend) FallingIsGood() *Trend {
	t.falling = true
	t.draw()
	return t
}

// Add takes further values in; the oldest go.
func (t *Trend) Add(values ...float64) {
	t.values = append(t.values, values...)
	if n := len(t.values); n > trendValues {
		t.values = slices.Clone(t.values[n-trendValues:])
	}
	t.draw()
}

func (t *Trend) draw() {
	shown, change, class := "–", "", ""
	if n := len(t.values); n > 0 {
		shown = fmt.Sprintf(t.format, t.values[n-1])
		if n > 1 && t.values[n-2] != 0 {
			share := (t.values[n-1] - t.values[n-2]) / math.Abs(t.values[n-2])
			change, class = fmt.Sprintf("%+.1f %%", 100*share), t.tone(share)
		}
	}
	line := points(t.values)
	t.Div.Text.Set(fmt.Sprintf(`<div class="title">%s</div><div class="value">%s</div><div class="change %s">%s</div>`+
		`<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true"><polygon points="0,100 %s 100,100"/><polyline points="%s"/></svg>`,
		html.EscapeString(t.title), html.EscapeString(shown), class, html.EscapeString(change), line, line))
}

// tone is the class of a change: nothing for none.
func (t *Trend) tone(share float64) string {
	switch {
	case share == 0 || math.IsNaN(share):
		return ""
	case share > 0 != t.falling:
		return "good"
	}
	return "bad"
}

// points are where a line goes in a square of 100, its highest value at the top. What is no number
// is left out.
func points(values []float64) string {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range values {
		if !math.IsNaN(v) && !math.IsInf(v, 0) {
			low, high = min(low, v), max(high, v)
		}
	}
	var b strings.Builder
	for i, v := range values {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			continue
		}
		y := 50.0
		if high > low {
			y = 100 - 100*(v-low)/(high-low)
		}
		fmt.Fprintf(&b, "%.1f,%.1f ", 100*float64(i)/float64(max(1, len(values)-1)), y)
	}
	return strings.TrimSpace(b.String())
}
