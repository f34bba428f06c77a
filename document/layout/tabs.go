package layout

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Tabs show one page of several, chosen by their titles.
type Tabs struct {
	*models.PanelTabs
	builders map[*models.TabPanel]func() models.UIElement // of pages that nobody has opened yet
}

// NewTabs makes tabs without a page.
//
//	tabs := layout.NewTabs()
//	tabs.Page("Overview", overview)
//	tabs.Lazy("Details", func() models.UIElement { return details() })
func NewTabs() *Tabs {
	t := &Tabs{document.New[models.PanelTabs](), map[*models.TabPanel]func() models.UIElement{}}
	t.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	t.Active.OnChange(func(document.Change[int]) { t.build() })
	return t
}

// Page adds a page.
func (t *Tabs) Page(title string, children ...models.UIElement) *Tabs {
	t.add(title, Column(children...))
	return t
}

// Lazy adds a page that is built when a visitor first opens it. The first page is built at once.
func (t *Tabs) Lazy(title string, build func() models.UIElement) *Tabs {
	t.builders[t.add(title, Column())] = build
	t.build()
	return t
}

func (t *Tabs) add(title string, child models.UIElement) *models.TabPanel {
	p := document.New[models.TabPanel]()
	p.Title.Set(title)
	p.Child.Set(child)
	t.PanelTabs.Tabs.Set(append(t.pages(), p))
	return p
}

// pages are the panels, in a list that may be added to.
func (t *Tabs) pages() []*models.TabPanel {
	all := t.PanelTabs.Tabs.Get()
	return all[:len(all):len(all)]
}

// build builds the page that is shown, if it waits for that.
func (t *Tabs) build() {
	shown := t.Shown()
	if shown < 0 {
		return
	}
	page := t.pages()[shown]
	if build := t.builders[page]; build != nil {
		delete(t.builders, page)
		page.Child.Get().(*models.Column).Children.Set([]models.UIElement{build()})
	}
}

// Shown is the number of the page that is shown, from 0; -1 where there is none.
func (t *Tabs) Shown() int {
	if n := t.Active.Get(); n >= 0 && n < len(t.pages()) {
		return n
	}
	return -1 // also where a browser has said what cannot be
}

// Show shows a page by its number; one that does not exist changes nothing.
func (t *Tabs) Show(page int) {
	if page >= 0 && page < len(t.pages()) {
		t.Active.Set(page)
	}
}

// OnChange calls f when another page is shown. Calling stop ends it.
func (t *Tabs) OnChange(f func(page int)) (stop func()) {
	return t.Active.OnChange(func(document.Change[int]) {
		if page := t.Shown(); page >= 0 {
			f(page)
		}
	})
}
