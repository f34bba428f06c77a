// Package reactive makes values and views that follow other values. Every widget is a [Source]; so
// are a [State] of the program's own and what [Bind] computes.
//
//	price := widgets.NewFloatSlider("Price", 0, 100)
//	count := widgets.NewIntSlider("Count", 1, 10)
//	total := reactive.Bind2(price, count, func(p float64, n int) float64 { return p * float64(n) })
//	text := reactive.View(total, func(sum float64) models.UIElement {
//		return pane.NewText(fmt.Sprint(sum))
//	})
//	doc.Add(layout.Column(price, count, text))
//
// However many inputs a turn has changed, what follows from them is computed once at its end, and
// reaches browsers in the same message. A value is computed again only if one that it is made from
// has changed, and those that follow it only if it has become another. Asked for in the middle of a
// turn it is computed there, so it is never out of date.
//
// All of this belongs to one session and is used in its turns. A panic in a function surfaces as in
// any callback: the log has it, and what was shown stays.
package reactive
