// Package layout arranges components: in rows, columns and grids that nest, in tabs, cards and
// windows, and in lists that scroll without end. It makes room for what needs it, and goes on below
// where a phone has none. Indicators say a value or how far some work is. Functions return the
// front end's own models, so that every property of theirs is at hand.
//
//	doc.Add(layout.Column(
//		layout.Row(frequency, amplitude),
//		layout.Card("Signal", figure),
//	))
package layout
