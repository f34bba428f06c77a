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
	turned := func(p *input.DispatchMouseEventParams) { p.DeltaX, p.DeltaY = 0.01, down } // Chromium refuses to be told of none
	do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseWheel, b.X+b.W/2, b.Y+b.H/2, turned))
}

// Trace drags the mouse along a path through a box, given as fractions of its width and height.
func (tab *Tab) Trace(b Box, path ...[2]float64) {
	tab.t.Helper()
	for i, at := range path {
		x, y := b.X+at[0]*b.W, b.Y+at[1]*b.H
		if i == 0 {
			do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
		}
		do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseMoved, x, y, chromedp.ButtonLeft))
		if i == len(path)-1 {
			do(tab, chromedp.MouseEvent(input.DispatchMouseEventTypeMouseReleased, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
		}
	}
}

// Ctrl types keys while the Ctrl key is down.
func (tab *Tab) Ctrl(keys string) {
	tab.t.Helper()
	do(tab, chromedp.KeyEvent(keys, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}
