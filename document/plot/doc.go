// Package plot draws figures: all that the front end can draw, over axes of every kind, with tools
// to look closer. A [Figure] embeds the front end's model, so that every property of it is at hand.
//
//	wave := plot.NewSource(document.Data{"x": xs, "y": ys})
//	fig := plot.New("A wave").Labels("time, s", "level")
//	fig.Line(wave, "x", "y", plot.Style{Legend: "measured"})
//
// [Figure.Draw] draws any [Glyph]; Line, Scatter, Bars, Area and Stack are short ways to the usual
// ones. Columns come from slices or, with [FromStructs], from the author's own structs.
// [Figure.Series] and [Figure.Density] show a million points: browsers get what their window can
// show, and more as visitors look closer. Figures are linked by sharing: a source is a shared
// selection, [LinkX] a shared range, [Grid] a shared toolbar.
//
// Without a line of styling figures are light or dark as the page is, by variables of the page's
// style sheet. What an author sets on a model goes first, then a [Theme], then the page.
package plot
