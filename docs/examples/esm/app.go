// Package esm shows a component of one's own: a row of stars, drawn by a few lines of JavaScript that the browser takes as
// they are. Click a star: Go hears the rating. The button sets it from Go.
//
//panelgo:gallery component.New
package esm

import (
	_ "embed"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

//go:embed stars.js
var code string

//go:embed stars.css
var style string

// Stars is what the module and Go share.
type Stars struct {
	document.Base `bokeh:"Stars" extends:"Model"`
	Rating        document.Prop[int] `bokeh:"rating" default:"3"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	stars := component.New[Stars](component.Module{Name: "stars.js", Code: code, CSS: style})
	says := pane.NewText("rating: 3")
	stars.State.Rating.OnChange(func(change document.Change[int]) { says.SetText(fmt.Sprintf("rating: %d", change.New)) })
	document.Check(&stars.State.Rating, func(n int) error {
		if n < 0 || n > 5 {
			return fmt.Errorf("%d is no number of stars", n)
		}
		return nil
	})
	full := widgets.NewButton("All five")
	full.OnClick(func() { stars.State.Rating.Set(5) })
	doc.Add(layout.Column(stars, says, full))
	return nil
}
