// Package toggleicon shows a picture that is on or off: a star for what is worth keeping.
//
//panelgo:gallery widgets.ToggleIcon
package toggleicon

import (
	"fmt"
	"slices"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

const (
	outline = `<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"><path d="m12 3 2.8 5.8 6.2.9-4.5 4.4 1 6.2L12 17.4l-5.5 2.9 1-6.2L3 9.7l6.2-.9z"/></svg>`
	full    = `<svg viewBox="0 0 24 24" fill="#e0a100"><path d="m12 3 2.8 5.8 6.2.9-4.5 4.4 1 6.2L12 17.4l-5.5 2.9 1-6.2L3 9.7l6.2-.9z"/></svg>`
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	kept := pane.NewText("Nothing is kept.")
	list, stars := layout.Column(), map[string]widgets.ToggleIcon{}
	show := func(bool) {
		var names []string
		for name, star := range stars {
			if star.Value() {
				names = append(names, name)
			}
		}
		slices.Sort(names)
		kept.SetText(fmt.Sprintf("%d kept: %s", len(names), strings.Join(names, ", ")))
	}
	for _, name := range []string{"Apple cake", "Bean soup", "Carrot salad"} {
		star := widgets.NewToggleIcon(outline, full)
		star.SetLabel(name)
		star.OnChange(show)
		stars[name] = star
		list.Children.Set(append(list.Children.Get(), star))
	}

	soup := widgets.NewButton("Keep the soup")
	soup.OnClick(func() { stars["Bean soup"].SetValue(true) })

	doc.SetTitle("ToggleIcon")
	doc.Add(layout.Column(list, kept, soup))
	return nil
}
