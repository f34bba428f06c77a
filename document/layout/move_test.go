package layout_test

import (
	"reflect"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

func board() layout.GridStack {
	g := layout.NewGridStack(
		layout.Place{Child: words("first"), Cols: 4, Rows: 2},
		layout.Place{Child: words("second"), Col: 4, Cols: 4, Rows: 3},
		layout.Place{Child: layout.Column(words("third"), words("more")), Row: 3, Cols: 12, Rows: 1},
	)
	g.Name.Set(document.Some("board"))
	return g
}

// at is where a card of a board is, as column, row, columns, rows.
func at(g layout.GridStack, card int) [4]int {
	p := g.Places()[card]
	return [4]int{p.Col, p.Row, p.Cols, p.Rows}
}

func TestCardsAreMovedAndResized(t *testing.T) {
	var g layout.GridStack
	s := show(t, chrome.View{}, func(*document.Document) []document.Model {
		g = board()
		return []document.Model{g}
	})
	s.WaitText("more")
	s.Shot("before.png")
	grip := s.Inside("board", ".grid-stack-item:nth-child(1) .pg-grip")
	column := s.Inside("board", ".grid-stack").W / 12
	s.Trace(grip, [2]float64{0.5, 0.5}, [2]float64{0.6, 0.5}, [2]float64{1, 0.5}, [2]float64{0.5 + 8*column/grip.W, 0.5}, [2]float64{0.5 + 8*column/grip.W, 0.6})
	s.until(func() bool { return at(g, 0) == [4]int{8, 0, 4, 2} })
	s.Point(s.Inside("board", ".grid-stack-item:nth-child(2)"))
	corner := s.Inside("board", ".grid-stack-item:nth-child(2) .ui-resizable-se")
	s.Trace(corner, [2]float64{0.5, 0.5}, [2]float64{0, 0}, [2]float64{0.5 - 2*column/corner.W, 0.5}, [2]float64{0.5 - 2*column/corner.W, 0.6})
	s.until(func() bool { return at(g, 1) == [4]int{4, 0, 2, 3} })
	s.Focus("board", ".grid-stack-item:nth-child(3) .pg-grip")
	s.Keys(chrome.ArrowDown)
	s.until(func() bool { return at(g, 2) == [4]int{0, 4, 12, 1} })
	s.Shot("after.png")

	kept := g.Places()
	s.turn(func() { g.SetPlaces(layout.Place{Col: 40, Row: -1, Cols: 99}) })
	s.WaitModel("board", `view(m).items[0].gridstackNode.w === 12`)
	s.turn(func() { g.SetPlaces(kept...) })
	s.WaitModel("board", `view(m).items[0].gridstackNode.w === 4 && view(m).items[0].gridstackNode.x === 8`)
	s.turn(func() { g.Add(layout.Place{Child: words("fourth"), Row: 5, Cols: 6}); g.Lock(true) })
	s.WaitText("fourth")
	s.until(func() bool { return len(g.Places()) == 4 && at(g, 0) == [4]int{8, 0, 4, 2} })
	if shown := chrome.Eval[string](s.Tab, chrome.JS(`getComputedStyle(every(document, ".pg-grip")[0]).visibility`)); shown != "hidden" {
		t.Errorf("the handle of a locked card is %s", shown)
	}
	s.Shot("locked.png")
}

func TestAPhoneShowsCardsInOneColumn(t *testing.T) {
	var g layout.GridStack
	s := show(t, chrome.View{Phone: true, Dark: true}, func(*document.Document) []document.Model {
		g = board()
		return []document.Model{g}
	})
	s.WaitText("more")
	s.WaitModel("board", `view(m).grid.getColumn() === 1`)
	s.Shot("phone.png")
	s.until(func() bool { return at(g, 1) == [4]int{4, 0, 4, 3} })
}

func TestForgedPlacesAreRefused(t *testing.T) {
	var g layout.GridStack
	var swipe layout.Swipe
	tab := servertest.Open(t, func(doc *document.Document) error {
		g, swipe = board(), layout.NewSwipe(words("a"), words("b"))
		swipe.Name.Set(document.Some("swipe"))
		doc.Add(g, swipe)
		return nil
	}, "/")
	for _, forged := range []any{
		[][]int{{0, 0, 1, 1}}, [][]int{{-1, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}}, [][]int{{12, 0, 1, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}},
		[][]int{{0, 0, 0, 1}, {0, 0, 1, 1}, {0, 0, 1, 1}}, [][]int{{0, 0, 1, 1 << 60}, {0, 0, 1, 1}, {0, 0, 1, 1}}, "x", nil,
	} {
		tab.Forge("board", "places", forged)
	}
	for _, forged := range []any{-1, 101, "x", nil} {
		tab.Forge("swipe", "value", forged)
	}
	kept := make(chan []any)
	g.Document().Next(func() { kept <- []any{at(g, 0), at(g, 1), at(g, 2), swipe.Value()} })
	if got := <-kept; !reflect.DeepEqual(got, []any{[4]int{0, 0, 4, 2}, [4]int{4, 0, 4, 3}, [4]int{0, 3, 12, 1}, 50.0}) {
		t.Errorf("forged values were taken: %v", got)
	}
}

func TestASwipeShowsMoreOfTheOneOrTheOther(t *testing.T) {
	var swipe layout.Swipe
	build := func(*document.Document) []document.Model {
		picture := func(colour string) models.UIElement {
			return pane.NewImage([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 1"><rect width="4" height="1" fill="`+colour+`"/></svg>`), colour)
		}
		swipe = layout.NewSwipe(picture("teal"), picture("orange"))
		swipe.Name.Set(document.Some("swipe"))
		return []document.Model{swipe}
	}
	s := show(t, chrome.View{}, build)
	all := s.Inside("swipe", "")
	if one, other := s.Inside("swipe", ".pg-before"), s.Inside("swipe", ".pg-after"); one != other {
		t.Errorf("one lies at %v, the other at %v", one, other)
	}
	bar := s.Inside("swipe", ".pg-bar")
	s.Trace(bar, [2]float64{0.5, 0.5}, [2]float64{1, 0.5}, [2]float64{0.5 + 0.25*all.W/bar.W, 0.5})
	s.until(func() bool { return swipe.Value() == 75 })
	s.Keys(chrome.ArrowLeft)
	s.until(func() bool { return swipe.Value() == 70 })
	s.turn(func() { swipe.SetValue(120) })
	s.WaitModel("swipe", `view(m).bar.getAttribute("aria-valuenow") === "100"`)
	s.turn(func() { swipe.SetValue(30) })
	s.WaitModel("swipe", `view(m).bar.getAttribute("aria-valuenow") === "30"`)
	s.Shot("swipe.png")
}
