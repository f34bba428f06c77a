package plot

import (
	"fmt"
	"reflect"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Axis is one of a figure's axes: the front end's model, of whatever kind, and what all kinds have
// in common.
type Axis struct{ models.Axis }

// axisParts are the properties that are set on all kinds of axes.
type axisParts struct {
	label     *document.Prop[models.StrOrBaseText]
	ticker    *document.Prop[models.Ticker]
	formatter *document.Prop[models.TickFormatter]
	turn      *document.Prop[models.LabelOrientationOrFloat]
	minor     *document.Prop[document.Color]
	visible   *document.Prop[bool]
	xRange    *document.Prop[string]
	yRange    *document.Prop[string]
}

func (a Axis) parts() axisParts {
	switch m := a.Axis.(type) {
	case *models.LinearAxis:
		return axisParts{&m.AxisLabel, &m.Ticker, &m.Formatter, &m.MajorLabelOrientation, &m.MinorTickLineColor, &m.Visible, &m.XRangeName, &m.YRangeName}
	case *models.LogAxis:
		return axisParts{&m.AxisLabel, &m.Ticker, &m.Formatter, &m.MajorLabelOrientation, &m.MinorTickLineColor, &m.Visible, &m.XRangeName, &m.YRangeName}
	case *models.DatetimeAxis:
		return axisParts{&m.AxisLabel, &m.Ticker, &m.Formatter, &m.MajorLabelOrientation, &m.MinorTickLineColor, &m.Visible, &m.XRangeName, &m.YRangeName}
	case *models.TimedeltaAxis:
		return axisParts{&m.AxisLabel, &m.Ticker, &m.Formatter, &m.MajorLabelOrientation, &m.MinorTickLineColor, &m.Visible, &m.XRangeName, &m.YRangeName}
	case *models.CategoricalAxis:
		return axisParts{&m.AxisLabel, &m.Ticker, &m.Formatter, &m.MajorLabelOrientation, &m.MinorTickLineColor, &m.Visible, &m.XRangeName, &m.YRangeName}
	case *models.MercatorAxis:
		return axisParts{&m.AxisLabel, &m.Ticker, &m.Formatter, &m.MajorLabelOrientation, &m.MinorTickLineColor, &m.Visible, &m.XRangeName, &m.YRangeName}
	}
	panic("plot: the figure has no such axis")
}

// Label names the axis.
func (a Axis) Label(text string) Axis {
	a.parts().label.Set(models.Str(text))
	return a
}

// Format writes the numbers beside the axis, for example with [Numeral], [Printf] or [Dates].
func (a Axis) Format(f models.TickFormatter) Axis {
	a.parts().formatter.Set(f)
	return a
}

// Ticks puts the numbers beside the axis at places of your choice.
func (a Axis) Ticks(at ...float64) Axis {
	t := document.New[models.FixedTicker]()
	t.Ticks.Set(at)
	a.parts().ticker.Set(t)
	return a
}

// Turn slants the words beside the axis, counter-clockwise in radians; long categories have room
// that way.
func (a Axis) Turn(radians float64) Axis {
	a.parts().turn.Set(models.Float(radians))
	return a
}

// Hide leaves the axis out; its grid stays.
func (a Axis) Hide() Axis {
	a.parts().visible.Set(false)
	return a
}

// Numeral writes numbers by a pattern: "0.0", "0,0", "0.0 a" (1.5 m), "0 %", "$0.00", "0 b"
// (bytes).
func Numeral(pattern string) models.TickFormatter {
	f := document.New[models.NumeralTickFormatter]()
	f.Format.Set(pattern)
	return f
}

// Printf writes numbers by a pattern of C's printf, such as "%.1f °C".
func Printf(pattern string) models.TickFormatter {
	f := document.New[models.PrintfTickFormatter]()
	f.Format.Set(pattern)
	return f
}

// Dates writes times by a pattern of C's strftime, such as "%d %b", at every zoom.
func Dates(pattern string) models.TickFormatter {
	f := document.New[models.DatetimeTickFormatter]()
	for _, p := range []*document.Prop[string]{&f.Microseconds, &f.Milliseconds, &f.Seconds, &f.Minsec, &f.Minutes, &f.Hourmin, &f.Hours, &f.Days, &f.Months, &f.Years} {
		p.Set(pattern)
	}
	return f
}

// times writes moments shortly: days, hours or whatever lies between two ticks, and below that what
// they are part of, where it changes. Minutes and seconds come with their hour, as 07:30 alone
// would be read as one.
func times() models.TickFormatter {
	f, part := document.New[models.DatetimeTickFormatter](), document.New[models.DatetimeTickFormatter]()
	f.Milliseconds.Set("%H:%M:%S.%3N")
	f.Seconds.Set("%H:%M:%S")
	f.Minsec.Set("%H:%M:%S")
	f.Hourmin.Set("%H:%M")
	f.Minutes.Set("%H:%M")
	f.Hours.Set("%H:%M")
	f.Days.Set("%d %b")
	f.Months.Set("%b")
	for _, p := range []*document.Prop[string]{&part.Microseconds, &part.Milliseconds, &part.Seconds, &part.Minsec, &part.Minutes, &part.Hourmin, &part.Hours} {
		p.Set("%d %b %Y")
	}
	part.Days.Set("%Y")
	part.Months.Set("%Y")
	part.Years.Set("")
	part.HideRepeats.Set(true)
	f.Context.Set(part)
	f.ContextWhich.Set(models.ContextWhichAll)
	return f
}

// Factors are the categories of a [models.FactorRange], in order.
func Factors(factors ...string) models.FactorSeq { return models.Strs(factors) }

// FactorPairs are factors of two levels: a group and a factor in it. Columns hold them as []string
// of two.
func FactorPairs(pairs ...[2]string) models.FactorSeq { return models.StrPairs(pairs) }

// FactorTriples are factors of three levels: a group, one within it, and a factor in that.
func FactorTriples(triples ...[3]string) models.FactorSeq { return models.StrTriples(triples) }

// LogX makes the horizontal axis logarithmic; only what is above 0 is drawn.
func (f *Figure) LogX() *Figure { return f.setX(logAxis(), document.New[models.LogScale]()) }

// LogY makes the vertical axis logarithmic; only what is above 0 is drawn.
func (f *Figure) LogY() *Figure { return f.setY(logAxis(), document.New[models.LogScale]()) }

// TimeX makes the horizontal axis show times: columns of time.Time, or of milliseconds since 1970.
func (f *Figure) TimeX() *Figure { return f.setX(timeAxis(), nil) }

// TimeY makes the vertical axis show times.
func (f *Figure) TimeY() *Figure { return f.setY(timeAxis(), nil) }

// DurationX makes the horizontal axis show durations, which are milliseconds in columns; see
// [Millis].
func (f *Figure) DurationX() *Figure { return f.setX(quiet(document.New[models.TimedeltaAxis]()), nil) }

// Millis is a duration as figures count it, in milliseconds.
func Millis(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// CategoricalX makes the horizontal axis show factors, see [Factors], [FactorPairs] and
// [FactorTriples]. It panics if one stands twice.
func (f *Figure) CategoricalX(factors models.FactorSeq) *Figure {
	f.XRange.Set(factorRange(factors))
	return f.setX(categoricalAxis(), document.New[models.CategoricalScale]())
}

// CategoricalY makes the vertical axis show factors, the first of them at the bottom.
func (f *Figure) CategoricalY(factors models.FactorSeq) *Figure {
	f.YRange.Set(factorRange(factors))
	return f.setY(categoricalAxis(), document.New[models.CategoricalScale]())
}

// SetFactorsX replaces the factors of the horizontal axis that [Figure.CategoricalX] has made.
func (f *Figure) SetFactorsX(factors models.FactorSeq) {
	if r, ok := f.XRange.Get().(*models.FactorRange); ok {
		distinct(factors)
		r.Factors.Set(factors)
	}
}

// distinct panics if a factor stands twice, of which the front end draws nothing at all.
func distinct(factors models.FactorSeq) {
	all := reflect.ValueOf(factors)
	seen := map[any]bool{}
	for i := range all.Len() {
		factor := all.Index(i).Interface()
		if seen[factor] {
			panic(fmt.Sprintf("plot: the factor %q stands twice on an axis; slices.Compact drops such from a sorted list", fmt.Sprint(factor)))
		}
		seen[factor] = true
	}
}

// SetFactorsY is [Figure.SetFactorsX] for the vertical axis that [Figure.CategoricalY] has made.
func (f *Figure) SetFactorsY(factors models.FactorSeq) {
	if r, ok := f.YRange.Get().(*models.FactorRange); ok {
		r.Factors.Set(factors)
	}
}

func factorRange(factors models.FactorSeq) *models.FactorRange {
	distinct(factors)
	r := document.New[models.FactorRange]()
	r.Factors.Set(factors)
	r.RangePadding.Set(0.05)
	return r
}

func (f *Figure) setX(axis models.Axis, scale models.Scale) *Figure {
	f.XAxis.replace(axis, &f.Below, f)
	f.XAxis = Axis{axis}
	if scale != nil {
		f.XScale.Set(scale)
	}
	return f
}

func (f *Figure) setY(axis models.Axis, scale models.Scale) *Figure {
	f.YAxis.replace(axis, &f.Left, f)
	f.YAxis = Axis{axis}
	if scale != nil {
		f.YScale.Set(scale)
	}
	return f
}

// replace puts another axis where this one was, and keeps its name and its grid.
func (a Axis) replace(with models.Axis, side *document.Prop[[]models.StyledElement], f *Figure) {
	if old := a.parts().label; old.IsSet() {
		Axis{with}.parts().label.Set(old.Get())
	}
	beside := []models.StyledElement{with}
	for _, part := range side.Get() {
		if document.Model(part) != document.Model(a.Axis) {
			beside = append(beside, part)
		}
	}
	side.Set(beside)
	for _, part := range f.Center.Get() {
		if grid, ok := part.(*models.Grid); ok && grid.Axis.Get() == a.Axis {
			grid.Axis.Set(with)
		}
	}
}

// quiet is an axis without small ticks.
func quiet(axis models.Axis) models.Axis {
	Axis{axis}.parts().minor.Set("")
	return axis
}

func linearAxis() models.Axis { return quiet(document.New[models.LinearAxis]()) }

func timeAxis() models.Axis {
	return Axis{quiet(document.New[models.DatetimeAxis]())}.Format(times()).Axis
}

func logAxis() models.Axis { return document.New[models.LogAxis]() }

func categoricalAxis() models.Axis { return quiet(document.New[models.CategoricalAxis]()) }

// AddY puts a further vertical axis at the right, with a range of its own. What is drawn goes by it
// once it is handed to [Axis.Carry].
func (f *Figure) AddY(label string, low, high float64) Axis {
	ranges := map[string]models.Range{}
	for name, r := range f.ExtraYRanges.Get() {
		ranges[name] = r
	}
	ranges[label] = newRange(low, high)
	f.ExtraYRanges.Set(ranges)
	axis := Axis{linearAxis()}
	axis.parts().yRange.Set(label)
	f.Right.Set(added(f.Right.Get(), models.StyledElement(axis.Axis)))
	return axis.Label(label)
}

// Carry makes this axis, which [Figure.AddY] has made, the one that drawings go by.
func (a Axis) Carry(drawn ...*models.GlyphRenderer) {
	for _, r := range drawn {
		r.YRangeName.Set(a.parts().yRange.Get())
	}
}

// added is a list with more at its end, made anew so that the property sees a change.
func added[T any](list []T, more ...T) []T { return append(list[:len(list):len(list)], more...) }
