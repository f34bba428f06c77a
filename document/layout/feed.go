package layout

import (
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Feed is a long list that scrolls: messages, log lines, results. Browsers get only what is near
// what they show, however long it is.
type Feed struct {
	*models.Feed
	all      []models.UIElement
	from, to int  // what browsers have
	arrived  bool // a browser has shown the end; before that it is on its way there
}

// buffer is how many entries browsers get beyond those that they show, on either side.
const buffer = 20

// NewFeed makes a list of a height, px, that begins at its end: the latest entry.
func NewFeed(height float64, entries ...models.UIElement) *Feed {
	f := &Feed{Feed: document.New[models.Feed]()}
	f.Feed.CSSClasses.Set([]string{"scroll-vertical"})
	f.Feed.Height.Set(document.Some(height))
	f.Feed.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	f.Feed.ViewLatest.Set(true)
	f.Feed.AutoScrollLimit.Set(100)
	f.Feed.Spacing.Set(gap / 2)
	style(&f.Feed.Stylesheets, ":host{overflow-y:auto;overscroll-behavior:contain}")
	f.Feed.VisibleChildren.OnChange(func(c document.Change[[]string]) { f.look(c.New) })
	f.Append(entries...)
	return f
}

// Append adds entries at the end. Visitors who look at the end follow it; others stay where they
// are.
func (f *Feed) Append(entries ...models.UIElement) {
	atEnd := f.to == len(f.all)
	f.all = append(f.all, entries...)
	if atEnd {
		f.window(max(f.from, len(f.all)-2*buffer), len(f.all))
	}
}

// Entries are all entries, in order.
func (f *Feed) Entries() []models.UIElement { return slices.Clone(f.all) }

// Clear takes all entries away.
func (f *Feed) Clear() {
	f.all = nil
	f.window(0, 0)
}

// ShowLatest scrolls to the end.
func (f *Feed) ShowLatest() {
	f.arrived = false
	f.window(len(f.all)-2*buffer, len(f.all))
	document.Send(f, "scroll_latest_event", map[string]any{"rerender": false, "scroll_limit": nil})
}

// look sends what lies around the entries that a browser shows. Names that are no entries are
// passed over.
func (f *Feed) look(visible []string) {
	first, last := len(f.all), -1
	for i := f.from; i < f.to; i++ {
		if slices.Contains(visible, f.all[i].ID()) {
			first, last = min(first, i), i
		}
	}
	f.arrived = f.arrived || last >= f.to-1
	switch {
	case last < 0 || !f.arrived:
	case first-f.from < buffer/2 && f.from > 0:
		from := max(0, first-buffer)
		f.window(from, min(f.to, from+most))
	case f.to-last <= buffer/2 && f.to < len(f.all):
		to := last + 1 + buffer
		f.window(max(f.from, to-most), to)
	}
}

// window changes what browsers have.
func (f *Feed) window(from, to int) {
	f.to = max(0, min(to, len(f.all)))
	f.from = max(0, from, f.to-most)
	f.Feed.Children.Set(slices.Clone(f.all[f.from:f.to]))
}

// most is how many entries browsers have at a time.
const most = 5 * buffer
