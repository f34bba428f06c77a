package plot

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Glyph is a shape that [Figure.Draw] draws for each row of a source. Each is a struct whose fields
// have the names that the front end's model of the same name has; what is left out keeps the front
// end's default.
type Glyph interface{ glyph() models.Glyph }

// These glyphs join their rows.
type (
	// Line joins points.
	Line struct{ X, Y V }
	// Step joins points by stairs.
	Step struct {
		X, Y V
		Mode models.StepMode
	}
	// Spline joins points by a smooth curve.
	Spline struct {
		X, Y    V
		Tension float64
		Closed  bool
	}
	// Patch is one filled polygon.
	Patch struct{ X, Y V }
	// VArea fills between two heights, HArea between two widths; the Step ones do so in stairs.
	VArea     struct{ X, Y1, Y2 V }
	HArea     struct{ X1, X2, Y V }
	VAreaStep struct {
		X, Y1, Y2 V
		StepMode  models.StepMode
	}
	HAreaStep struct {
		X1, X2, Y V
		StepMode  models.StepMode
	}
)

// These glyphs draw something for each row.
type (
	// Scatter draws markers of a size in px.
	Scatter struct{ X, Y, Size, Angle, Marker V }
	// Circle draws circles of a radius in data space.
	Circle struct{ X, Y, Radius V }
	// Ngon draws polygons of N equal sides.
	Ngon struct{ X, Y, N, Radius, Angle V }
	// Ellipse draws ellipses.
	Ellipse struct{ X, Y, Width, Height, Angle V }
	// Rect draws rectangles around their centres, Block from their lower left, Quad between four
	// edges.
	Rect  struct{ X, Y, Width, Height, Angle V }
	Block struct{ X, Y, Width, Height V }
	Quad  struct{ Left, Right, Bottom, Top V }
	// VBar draws upright bars, HBar lying ones.
	VBar struct{ X, Top, Bottom, Width V }
	HBar struct{ Y, Right, Left, Height V }
	// HSpan and VSpan draw lines across all of the figure, HStrip and VStrip bands.
	HSpan  struct{ Y V }
	VSpan  struct{ X V }
	HStrip struct{ Y0, Y1 V }
	VStrip struct{ X0, X1 V }
	// Segment draws lines between two points, Ray lines of a length (px; 0: to the edge) in a
	// direction.
	Segment struct{ X0, Y0, X1, Y1 V }
	Ray     struct{ X, Y, Length, Angle V }
	// Arc, Wedge, Annulus and AnnularWedge draw parts of circles and rings; angles are in radians.
	Arc struct {
		X, Y, Radius, StartAngle, EndAngle V
		Direction                          models.Direction
	}
	Wedge struct {
		X, Y, Radius, StartAngle, EndAngle V
		Direction                          models.Direction
	}
	Annulus      struct{ X, Y, InnerRadius, OuterRadius V }
	AnnularWedge struct {
		X, Y, InnerRadius, OuterRadius, StartAngle, EndAngle V
		Direction                                            models.Direction
	}
	// Bezier and Quadratic draw curves with two control points and with one.
	Bezier    struct{ X0, Y0, X1, Y1, Cx0, Cy0, Cx1, Cy1 V }
	Quadratic struct{ X0, Y0, X1, Y1, Cx, Cy V }
	// HexTile draws hexagons by their axial coordinates: Q goes to the right, R down and to the
	// right.
	HexTile struct {
		Q, R, Scale V
		Size        float64
		Orientation models.HexTileOrientation
	}
	// MultiLine, Patches and MultiPolygons draw a whole shape for each row, of columns of lists.
	MultiLine     struct{ Xs, Ys V }
	Patches       struct{ Xs, Ys V }
	MultiPolygons struct{ Xs, Ys V }
)

// These glyphs draw texts and pictures for each row.
type (
	// Text writes words; offsets are in px.
	Text struct{ X, Y, Text, Angle, XOffset, YOffset, Anchor V }
	// TeX writes formulas between $$ and $$; MathML does from <math
	// xmlns="http://www.w3.org/1998/Math/MathML">.
	TeX    struct{ X, Y, Text, Angle, XOffset, YOffset, Anchor V }
	MathML struct{ X, Y, Text, Angle, XOffset, YOffset, Anchor V }
	// Image colours numbers in an array of two dimensions, by its ColorMapper.
	Image struct {
		X, Y, Dw, Dh, Image V
		ColorMapper         models.ColorMapper
	}
	// ImageRGBA draws arrays of colours of two dimensions: uint32 with red in the lowest byte, then
	// green, blue and opacity.
	ImageRGBA struct{ X, Y, Dw, Dh, Image V }
	// ImageStack mixes the layers of an array of three dimensions.
	ImageStack struct {
		X, Y, Dw, Dh, Image V
		ColorMapper         models.StackColorMapper
	}
	// ImageURL draws pictures that the browser fetches. Those of other servers need the server's
	// leave, see Options.AllowSource.
	ImageURL struct {
		X, Y, W, H, URL, Angle V
		Anchor                 models.Anchor
	}
)

func (Line) glyph() models.Glyph          { return document.New[models.Line]() }
func (Step) glyph() models.Glyph          { return document.New[models.Step]() }
func (Spline) glyph() models.Glyph        { return document.New[models.Spline]() }
func (Patch) glyph() models.Glyph         { return document.New[models.Patch]() }
func (VArea) glyph() models.Glyph         { return document.New[models.VArea]() }
func (HArea) glyph() models.Glyph         { return document.New[models.HArea]() }
func (VAreaStep) glyph() models.Glyph     { return document.New[models.VAreaStep]() }
func (HAreaStep) glyph() models.Glyph     { return document.New[models.HAreaStep]() }
func (Scatter) glyph() models.Glyph       { return document.New[models.Scatter]() }
func (Circle) glyph() models.Glyph        { return document.New[models.Circle]() }
func (Ngon) glyph() models.Glyph          { return document.New[models.Ngon]() }
func (Ellipse) glyph() models.Glyph       { return document.New[models.Ellipse]() }
func (Rect) glyph() models.Glyph          { return document.New[models.Rect]() }
func (Block) glyph() models.Glyph         { return document.New[models.Block]() }
func (Quad) glyph() models.Glyph          { return document.New[models.Quad]() }
func (VBar) glyph() models.Glyph          { return document.New[models.VBar]() }
func (HBar) glyph() models.Glyph          { return document.New[models.HBar]() }
func (HSpan) glyph() models.Glyph         { return document.New[models.HSpan]() }
func (VSpan) glyph() models.Glyph         { return document.New[models.VSpan]() }
func (HStrip) glyph() models.Glyph        { return document.New[models.HStrip]() }
func (VStrip) glyph() models.Glyph        { return document.New[models.VStrip]() }
func (Segment) glyph() models.Glyph       { return document.New[models.Segment]() }
func (Ray) glyph() models.Glyph           { return document.New[models.Ray]() }
func (Arc) glyph() models.Glyph           { return document.New[models.Arc]() }
func (Wedge) glyph() models.Glyph         { return document.New[models.Wedge]() }
func (Annulus) glyph() models.Glyph       { return document.New[models.Annulus]() }
func (AnnularWedge) glyph() models.Glyph  { return document.New[models.AnnularWedge]() }
func (Bezier) glyph() models.Glyph        { return document.New[models.Bezier]() }
func (Quadratic) glyph() models.Glyph     { return document.New[models.Quadratic]() }
func (HexTile) glyph() models.Glyph       { return document.New[models.HexTile]() }
func (MultiLine) glyph() models.Glyph     { return document.New[models.MultiLine]() }
func (Patches) glyph() models.Glyph       { return document.New[models.Patches]() }
func (MultiPolygons) glyph() models.Glyph { return document.New[models.MultiPolygons]() }
func (Text) glyph() models.Glyph          { return document.New[models.Text]() }
func (TeX) glyph() models.Glyph           { return document.New[models.TeXGlyph]() }
func (MathML) glyph() models.Glyph        { return document.New[models.MathMLGlyph]() }
func (Image) glyph() models.Glyph         { return document.New[models.Image]() }
func (ImageRGBA) glyph() models.Glyph     { return document.New[models.ImageRGBA]() }
func (ImageStack) glyph() models.Glyph    { return document.New[models.ImageStack]() }
func (ImageURL) glyph() models.Glyph      { return document.New[models.ImageURL]() }
