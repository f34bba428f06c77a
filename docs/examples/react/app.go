// Package react shows a React component with its state in Go: a to-do list written in JSX, which the browser compiles. Tick
// an entry: Go counts what is left.
//
//panelgo:gallery component.NewReact
package react

import (
	_ "embed"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
)

//go:embed list.jsx
var code string

// List is what the component and Go share.
type List struct {
	document.Base `bokeh:"List" extends:"Model"`
	Items         document.Prop[[]string] `bokeh:"items"`
	Done          document.Prop[[]string] `bokeh:"done"`
}

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	list := component.NewReact[List](component.Module{Name: "list.jsx", Code: code})
	list.State.Items.Set([]string{"Buy milk", "Water the plants", "Call Ada"})
	left := pane.NewText("3 left")
	list.State.Done.OnChange(func(change document.Change[[]string]) {
		left.SetText(fmt.Sprintf("%d left", len(list.State.Items.Get())-len(change.New)))
	})
	doc.Add(layout.Column(list, left))
	return nil
}
