package layout

import (
	"cmp"
	"fmt"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Place is where something lies in a [Grid]: its row and column, from 0, and over how many it goes
// (0: one).
type Place struct {
	Child      models.UIElement
	Row, Col   int
	Rows, Cols int
}

// Grid places components in rows and columns that share the width evenly.
func Grid(places ...Place) *models.GridBox {
	g := document.New[models.GridBox]()
	items, columns := make([]models.GridItem, len(places)), 1
	for i, p := range places {
		items[i] = models.GridItem{Child: p.Child, Row: p.Row, Col: p.Col}
		columns = max(columns, p.Col+max(1, p.Cols))
		if p.Rows > 1 || p.Cols > 1 {
			items[i].RowSpan = document.Some(max(1, p.Rows)) // a list with a gap is none: who goes over columns says both
		}
		if p.Cols > 1 {
			items[i].ColSpan = document.Some(p.Cols)
		}
	}
	g.Children.Set(items)
	g.Spacing.Set(models.Int(gap))
	g.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	style(&g.Stylesheets, fmt.Sprintf(":host{grid-template-columns:repeat(%d,minmax(0,1fr)) !important}", columns))
	return g
}

// Cells places components in rows of so many.
func Cells(columns int, children ...models.UIElement) *models.GridBox {
	places := make([]Place, len(children))
	for i, child := range children {
		places[i] = Place{Child: child, Row: i / max(1, columns), Col: i % max(1, columns)}
	}
	return Grid(places...)
}

// Flow places components beside each other in columns of one width, at least minWidth px: as many
// as the screen has room for, one on a phone.
func Flow(minWidth int, children ...models.UIElement) *models.Row {
	r := document.New[models.Row]()
	r.Children.Set(children)
	r.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	style(&r.Stylesheets, fmt.Sprintf(":host{display:grid !important;gap:%dpx;grid-template-columns:repeat(auto-fit,minmax(min(%dpx,100%%),1fr))}", gap, minWidth))
	return r
}

// Flexible is how a [Flex] places its children, in the words of CSS.
type Flexible struct {
	Direction string // row, column, …; empty: row
	Wrap      string // wrap, nowrap; empty: wrap
	Justify   string // along the direction: start, center, space-between, …; empty: start
	Align     string // across it: stretch, center, …; empty: center
	Gap       int    // px; 0: 12
}

// Flex places components as CSS's flexible boxes do; each is as large as it is by itself.
func Flex(f Flexible, children ...models.UIElement) *models.Row {
	r := document.New[models.Row]()
	r.Children.Set(children)
	r.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	r.Styles.Set(models.StyleMap{
		"flex-direction": or(f.Direction, "row"), "flex-wrap": or(f.Wrap, "wrap"), "justify-content": or(f.Justify, "flex-start"),
		"align-items": or(f.Align, "center"), "gap": document.Some(fmt.Sprintf("%dpx", cmp.Or(f.Gap, gap))),
	})
	return r
}

func or(text, instead string) document.Opt[string] { return document.Some(cmp.Or(text, instead)) }
