// Package feed shows a long list of which browsers get only what is near what they show: 1,000 days of a diary.
//
//panelgo:gallery layout.Feed
package feed

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
	weather := []string{"Rain.", "Sun, at last.", "Fog until noon.", "Snow!", "A rainbow."}
	entry := func(day int) models.UIElement {
		return pane.NewText(fmt.Sprintf("Day %d. %s", day, weather[day*day%5]))
	}
	var days []models.UIElement
	for day := range 1000 {
		days = append(days, entry(day+1))
	}
	diary := layout.NewFeed(240, days...)

	write := widgets.NewButton("Another day")
	write.OnClick(func() { diary.Append(entry(len(diary.Entries()) + 1)) })
	end := widgets.NewButton("To the end")
	end.OnClick(diary.ShowLatest)

	doc.SetTitle("Feed")
	doc.Add(layout.Column(diary, layout.Row(write, end)))
	return nil
}
