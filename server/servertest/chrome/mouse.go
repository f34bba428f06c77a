package chrome

import (
	"fmt"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"
)

// never is longer than any test waits, ms.
const never = 1e9

// gestures sets after how many ms the front end takes a mouse that is down for held instead of
// about to drag or to click, and within how many ms it takes a second click for a double one. By
// its own clock a slow machine would drag nothing and click nothing.
func (tab *Tab) gestures(press, double int) {
	tab.t.Helper()
	Eval[bool](tab, fmt.Sprintf(`(() => {
		if (typeof Bokeh === "undefined") return false;
		const {UIGestures} = Bokeh.require("core/ui_gestures");
		return Object.assign(UIGestures, {press_threshold: %d, doubletap_threshold: %d}), true;
	})()`, press, double))
}

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
	tab.gestures(never, 0)
	do(tab, chromedp.MouseClickXY(x, y))
	tab.gestures(never, never)
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
	tab.trace(b, path, 0)
}

// TraceWith is Trace while a key is down.
func (tab *Tab) TraceWith(key Modifier, b Box, path ...[2]float64) {
	tab.t.Helper()
	tab.trace(b, path, key)
}

func (tab *Tab) trace(b Box, path [][2]float64, key Modifier) {
	tab.t.Helper()
	tab.gestures(never, 0)
	for i, at := range path {
		x, y := b.X+at[0]*b.W, b.Y+at[1]*b.H
		if i == 0 {
			tab.mouse(input.DispatchMouseEventTypeMousePressed, x, y, key)
		}
		tab.mouse(input.DispatchMouseEventTypeMouseMoved, x, y, key)
		if i == len(path)-1 {
			tab.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, key)
		}
	}
}

// ClickWith clicks into the middle of a box while a key is down.
func (tab *Tab) ClickWith(key Modifier, b Box) {
	tab.t.Helper()
	tab.gestures(never, 0)
	do(tab, chromedp.MouseClickXY(b.X+b.W/2, b.Y+b.H/2, held(key)))
}

// Hold presses the mouse in the middle of a box, and lets go when a function that waits for what
// follows returns.
func (tab *Tab) Hold(b Box, wait func()) {
	tab.t.Helper()
	x, y := b.X+b.W/2, b.Y+b.H/2
	tab.Point(b)
	tab.gestures(0, 0)
	tab.mouse(input.DispatchMouseEventTypeMousePressed, x, y, 0)
	wait()
	tab.mouse(input.DispatchMouseEventTypeMouseReleased, x, y, 0)
}

// mouse has something happen to the mouse's left button, or to the mouse while it is pressed.
func (tab *Tab) mouse(what input.DispatchMouseEventType, x, y float64, key Modifier) {
	tab.t.Helper()
	do(tab, chromedp.MouseEvent(what, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1), held(key)))
}

// Ctrl types keys while the Ctrl key is down.
func (tab *Tab) Ctrl(keys string) {
	tab.t.Helper()
	do(tab, chromedp.KeyEvent(keys, chromedp.KeyModifiers(chromedp.ModifierCtrl)))
}

// held is a mouse event while a key is down.
func held(key Modifier) chromedp.MouseOption {
	return func(p *input.DispatchMouseEventParams) { p.Modifiers |= int64(key) }
}
