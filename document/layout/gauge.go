package layout

import (
	"fmt"
	"html"
	"math"

	"github.com/panelgo/panelgo/document/models"
)

// Gauge shows where a value lies between two ends, on half a dial.
type Gauge struct {
	*models.Div
	title, format string
	low, high     float64
	bands         []Band
}

// NewGauge makes a Gauge from low to high. The format is that of package fmt.
func NewGauge(title, format string, low, high, value float64, bands ...Band) *Gauge {
	g := &Gauge{picture(gaugeStyle), title, format, low, high, bands}
	g.SetValue(value)
	return g
}

const gaugeStyle = `
:host { width: 200px; max-width: 100%; }
svg { display: block; width: 100%; }
path { fill: none; stroke-width: 16; }
.way { stroke: var(--pg-track); }
.arc { stroke: var(--color, var(--pg-accent)); transition: stroke-dasharray 0.3s; }
text { fill: var(--pg-text); font: 600 26px var(--pg-font); text-anchor: middle; }
.title, .end { fill: var(--pg-muted); font: 12px var(--pg-font); }`

// SetValue turns the gauge; beyond its ends it stops there, while its words say the value.
func (g *Gauge) SetValue(value float64) {
	share := (value - g.low) / (g.high - g.low)
	if !(share > 0) {
		share = 0 // also for NaN
	}
	const half = math.Pi * 76 // how long the dial is
	shown := html.EscapeString(fmt.Sprintf(g.format, value))
	g.Div.Text.Set(fmt.Sprintf(`<svg viewBox="0 0 200 128" role="meter" aria-label="%s" aria-valuemin="%g" aria-valuemax="%g" aria-valuenow="%g" aria-valuetext="%s"%s>`+
		`<path class="way" d="M24 100A76 76 0 0 1 176 100"/><path class="arc" stroke-dasharray="%.1f 999" d="M24 100A76 76 0 0 1 176 100"/>`+
		`<text x="100" y="94">%s</text><text class="end" x="24" y="122">%g</text><text class="title" x="100" y="122">%s</text><text class="end" x="176" y="122">%g</text></svg>`,
		html.EscapeString(g.title), g.low, g.high, value, shown, colored(colorOf(value, g.bands)), half*min(share, 1), shown, g.low, html.EscapeString(g.title), g.high))
}
