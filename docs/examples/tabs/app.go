// Package tabs shows pages of which one is seen; the last is built when somebody opens it.
//
//panelgo:gallery layout.Tabs
package tabs

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	built := pane.NewText("The archive has not been opened.")
	tabs := layout.NewTabs()
	tabs.Page("Today", layout.NewNumber("Visitors", "%.0f", 128))
	tabs.Page("This week", layout.NewTrend("Visitors a day", "%.0f", 96, 140, 121, 155, 128))
	tabs.Lazy("Archive", func() models.UIElement {
		built.SetText("The archive was built just now.")
		return pane.NewText("1,204 visitors in 1998")
	})

	shown := pane.NewText("Page 1 is shown.")
	tabs.OnChange(func(page int) { shown.SetText(fmt.Sprintf("Page %d is shown.", page+1)) })
	next := widgets.NewButton("Next page")
	next.OnClick(func() { tabs.Show((tabs.Shown() + 1) % 3) })

	doc.SetTitle("Tabs")
	doc.Add(layout.Column(tabs, next, shown, built))
	return nil
}
