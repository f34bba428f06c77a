package plot

import (
	"cmp"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Source holds the columns that figures draw. Figures that share a source also share what is selected in it.
type Source = models.ColumnDataSource

// NewSource makes a source of columns, all of one length.
func NewSource(data document.Data) *Source { return models.NewSource(data) }

// Style is how something is drawn; the zero Style is fine.
type Style struct {
	Color  document.Color // empty: the next of the palette
	Width  float64        // of lines, px; 0: 2
	Size   float64        // of points, px; 0: 8
	Alpha  float64        // opacity from 0 to 1; 0: opaque
	Legend string         // words in the legend; empty: none
}

// palette is the order of colours in a figure. They stand apart on white and on dark grey, also for most colour-blind people.
var palette = []document.Color{"#3b7dd8", "#e8710a", "#2ba26f", "#d4477a", "#8a63d2", "#1c9fb5", "#b98a00", "#7a8599"}

func (f *Figure) style(s Style) Style {
	s.Color = cmp.Or(s.Color, palette[len(f.Renderers.Get())%len(palette)])
	s.Width = cmp.Or(s.Width, 2)
	s.Size = cmp.Or(s.Size, 8)
	s.Alpha = cmp.Or(s.Alpha, 1)
	return s
}

// Line joins the points of two columns.
func (f *Figure) Line(from *Source, x, y string, s Style) *models.GlyphRenderer {
	s = f.style(s)
	g := document.New[models.Line]()
	g.X.Set(document.Field[models.Coord](x))
	g.Y.Set(document.Field[models.Coord](y))
	g.LineColor.Set(document.Value(s.Color))
	g.LineWidth.Set(document.Value(s.Width))
	g.LineAlpha.Set(document.Value(s.Alpha))
	return f.draw(from, g, s)
}

// Scatter draws a point for each row of two columns.
func (f *Figure) Scatter(from *Source, x, y string, s Style) *models.GlyphRenderer {
	s = f.style(s)
	g := document.New[models.Scatter]()
	g.X.Set(document.Field[models.Coord](x))
	g.Y.Set(document.Field[models.Coord](y))
	g.Size.Set(document.Value(s.Size))
	g.LineColor.Set(document.Value(s.Color))
	g.FillColor.Set(document.Value(s.Color))
	g.FillAlpha.Set(document.Value(s.Alpha))
	return f.draw(from, g, s)
}

func (f *Figure) draw(from *Source, g models.Glyph, s Style) *models.GlyphRenderer {
	r := document.New[models.GlyphRenderer]()
	r.DataSource.Set(from)
	r.Glyph.Set(g)
	r.View.Set(document.New[models.CDSView]())
	drawn := f.Renderers.Get()
	f.Renderers.Set(append(drawn[:len(drawn):len(drawn)], r))
	if s.Legend != "" {
		f.entry(s.Legend, r)
	}
	return r
}

// entry adds words to the legend, which is made with its first.
func (f *Figure) entry(words string, r *models.GlyphRenderer) {
	item := document.New[models.LegendItem]()
	item.Label.Set(document.Value(words))
	item.Renderers.Set([]*models.GlyphRenderer{r})
	for _, part := range f.Center.Get() {
		if legend, ok := part.(*models.Legend); ok {
			legend.Items.Set(append(legend.Items.Get()[:len(legend.Items.Get()):len(legend.Items.Get())], item))
			return
		}
	}
	legend := document.New[models.Legend]()
	legend.ClickPolicy.Set(models.LegendClickPolicyHide)
	legend.Items.Set([]*models.LegendItem{item})
	center := f.Center.Get()
	f.Center.Set(append(center[:len(center):len(center)], legend))
}
