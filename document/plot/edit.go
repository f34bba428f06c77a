package plot

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// The edit tools change the columns of what is drawn. Hear of it with the source's Data.OnChange,
// and read with [Values] what came: a visitor's browser may send any columns. A row that a visitor
// adds has 0, "" or false in the columns that the drawing does not use, or what the tool's
// DefaultOverrides says.

// EditPoints lets visitors add points with a click, drag them, and take selected ones away with
// Backspace.
func (f *Figure) EditPoints(points *models.GlyphRenderer) *models.PointDrawTool {
	t := document.New[models.PointDrawTool]()
	f.editWith(t, &t.Renderers, points)
	return t
}

// EditBoxes lets visitors draw rectangles by dragging the mouse with the shift key, or from where
// they press and hold to where they do again; without the shift key they drag rectangles. Selected
// ones go with Backspace. The drawing must be one of [Rect], [Block], [Quad], [VBar] or [HBar], and
// have all its places and sizes from columns.
func (f *Figure) EditBoxes(boxes *models.GlyphRenderer) *models.BoxEditTool {
	t := document.New[models.BoxEditTool]()
	f.editWith(t, &t.Renderers, boxes)
	return t
}

// EditPolygons lets visitors draw lines or polygons ([MultiLine], [Patches]): they press and hold
// to begin, click where it goes on, and press and hold to end, or Escape. They drag them, and take
// selected ones away with Backspace.
func (f *Figure) EditPolygons(shapes *models.GlyphRenderer) *models.PolyDrawTool {
	t := document.New[models.PolyDrawTool]()
	f.editWith(t, &t.Renderers, shapes)
	return t
}

// EditVertices lets visitors change lines or polygons ([MultiLine], [Patches]): they press and hold
// on one to see its corners, drag those, and take selected ones away with Backspace. To add corners
// they press and hold on one, and click where the new ones go until they press and hold again.
func (f *Figure) EditVertices(shapes *models.GlyphRenderer) *models.PolyEditTool {
	t := document.New[models.PolyEditTool]()
	t.VertexRenderer.Set(f.corners("x", "y"))
	f.editWith(t, &t.Renderers, shapes)
	return t
}

// EditLine lets visitors drag the points of a [Line], once they have pressed it and held.
func (f *Figure) EditLine(line *models.GlyphRenderer) *models.LineEditTool {
	t := document.New[models.LineEditTool]()
	x, y := "x", "y"
	if g, ok := line.Glyph.Get().(*models.Line); ok {
		x, y = g.X.Get().Column(), g.Y.Get().Column() // the front end takes the points' columns for the line's
	}
	t.IntersectionRenderer.Set(f.corners(x, y))
	f.editWith(t, &t.Renderers, line)
	return t
}

// EditFreehand lets visitors draw lines or polygons by dragging the mouse, and take selected ones
// away with Backspace.
func (f *Figure) EditFreehand(shapes *models.GlyphRenderer) *models.FreehandDrawTool {
	t := document.New[models.FreehandDrawTool]()
	f.editWith(t, &t.Renderers, shapes)
	return t
}

// editWith puts a tool for a drawing into the toolbar, and makes it the one that drags and clicks
// go to.
func (f *Figure) editWith(t models.GestureToolOrToolProxyOrAuto, edits *document.Prop[[]*models.GlyphRenderer], drawing *models.GlyphRenderer) {
	edits.Set([]*models.GlyphRenderer{drawing})
	f.AddTools(t.(models.ToolOrToolProxy))
	f.Figure.Toolbar.Get().ActiveDrag.Set(t)
	f.Figure.Toolbar.Get().ActiveTap.Set(t)
}

// corners draws the points that a tool offers to drag: none so far.
func (f *Figure) corners(x, y string) *models.GlyphRenderer {
	none := NewSource(document.Data{x: []float64{}, y: []float64{}})
	return f.Draw(none, Scatter{X: Col(x), Y: Col(y)}, Style{Color: neutral, Size: 11})
}
