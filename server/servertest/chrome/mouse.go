package chrome

import (
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// At is a spot inside a box, at fractions of its width and height.
func (b Box) At(x, y float64) Box { return Box{X: b.X + x*b.W, Y: b.Y + y*b.H} }

// Point moves the mouse to the middle of a box.
func (tab *Tab) Point(b Box) {
	tab.t.Helper()
	do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, b.X+b.W/2, b.Y+b.H/2))
}

// DoubleClick clicks twice into the middle of a box.
func (tab *Tab) DoubleClick(b Box) {
	tab.t.Helper()
	x, y := b.X+b.W/2, b.Y+b.H/2
	do(tab, chromedp.MouseClickXY(x, y))
	do(tab, chromedp.MouseClickXY(x, y, chromedp.ClickCount(2)))
}

// Wheel turns the mouse's wheel over the middle of a box; down is positive, px.
func (tab *Tab) Wheel(b Box, down float64) {
	tab.t.Helper()
	turned := func(p *input.DispatchMouseEventParams) { p.DeltaY = down }
	do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, b.X+b.W/2, b.Y+b.H/2, turned))
}
