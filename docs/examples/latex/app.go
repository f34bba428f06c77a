// Package latex shows formulas: those between single dollars stand in a line, those between two have one of their own.
//
//panelgo:gallery pane.LaTeX
package latex

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	terms := widgets.NewIntSlider("Terms", 1, 6)
	terms.SetValue(3)

	formula := pane.NewLaTeX("")
	show := func(n int) {
		series := "x"
		for k := 1; k < n; k++ {
			series += fmt.Sprintf(" %c \\frac{x^{%d}}{%[2]d!}", "+-"[k%2], 2*k+1)
		}
		formula.SetText("The sine is about $$\\sin x \\approx " + series + "$$ for small $|x|$.")
	}
	terms.OnChange(show)
	show(terms.Value())

	all := widgets.NewButton("All of it")
	all.OnClick(func() { formula.SetText(`\sin x = \sum_{k=0}^\infty \frac{(-1)^k x^{2k+1}}{(2k+1)!}`) })

	doc.SetTitle("LaTeX")
	doc.Add(layout.Column(terms, formula, all))
	return nil
}
