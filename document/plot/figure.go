package plot

import (
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Figure is a plot: what is drawn, the axes, and the tools beside it.
type Figure struct {
	*models.Figure
	XAxis, YAxis Axis
	colors       []document.Color
}

// height of a figure, px; it takes the width that it is given.
const height = 320

// New makes an empty figure with linear axes. Its ranges follow what is drawn; visitors can pan it,
// zoom into a box or with the wheel, go back and save a picture.
func New(title string) *Figure {
	f := &Figure{Figure: document.New[models.Figure](), colors: palette}
	f.Figure.Title.Set(newTitle(title))
	f.XRange.Set(document.New[models.DataRange1d]())
	f.YRange.Set(document.New[models.DataRange1d]())
	f.Figure.Height.Set(document.Some(float64(height)))
	f.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	f.Figure.MinWidth.Set(document.Some(280.0))
	f.addAxes()
	f.Figure.Toolbar.Set(newToolbar())
	f.AddTools(document.New[models.PanTool](), boxZoom(), document.New[models.WheelZoomTool](), document.New[models.SaveTool](), document.New[models.ResetTool]())
	return f
}

func newTitle(text string) *models.Title {
	t := document.New[models.Title]()
	t.Text.Set(models.Str(text))
	return t
}

func (f *Figure) addAxes() {
	f.XAxis, f.YAxis = Axis{linearAxis()}, Axis{linearAxis()}
	f.Below.Set([]models.StyledElement{f.XAxis.Axis})
	f.Left.Set([]models.StyledElement{f.YAxis.Axis})
	across, up := newGrid(f.XAxis.Axis, 0), newGrid(f.YAxis.Axis, 1)
	f.Center.Set([]models.StyledElement{across, up})
}

func newGrid(axis models.Axis, dimension models.AxisIndex) *models.Grid {
	g := document.New[models.Grid]()
	g.Axis.Set(axis)
	g.Dimension.Set(dimension)
	return g
}

func newToolbar() *models.Toolbar {
	t := document.New[models.Toolbar]()
	t.Autohide.Set(true)
	t.Logo.Set(document.None[models.Logo]())
	return t
}

// overlay is the box that a tool draws while it is used.
func overlay() *models.BoxAnnotation {
	b := document.New[models.BoxAnnotation]()
	b.Syncable.Set(false)
	b.Level.Set(models.RenderLevelOverlay)
	b.Visible.Set(false)
	b.FillColor.Set("lightgrey")
	b.FillAlpha.Set(0.5)
	b.LineColor.Set("black")
	b.LineDash.Set(models.Floats{4, 4})
	return b
}

func boxZoom() *models.BoxZoomTool {
	z := document.New[models.BoxZoomTool]()
	z.Overlay.Set(overlay())
	return z
}

// Labels names the axes.
func (f *Figure) Labels(x, y string) *Figure {
	f.XAxis.Label(x)
	f.YAxis.Label(y)
	return f
}

// SetHeight makes the figure so many px high.
func (f *Figure) SetHeight(px float64) *Figure {
	f.Figure.Height.Set(document.Some(px))
	return f
}

// SetYRange fixes the vertical range, so that the figure stands still while its data change.
// Visitors can still pan and zoom, and come back to it.
func (f *Figure) SetYRange(low, high float64) *Figure {
	fix(&f.YRange, low, high)
	return f
}

// SetXRange fixes the horizontal range, as [Figure.SetYRange] does the vertical one.
func (f *Figure) SetXRange(low, high float64) *Figure {
	fix(&f.XRange, low, high)
	return f
}

// SetXTimes is [Figure.SetXRange] for a time axis.
func (f *Figure) SetXTimes(first, last time.Time) *Figure {
	return f.SetXRange(Moment(first), Moment(last))
}

// SetYTimes is [Figure.SetYRange] for a time axis.
func (f *Figure) SetYTimes(first, last time.Time) *Figure {
	return f.SetYRange(Moment(first), Moment(last))
}

// EqualAspect has a unit be as long across as it is upright, so that circles are round. It is for
// ranges that follow what is drawn.
func (f *Figure) EqualAspect() *Figure {
	f.MatchAspect.Set(true)
	return f
}

// fix makes a range show a window. One that is fixed already stays the range of all figures that it
// is linked to.
func fix(of *document.Prop[models.Range], low, high float64) {
	r, ok := of.Get().(*models.Range1d)
	if !ok {
		of.Set(newRange(low, high))
		return
	}
	r.Start.Set(low)
	r.End.Set(high)
	r.ResetStart.Set(document.Some(low))
	r.ResetEnd.Set(document.Some(high))
}

func newRange(low, high float64) *models.Range1d {
	r := document.New[models.Range1d]()
	r.Start.Set(low)
	r.End.Set(high)
	return r
}
