// Package cache shows answers that are kept. The first look at a city's weather takes two seconds, the next ones nothing,
// for an hour and in every tab, as the cache is shared by all of them.
//
//panelgo:gallery cache.New
package cache

import (
	"context"
	"fmt"
	"hash/fnv"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/cache"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

var weather = cache.New(cache.Options{TTL: time.Hour, Size: 100}, ask)

// ask asks a slow service, which is not asked twice in an hour about a city.
func ask(ctx context.Context, city string) (string, error) {
	select {
	case <-ctx.Done():
		return "", ctx.Err()
	case <-time.After(2 * time.Second):
	}
	h := fnv.New32()
	_, _ = h.Write([]byte(city))
	return fmt.Sprintf("%s: %d °C, asked at %s", city, h.Sum32()%30, time.Now().Format(time.TimeOnly)), nil
}

// App builds the page.
func App(doc *panelgo.Document) error {
	city := widgets.NewSelect("City", widgets.Choices("Oslo", "Rome", "Kyoto", "Lima"))
	look := reactive.NewWork(weather.Get)
	look.Follow(city)
	answer := layout.Card("Weather", look.View(func(text string) models.UIElement { return pane.NewText(text) }))
	reactive.Busy(answer, look.Running())

	doc.SetTitle("Caches")
	doc.Add(layout.Column(city, answer))
	return nil
}
