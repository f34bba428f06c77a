package plot

import (
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Source holds the columns that figures draw. Figures that share a source also share what is
// selected in it.
type Source = models.ColumnDataSource

// NewSource makes a source of columns, all of one length.
func NewSource(data document.Data) *Source { return models.NewSource(data) }

// Draw draws a glyph for each row of a source. All that the front end can draw goes through here:
//
//	bars := plot.VBar{X: plot.Col("month"), Top: plot.Col("sum"), Width: plot.Num(0.8)}
//	fig.Draw(sales, bars, plot.Style{})
func (f *Figure) Draw(from *Source, g Glyph, s Style) *models.GlyphRenderer {
	m := g.glyph()
	fill(m, g)
	f.ink(m, s)
	return f.draw(from, m, s)
}

// Line joins the points of two columns.
func (f *Figure) Line(from *Source, x, y string, s Style) *models.GlyphRenderer {
	return f.Draw(from, Line{X: Col(x), Y: Col(y)}, s)
}

// Lines draws a line for each of several columns, and names them in the legend.
func (f *Figure) Lines(from *Source, x string, columns ...string) []*models.GlyphRenderer {
	drawn := make([]*models.GlyphRenderer, len(columns))
	for i, column := range columns {
		drawn[i] = f.Line(from, x, column, Style{Legend: column})
		drawn[i].Name.Set(document.Some(column))
	}
	return drawn
}

// Scatter draws a point for each row of two columns.
func (f *Figure) Scatter(from *Source, x, y string, s Style) *models.GlyphRenderer {
	return f.Draw(from, Scatter{X: Col(x), Y: Col(y)}, s)
}

// Bars draws an upright bar for each row, from 0 to a column's height. Bars take most of their
// room: that of a category, or that between the two rows which are now closest. For another width
// draw a VBar with [Figure.Draw]. Where no height is below 0, the figure begins at 0.
func (f *Figure) Bars(from *Source, x, top string, s Style) *models.GlyphRenderer {
	f.startAtZero(from, top)
	return f.Draw(from, VBar{X: Col(x), Top: Col(top), Width: Num(room(from.Data.Get()[x]))}, s)
}

// startAtZero leaves no gap below bars that all stand upright.
func (f *Figure) startAtZero(from *Source, columns ...string) {
	r, ok := f.YRange.Get().(*models.DataRange1d)
	for _, column := range columns {
		ok = ok && upright(from.Data.Get()[column])
	}
	if ok {
		r.Start.Set(0)
	}
}

func upright(column any) bool {
	switch c := column.(type) {
	case []float64:
		return len(c) > 0 && slices.Min(c) >= 0
	case []int:
		return len(c) > 0 && slices.Min(c) >= 0
	}
	return false
}

// Stack draws the bars of several columns on top of each other, as wide as those of [Figure.Bars],
// and names them in the legend. A [Histogram] counts rows for it.
func (f *Figure) Stack(from *Source, x string, columns ...string) []*models.GlyphRenderer {
	f.startAtZero(from, columns...)
	drawn, width := make([]*models.GlyphRenderer, len(columns)), Num(room(from.Data.Get()[x]))
	for i, column := range columns {
		bar := VBar{X: Col(x), Top: Expr(sum(columns[:i+1])), Width: width}
		if i > 0 {
			bar.Bottom = Expr(sum(columns[:i]))
		}
		drawn[i] = f.Draw(from, bar, Style{Legend: column, Outline: "transparent"}) // what is 0 leaves no line
		drawn[i].Name.Set(document.Some(column))
	}
	return drawn
}

func sum(columns []string) document.Model {
	s := document.New[models.Stack]()
	s.Fields.Set(columns)
	return s
}

// Area fills the room between 0 and a column.
func (f *Figure) Area(from *Source, x, y string, s Style) *models.GlyphRenderer {
	return f.Draw(from, VArea{X: Col(x), Y1: Num(0), Y2: Col(y)}, s)
}

func (f *Figure) draw(from *Source, g models.Glyph, s Style) *models.GlyphRenderer {
	r := document.New[models.GlyphRenderer]()
	r.DataSource.Set(from)
	r.Glyph.Set(g)
	r.View.Set(document.New[models.CDSView]())
	f.Renderers.Set(added[models.Renderer](f.Renderers.Get(), r))
	switch {
	case s.Legend != "":
		f.entry(document.Value(s.Legend), r)
	case s.LegendBy != "":
		f.entry(document.Field[string](s.LegendBy), r)
	}
	return r
}
