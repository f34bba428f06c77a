// Package plot draws figures: lines, points and bars over axes, with tools to look closer. A [Figure] embeds the front
// end's model, so that every property of it is at hand.
//
//	wave := plot.NewSource(document.Data{"x": xs, "y": ys})
//	fig := plot.New("A wave")
//	fig.Line(wave, "x", "y", plot.Style{})
package plot
