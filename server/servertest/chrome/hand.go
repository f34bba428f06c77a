package chrome

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// finders are JavaScript functions that look through shadow roots, which is where the front end
// draws.
const finders = `
	const every = (root, selector, out = []) => {
		out.push(...root.querySelectorAll(selector));
		for (const el of root.querySelectorAll("*")) if (el.shadowRoot) every(el.shadowRoot, selector, out);
		return out;
	};
	const model = (name) => {
		for (const doc of Bokeh.documents) for (const m of doc._all_models.values())
			if (m.id === name || m.name === name || m.title === name || m.label === name) return m;
	};
	const view = (m) => Bokeh.index.find_one(m);
	const box = (el) => { el.scrollIntoView({block: "nearest"}); const r = el.getBoundingClientRect(); return {x: r.x, y: r.y, w: r.width, h: r.height}; };
`

// Box is where something is in the page, in px.
type Box struct{ X, Y, W, H float64 }

// raw is a piece of JavaScript among arguments, which are quoted otherwise.
type raw string

// js wraps an expression that uses the finders.
func js(format string, args ...any) string {
	quoted := make([]any, len(args))
	for i, arg := range args {
		if script, ok := arg.(raw); ok {
			quoted[i] = string(script)
			continue
		}
		text, _ := json.Marshal(arg)
		quoted[i] = string(text)
	}
	return "(() => {" + finders + "return " + fmt.Sprintf(format, quoted...) + "})()"
}

// WaitText waits until the page shows a text somewhere.
func (tab *Tab) WaitText(text string) {
	tab.t.Helper()
	tab.Wait(js(`every(document, "*").some((el) => [...el.childNodes].some((n) => n.nodeType === 3 && n.textContent.includes(%s)))`, text))
}

// WaitModel waits until an expression of a model m, which is found by name, label, title or id, is
// truthy.
func (tab *Tab) WaitModel(name, expression string) {
	tab.t.Helper()
	tab.Wait(js(`(() => {const m = model(%s); return m && (`+expression+`)})()`, name))
}

// Model answers an expression of a model m, which is found by name, label, title or id.
func Model[T any](tab *Tab, name, expression string) T {
	tab.t.Helper()
	return Eval[T](tab, js(`(() => {const m = model(%s); return `+expression+`})()`, name))
}

// Find is where the first visible element is that matches a selector, also inside shadow roots.
func (tab *Tab) Find(selector string) Box {
	tab.t.Helper()
	tab.Wait(js(`every(document, %s).some((el) => el.getClientRects().length > 0)`, selector))
	return Eval[Box](tab, js(`box(every(document, %s).find((el) => el.getClientRects().length > 0))`, selector))
}

// Inside is where an element of a model's view is; an empty selector means the view itself.
func (tab *Tab) Inside(name, selector string) Box {
	tab.t.Helper()
	if selector == "" {
		tab.Wait(js(`view(model(%s))?.el.getClientRects().length > 0`, name))
		return Eval[Box](tab, js(`box(view(model(%s)).el)`, name))
	}
	tab.Wait(js(`every(view(model(%s)).shadow_el ?? view(model(%s)).el, %s).length > 0`, name, name, selector))
	return Eval[Box](tab, js(`box(every(view(model(%s)).shadow_el ?? view(model(%s)).el, %s)[0])`, name, name, selector))
}

// Click clicks into the middle of a box.
func (tab *Tab) Click(b Box) {
	tab.t.Helper()
	tab.gestures(never, 0)
	do(tab, chromedp.MouseClickXY(b.X+b.W/2, b.Y+b.H/2))
}

// Drag moves the handle of a slider, found by its title or name, to a fraction of its way: 0 is its
// start, 1 its end.
func (tab *Tab) Drag(slider string, to float64) {
	tab.t.Helper()
	handle, way := tab.Inside(slider, ".noUi-handle"), tab.Inside(slider, ".noUi-base")
	y := handle.Y + handle.H/2
	do(tab, chromedp.DragAndDropXY(handle.X+handle.W/2, y, way.X+to*way.W, y, 8))
}

// Sweep drags the mouse across a box, from one pair of fractions to another.
func (tab *Tab) Sweep(b Box, fromX, fromY, toX, toY float64) {
	tab.t.Helper()
	tab.gestures(never, 0)
	do(tab, chromedp.DragAndDropXY(b.X+fromX*b.W, b.Y+fromY*b.H, b.X+toX*b.W, b.Y+toY*b.H, 8))
}

// Keys types into what has the focus; names of keys are those of chromedp's kb package.
func (tab *Tab) Keys(keys string) {
	tab.t.Helper()
	do(tab, chromedp.KeyEvent(keys))
}

// Focus puts the focus on an element of a model's view.
func (tab *Tab) Focus(name, selector string) {
	tab.t.Helper()
	Eval[bool](tab, js(`(every(view(model(%s)).shadow_el ?? view(model(%s)).el, %s)[0].focus(), true)`, name, name, selector))
}

// ArrowRight and the others are keys for [Tab.Keys].
const (
	ArrowLeft, ArrowRight = kb.ArrowLeft, kb.ArrowRight
	ArrowUp, ArrowDown    = kb.ArrowUp, kb.ArrowDown
	Enter, Escape         = kb.Enter, kb.Escape
	TabKey, Backspace     = kb.Tab, kb.Backspace
)

// JS wraps an expression so that it can use every(root, selector), which looks through shadow
// roots, model(name) and view(model).
func JS(expression string) string { return js("%s", raw(expression)) }

// ClickText clicks the first element that matches a selector and shows a text.
func (tab *Tab) ClickText(selector, text string) {
	tab.t.Helper()
	found := `every(document, %s).find((el) => el.getClientRects().length > 0 && el.textContent.includes(%s))`
	tab.Wait(js(found, selector, text))
	tab.Click(Eval[Box](tab, js("box("+found+")", selector, text)))
}

// WaitFrames waits until a condition on what travelled holds, see [Tab.Sent] and [Tab.Got].
func (tab *Tab) WaitFrames(condition func() bool) {
	tab.t.Helper()
	for end := time.Now().Add(patience); !condition(); {
		if time.Now().After(end) {
			tab.t.Fatalf("chrome: what the test waits for never travelled; problems: %q", tab.Problems())
		}
		time.Sleep(5 * time.Millisecond)
	}
}
