package plot

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Figure is a plot: what is drawn, the axes, and the tools beside it.
type Figure struct {
	*models.Figure
	XAxis, YAxis *models.LinearAxis
}

// height of a figure, px; it takes the width that it is given.
const height = 320

// New makes an empty figure with linear axes. Its ranges follow what is drawn; visitors can pan it, zoom into a box or
// with the wheel, go back and save a picture.
func New(title string) *Figure {
	f := &Figure{Figure: document.New[models.Figure]()}
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
	f.XAxis, f.YAxis = newAxis(), newAxis()
	f.Below.Set([]models.StyledElement{f.XAxis})
	f.Left.Set([]models.StyledElement{f.YAxis})
	across, up := newGrid(f.XAxis, 0), newGrid(f.YAxis, 1)
	f.Center.Set([]models.StyledElement{across, up})
}

func newAxis() *models.LinearAxis {
	a := document.New[models.LinearAxis]()
	a.Ticker.Set(document.New[models.BasicTicker]())
	a.Formatter.Set(document.New[models.BasicTickFormatter]())
	a.MinorTickLineColor.Set("")
	return a
}

func newGrid(axis *models.LinearAxis, dimension models.AxisIndex) *models.Grid {
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

// AddTools puts tools into the toolbar.
func (f *Figure) AddTools(tools ...models.ToolOrToolProxy) {
	bar := f.Figure.Toolbar.Get()
	bar.Tools.Set(append(bar.Tools.Get()[:len(bar.Tools.Get()):len(bar.Tools.Get())], tools...))
}

// BoxSelect lets visitors select what is drawn by dragging a box around it, and has that tool active from the start.
// What is selected is in the source: see [Source.OnSelect].
func (f *Figure) BoxSelect() *Figure {
	t := document.New[models.BoxSelectTool]()
	t.Overlay.Set(overlay())
	f.AddTools(t)
	f.Figure.Toolbar.Get().ActiveDrag.Set(t)
	return f
}

// Labels names the axes.
func (f *Figure) Labels(x, y string) *Figure {
	f.XAxis.AxisLabel.Set(models.Str(x))
	f.YAxis.AxisLabel.Set(models.Str(y))
	return f
}

// SetYRange fixes the vertical range, so that the figure stands still while its data change. Visitors can still pan and
// zoom, and come back to it.
func (f *Figure) SetYRange(low, high float64) *Figure {
	f.YRange.Set(newRange(low, high))
	return f
}

// SetXRange fixes the horizontal range.
func (f *Figure) SetXRange(low, high float64) *Figure {
	f.XRange.Set(newRange(low, high))
	return f
}

func newRange(low, high float64) *models.Range1d {
	r := document.New[models.Range1d]()
	r.Start.Set(low)
	r.End.Set(high)
	return r
}
