package layout

import (
	"errors"
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// GridStack is a grid of cards that visitors move and resize: by the handle above each card and by
// its corner, or with the arrow keys on the handle (with Shift they resize).
type GridStack struct{ *stacked }

// stacked is the model that static/own/gridstack.js draws.
type stacked struct {
	document.Base `bokeh:"panelgo.GridStack"`
	models.AsLayoutDOM

	Children  document.Prop[[]models.UIElement] `bokeh:"children" default:"[]"`
	Where     document.Prop[[][4]int]           `bokeh:"places" default:"[]"` // x, y, width, height
	Columns   document.Prop[int]                `bokeh:"columns" default:"12"`
	RowHeight document.Prop[float64]            `bokeh:"row_height" default:"80"` // px
	Gap       document.Prop[float64]            `bokeh:"gap" default:"12"`        // px
	Draggable document.Prop[bool]               `bokeh:"draggable" default:"true"`
	Sizable   document.Prop[bool]               `bokeh:"sizable" default:"true"`

	Margin      document.Prop[models.FloatOrPairOrQuadruple]        `bokeh:"margin"`
	SizingMode  document.Prop[document.Opt[models.SizingMode]]      `bokeh:"sizing_mode"`
	Visible     document.Prop[bool]                                 `bokeh:"visible" default:"true"`
	CSSClasses  document.Prop[[]string]                             `bokeh:"css_classes" default:"[]"`
	Styles      document.Prop[models.StyleMapOrStyles]              `bokeh:"styles"`
	Stylesheets document.Prop[[]models.StyleSheetOrStrOrStyleRules] `bokeh:"stylesheets" default:"[]"`
}

// maxRow is how far down a card may lie.
const maxRow = 10_000

// NewGridStack makes a grid of 12 columns and of rows of 80 px. Cards that lie over each other push
// each other down. Children that stretch in both directions (SizingModeStretchBoth) follow the size
// of their cards.
func NewGridStack(places ...Place) GridStack {
	g := GridStack{document.New[stacked]()}
	g.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	children := make([]models.UIElement, len(places))
	for i, p := range places {
		children[i] = p.Child
	}
	g.Children.Set(children)
	g.SetPlaces(places...)
	document.ReadOnly(&g.Children, &g.Columns, &g.RowHeight, &g.Gap, &g.Draggable, &g.Sizable)
	document.Check(&g.Where, g.check)
	return g
}

func (g GridStack) check(where [][4]int) error {
	if len(where) != len(g.Children.Get()) {
		return errors.New("each card has one place")
	}
	for _, p := range where {
		if x, y, w, h := p[0], p[1], p[2], p[3]; min(x, y) < 0 || min(w, h) < 1 || w > g.Columns.Get() || x > g.Columns.Get()-w || y > maxRow || h > maxRow {
			return fmt.Errorf("no card fits at %v", p)
		}
	}
	return nil
}

// Places are where the cards are, in the order in which they were given, to be kept and handed to
// SetPlaces another time.
func (g GridStack) Places() []Place {
	children := g.Children.Get()
	places := make([]Place, len(children))
	for i, p := range g.Where.Get() {
		places[i] = Place{Child: children[i], Col: p[0], Row: p[1], Cols: p[2], Rows: p[3]}
	}
	return places
}

// SetPlaces moves the cards, in the order in which they were given; the places' children do not
// count. Places that are not possible are drawn into the grid, and cards without one stay.
func (g GridStack) SetPlaces(places ...Place) {
	columns := g.Columns.Get()
	where := make([][4]int, len(g.Children.Get()))
	copy(where, g.Where.Get())
	for i := range where {
		if i < len(places) {
			p := places[i]
			w := min(max(p.Cols, 1), columns)
			where[i] = [4]int{min(max(p.Col, 0), columns-w), min(max(p.Row, 0), maxRow), w, min(max(p.Rows, 1), maxRow)}
		}
	}
	g.Where.Set(where)
}

// Value is what Places is.
func (g GridStack) Value() []Place { return g.Places() }

// OnChange calls f when a card is moved or resized. Calling stop ends it.
func (g GridStack) OnChange(f func(places []Place)) (stop func()) {
	return g.Where.OnChange(func(document.Change[[][4]int]) { f(g.Places()) })
}

// Add puts a further card into the grid.
func (g GridStack) Add(p Place) {
	places := append(g.Places(), p)
	g.Where.Set(append(slices.Clone(g.Where.Get()), [4]int{0, 0, 1, 1}))
	g.Children.Set(append(slices.Clone(g.Children.Get()), p.Child))
	g.SetPlaces(places...)
}

// Lock keeps visitors from moving and resizing cards, or lets them again.
func (g GridStack) Lock(locked bool) {
	g.Draggable.Set(!locked)
	g.Sizable.Set(!locked)
}
