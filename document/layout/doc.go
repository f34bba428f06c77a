// Package layout arranges components: in rows and columns that nest, and that make room for what needs it. It returns the
// front end's own models, so that every property of theirs is at hand.
//
//	doc.Add(layout.Column(
//		layout.Row(frequency, amplitude),
//		figure,
//	))
package layout
