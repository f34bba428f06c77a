package plot

import (
	"cmp"
	"reflect"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Style is how something is drawn; the zero Style is fine.
type Style struct {
	Color    document.Color          // empty: the next of the palette
	ColorBy  V                       // instead of Color: a column of colours, or one with a colour mapper
	Outline  document.Color          // of filled shapes; empty: as they are filled
	Width    float64                 // of lines, px; 0: 2
	Dash     models.LineDash         // of lines; empty: solid
	Size     float64                 // of points, px; 0: 8
	Marker   models.MarkerType       // of points; empty: circles
	Alpha    float64                 // opacity from 0 to 1; 0: opaque, areas 0.35
	Hatch    models.HatchPatternType // on filled shapes; empty: none
	FontSize string                  // of texts, as CSS writes it; empty: 13px
	Legend   string                  // words in the legend; empty: none
	LegendBy string                  // instead of Legend: a column whose words each have a line in the legend
}

// palette is the order of colours in a figure, unless its author chooses another. They stand apart
// on white and on dark grey, also for most colour-blind people.
var palette = []document.Color{"#3b7dd8", "#e8710a", "#2ba26f", "#d4477a", "#8a63d2", "#1c9fb5", "#b98a00", "#7a8599"}

// SetPalette makes what is drawn from here on take these colours in turn, where its style names
// none. There must be one.
func (f *Figure) SetPalette(colors ...document.Color) *Figure {
	if len(colors) == 0 {
		panic("plot: a palette of no colours")
	}
	f.colors = colors
	return f
}

// neutral is a grey that can be read on white and on dark grey.
const neutral document.Color = "#7a8599"

// areaAlpha is the opacity of areas, through which the grid can be seen.
const areaAlpha = 0.35

// ink gives a glyph its colours and lines. What a kind of glyph does not have is passed over.
func (f *Figure) ink(g models.Glyph, s Style) {
	color := document.Value(cmp.Or(s.Color, f.colors[len(f.Renderers.Get())%len(f.colors)]))
	if !s.ColorBy.isZero() {
		color = spec[document.Color](s.ColorBy, "ColorBy")
	}
	switch g := g.(type) {
	case *models.Line: // the two that most figures are made of
		g.LineColor.Set(color)
		g.LineWidth.Set(document.Value(cmp.Or(s.Width, 2)))
		g.LineAlpha.Set(document.Value(cmp.Or(s.Alpha, 1)))
		if s.Dash != "" {
			g.LineDash.Set(document.Value[models.LineDashOrFloats](s.Dash))
		}
		return
	case *models.Scatter:
		if !g.Size.IsSet() {
			g.Size.Set(document.Value(cmp.Or(s.Size, 8)))
		}
		if s.Marker != "" {
			g.Marker.Set(document.Value(s.Marker))
		}
		g.LineColor.Set(outline(s, color))
		g.FillColor.Set(color)
		g.FillAlpha.Set(document.Value(cmp.Or(s.Alpha, 1)))
		return
	}
	brush{reflect.ValueOf(g).Elem()}.paint(s, color)
}

func outline(s Style, color document.Spec[document.Color]) document.Spec[document.Color] {
	if s.Outline != "" {
		return document.Value(s.Outline)
	}
	return color
}

// brush paints any glyph: it knows properties by name.
type brush struct{ model reflect.Value }

func (b brush) paint(s Style, color document.Spec[document.Color]) {
	if _, text := propertyNamed(b.model, "TextColor").(*document.Prop[document.Spec[document.Color]]); text {
		if s.Color == "" && s.ColorBy.isZero() {
			color = document.Value(neutral)
		}
		set(b, "TextColor", color)
		set(b, "TextAlpha", document.Value(cmp.Or(s.Alpha, 1)))
		set(b, "TextFontSize", document.Value(cmp.Or(s.FontSize, "13px")))
		return
	}
	_, filled := propertyNamed(b.model, "FillColor").(*document.Prop[document.Spec[document.Color]])
	alpha := cmp.Or(s.Alpha, 1)
	if filled {
		set(b, "FillColor", color)
		if _, lines := propertyNamed(b.model, "LineColor").(*document.Prop[document.Spec[document.Color]]); !lines {
			alpha = cmp.Or(s.Alpha, areaAlpha)
		}
		set(b, "FillAlpha", document.Value(alpha))
		set(b, "LineColor", outline(s, color))
		set(b, "LineWidth", document.Value(cmp.Or(s.Width, 1)))
	} else {
		set(b, "LineColor", color)
		set(b, "LineWidth", document.Value(cmp.Or(s.Width, 2)))
	}
	set(b, "LineAlpha", document.Value(alpha))
	if s.Dash != "" {
		set(b, "LineDash", document.Value[models.LineDashOrFloats](s.Dash))
	}
	if s.Hatch != "" {
		set(b, "HatchPattern", document.Value(string(s.Hatch)))
		set(b, "HatchAlpha", document.Value(areaAlpha))
	}
	set(b, "GlobalAlpha", document.Value(cmp.Or(s.Alpha, 1)))
}

// set sets a property if the glyph has it.
func set[T any](b brush, name string, value document.Spec[T]) {
	if p, ok := propertyNamed(b.model, name).(*document.Prop[document.Spec[T]]); ok {
		p.Set(value)
	}
}
