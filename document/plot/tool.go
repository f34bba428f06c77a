package plot

import (
	"cmp"
	"reflect"
	"strings"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// AddTools puts tools into the toolbar.
func (f *Figure) AddTools(tools ...models.ToolOrToolProxy) {
	bar := f.Figure.Toolbar.Get()
	bar.Tools.Set(added(bar.Tools.Get(), tools...))
}

// BoxSelect lets visitors select what is drawn by dragging a box around it, and has that tool
// active from the start. What is selected is in the source: see [Source.OnSelect].
func (f *Figure) BoxSelect() *Figure {
	t := document.New[models.BoxSelectTool]()
	t.Overlay.Set(overlay())
	f.AddTools(t)
	f.Figure.Toolbar.Get().ActiveDrag.Set(t)
	return f
}

// LassoSelect lets visitors select what is drawn by drawing around it, and has that tool active
// from the start.
func (f *Figure) LassoSelect() *Figure {
	t := document.New[models.LassoSelectTool]()
	t.Overlay.Set(freehand())
	f.AddTools(t)
	f.Figure.Toolbar.Get().ActiveDrag.Set(t)
	return f
}

// freehand is the line that a lasso draws while it is used.
func freehand() *models.PolyAnnotation {
	p := document.New[models.PolyAnnotation]()
	p.Syncable.Set(false)
	p.Level.Set(models.RenderLevelOverlay)
	p.Visible.Set(false)
	p.FillColor.Set(neutral)
	p.FillAlpha.Set(0.2)
	p.LineColor.Set(neutral)
	p.LineDash.Set(models.Floats{4, 4})
	return p
}

// TapSelect lets visitors select what they click, more of it with the shift key; a click beside it
// selects nothing.
func (f *Figure) TapSelect() *Figure {
	f.AddTools(document.New[models.TapTool]())
	return f
}

// Point is a place in a figure, in the units of its axes. Times are milliseconds since 1970; where
// an axis has categories its value counts them, from 0.
type Point struct{ X, Y float64 }

// OnTap calls do when a visitor clicks into the figure. Calling stop ends it.
func (f *Figure) OnTap(do func(Point)) (stop func()) { return f.onPointer("tap", do) }

// OnDoubleTap calls do when a visitor double-clicks into the figure.
func (f *Figure) OnDoubleTap(do func(Point)) (stop func()) { return f.onPointer("doubletap", do) }

func (f *Figure) onPointer(name string, do func(Point)) (stop func()) {
	return f.OnEvent(name, func(e document.Event) {
		x, okX := e.Values["x"].(float64)
		y, okY := e.Values["y"].(float64)
		if okX && okY {
			do(Point{x, y})
		}
	})
}

// Tip is one line of what a figure says about the row below the mouse.
type Tip struct {
	Label  string
	Column string                  // of the source; or "$x", "$y", "$index", "$name"
	Format string                  // for example "0.00" or, with As, "%F"; empty: as it is
	As     models.BuiltinFormatter // how Format is meant; empty: as a pattern of numeral.js, see [Numeral]
}

// TipsOf makes a tip for each exported field of a struct, in their order, of the columns that
// [Columns] makes. The tags are those of widgets.ColumnsOf: `title` is the label, and leaves a
// field out with "-"; `format` is a pattern of numeral.js, for times one of strftime.
func TipsOf[T any]() []Tip {
	var tips []Tip
	for _, field := range reflect.VisibleFields(reflect.TypeFor[T]()) {
		column, title := field.Tag.Get("plot"), field.Tag.Get("title")
		if !field.IsExported() || field.Anonymous || column == "-" || title == "-" {
			continue
		}
		tip := Tip{Label: cmp.Or(title, field.Name), Column: cmp.Or(column, field.Name), Format: field.Tag.Get("format")}
		if field.Type == reflect.TypeFor[time.Time]() {
			tip.As, tip.Format = AsDatetime, cmp.Or(tip.Format, "%F %T")
		}
		tips = append(tips, tip)
	}
	return tips
}

// The ways in which [Tip.Format] is meant.
const (
	AsNumeral  = models.BuiltinFormatterNumeral
	AsDatetime = models.BuiltinFormatterDatetime // as strftime writes times
	AsPrintf   = models.BuiltinFormatterPrintf
)

// Hover shows lines about the row below the mouse. It returns the tool, for what else it can do:
// only some drawings (Renderers), all rows at one x (Mode).
func (f *Figure) Hover(tips ...Tip) *models.HoverTool {
	t := document.New[models.HoverTool]()
	lines := make(models.StrPairs, len(tips))
	formats := map[string]models.CustomJSHoverOrBuiltinFormatter{}
	for i, tip := range tips {
		key := tip.key()
		lines[i] = [2]string{tip.Label, key}
		if tip.Format != "" {
			lines[i][1] += "{" + tip.Format + "}"
		}
		if tip.As != "" {
			formats[key] = tip.As
		}
	}
	t.Tooltips.Set(lines)
	if len(formats) > 0 {
		t.Formatters.Set(formats)
	}
	f.AddTools(t)
	return t
}

// key is how the front end writes where a tip's value comes from.
func (t Tip) key() string {
	if strings.HasPrefix(t.Column, "$") {
		return t.Column
	}
	return "@{" + t.Column + "}"
}

// Crosshair draws lines through the mouse.
func (f *Figure) Crosshair() *Figure {
	t := document.New[models.CrosshairTool]()
	t.Overlay.Set(models.SpanPair{hair(models.DimensionWidth), hair(models.DimensionHeight)})
	f.AddTools(t)
	return f
}

// hair is one of a crosshair's lines; the front end's own are black, also on black.
func hair(along models.Dimension) *models.Span {
	h := document.New[models.Span]()
	h.Syncable.Set(false)
	h.Level.Set(models.RenderLevelOverlay)
	h.Dimension.Set(along)
	h.LineColor.Set(neutral)
	return h
}

// WheelZoom makes the wheel zoom from the start; otherwise visitors turn that on in the toolbar, so
// that a wheel over the figure moves the page.
func (f *Figure) WheelZoom() *Figure {
	for _, tool := range f.Figure.Toolbar.Get().Tools.Get() {
		if zoom, ok := tool.(*models.WheelZoomTool); ok {
			f.Figure.Toolbar.Get().ActiveScroll.Set(zoom)
		}
	}
	return f
}
