package plot

import (
	"cmp"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Annotate puts any of the front end's annotations into the figure.
func (f *Figure) Annotate(what ...models.Annotation) {
	for _, a := range what {
		f.Center.Set(added(f.Center.Get(), models.StyledElement(a)))
	}
}

// HLine draws a line across the figure at a height; it moves with [Span.Location].
func (f *Figure) HLine(y float64, s Style) *models.Span { return f.span(y, models.DimensionWidth, s) }

// VLine draws a line from bottom to top.
func (f *Figure) VLine(x float64, s Style) *models.Span { return f.span(x, models.DimensionHeight, s) }

// HTime is [Figure.HLine] at a time, VTime is [Figure.VLine].
func (f *Figure) HTime(t time.Time, s Style) *models.Span { return f.HLine(Moment(t), s) }

// VTime draws a line from bottom to top at a time.
func (f *Figure) VTime(t time.Time, s Style) *models.Span { return f.VLine(Moment(t), s) }

func (f *Figure) span(at float64, along models.Dimension, s Style) *models.Span {
	a := document.New[models.Span]()
	a.Location.Set(document.Some(at))
	a.Dimension.Set(along)
	a.LineColor.Set(cmp.Or(s.Color, neutral))
	a.LineWidth.Set(cmp.Or(s.Width, 1.5))
	a.LineAlpha.Set(cmp.Or(s.Alpha, 1))
	if s.Dash != "" {
		a.LineDash.Set(s.Dash)
	}
	f.Annotate(a)
	return a
}

// Edges are the sides of a box; nil goes to the figure's edge. A time is models.Float([Moment](t)).
type Edges struct{ Left, Right, Bottom, Top models.CoordLike }

// Box shades a part of the figure:
//
//	fig.Box(plot.Edges{Bottom: models.Float(18), Top: models.Float(24)}, plot.Style{Color: "green"})
func (f *Figure) Box(e Edges, s Style) *models.BoxAnnotation {
	a := document.New[models.BoxAnnotation]()
	for side, prop := range map[*models.CoordLike]*document.Prop[models.CoordLike]{&e.Left: &a.Left, &e.Right: &a.Right, &e.Bottom: &a.Bottom, &e.Top: &a.Top} {
		if *side != nil {
			prop.Set(*side)
		}
	}
	a.FillColor.Set(cmp.Or(s.Color, neutral))
	a.FillAlpha.Set(cmp.Or(s.Alpha, 0.15))
	a.LineColor.Set(s.Outline)
	f.Annotate(a)
	return a
}

// Band shades what lies between two columns, along a third: a measurement's error, for example.
func (f *Figure) Band(from *Source, base, lower, upper string, s Style) *models.Band {
	a := document.New[models.Band]()
	a.Source.Set(from)
	a.BaseLine.Set(document.Field[models.Coord](base))
	a.Lower.Set(document.Field[models.Coord](lower))
	a.Upper.Set(document.Field[models.Coord](upper))
	a.FillColor.Set(cmp.Or(s.Color, palette[0]))
	a.FillAlpha.Set(cmp.Or(s.Alpha, 0.2))
	a.LineColor.Set(s.Outline)
	f.Annotate(a)
	return a
}

// Whiskers draw error bars between two columns.
func (f *Figure) Whiskers(from *Source, base, lower, upper string, s Style) *models.Whisker {
	a := document.New[models.Whisker]()
	a.Source.Set(from)
	a.BaseLine.Set(document.Field[models.Coord](base))
	a.Lower.Set(document.Field[models.Coord](lower))
	a.Upper.Set(document.Field[models.Coord](upper))
	color := document.Value(cmp.Or(s.Color, neutral))
	a.LineColor.Set(color)
	for _, head := range []*document.Prop[models.ArrowHead]{&a.LowerHead, &a.UpperHead} {
		tee := document.New[models.TeeHead]()
		tee.LineColor.Set(color)
		tee.Size.Set(document.Value(10.0))
		head.Set(tee)
	}
	f.Annotate(a)
	return a
}

// Note writes words at a place; they move with its X, Y and Text.
func (f *Figure) Note(at Point, text string) *models.Label {
	a := document.New[models.Label]()
	a.X.Set(models.Float(at.X))
	a.Y.Set(models.Float(at.Y))
	a.XOffset.Set(6)
	a.YOffset.Set(6)
	a.Text.Set(models.Str(text))
	f.Annotate(a)
	return a
}

// Arrow points from one place to another.
func (f *Figure) Arrow(from, to Point, s Style) *models.Arrow {
	a := document.New[models.Arrow]()
	color := document.Value(cmp.Or(s.Color, neutral))
	head := document.New[models.VeeHead]()
	head.Size.Set(document.Value(12.0))
	head.LineColor.Set(color)
	head.FillColor.Set(color)
	a.End.Set(head)
	a.LineColor.Set(color)
	a.LineWidth.Set(document.Value(cmp.Or(s.Width, 2)))
	a.XStart.Set(document.Value[models.Coord](models.Float(from.X)))
	a.YStart.Set(document.Value[models.Coord](models.Float(from.Y)))
	a.XEnd.Set(document.Value[models.Coord](models.Float(to.X)))
	a.YEnd.Set(document.Value[models.Coord](models.Float(to.Y)))
	f.Annotate(a)
	return a
}

// Slope draws a straight line through the whole figure: y = gradient·x + intercept.
func (f *Figure) Slope(gradient, intercept float64, s Style) *models.Slope {
	a := document.New[models.Slope]()
	a.Gradient.Set(document.Some(gradient))
	a.YIntercept.Set(document.Some(intercept))
	a.LineColor.Set(cmp.Or(s.Color, neutral))
	a.LineWidth.Set(cmp.Or(s.Width, 1.5))
	f.Annotate(a)
	return a
}
