// Package gridstack shows cards that visitors arrange: drag one by the dots above it, resize it by its corner, or use the
// arrow keys on the dots. The button puts all of them back.
//
//panelgo:gallery layout.GridStack
package gridstack

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	start := []layout.Place{
		{Child: pane.NewText("Drag me by the dots."), Cols: 4, Rows: 2},
		{Child: widgets.NewIntSlider("A slider slides as ever", 0, 10), Col: 4, Cols: 4, Rows: 2},
		{Child: layout.NewNumber("Visitors", "%.0f", 1280), Col: 8, Cols: 4, Rows: 2},
	}
	board := layout.NewGridStack(start...)

	where := pane.NewText("")
	board.OnChange(func(places []layout.Place) {
		first := places[0]
		where.SetText(fmt.Sprintf("The first card: column %d, row %d, %d by %d", first.Col, first.Row, first.Cols, first.Rows))
	})
	back := widgets.NewButton("Put all back")
	back.OnClick(func() { board.SetPlaces(start...) })

	doc.SetTitle("GridStack")
	doc.Add(layout.Column(board, back, where))
	return nil
}
