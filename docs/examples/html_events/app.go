// Package htmlevents shows HTML of one's own with events that Go hears. Write something and press Enter, or click an entry
// to drop it.
//
//panelgo:gallery component.NewHTML
package htmlevents

import (
	"slices"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/component"
)

// The template is html/template's: what data brings in is escaped.
const list = `
<form data-on-submit="add"><input name="what" aria-label="What to buy" placeholder="What to buy"> <button>Add</button></form>
<ul>{{range .}}<li><button data-on-click="drop" value="{{.}}">{{.}} ✕</button></li>{{else}}<li>Nothing to buy.</li>{{end}}</ul>`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	items := []string{"Milk", "Bread"}
	html, err := component.NewHTML(list, items)
	if err != nil {
		return err
	}
	html.On("add", func(e component.HTMLEvent) {
		if what := strings.TrimSpace(e.Values.Get("what")); what != "" && !slices.Contains(items, what) {
			items = append(items, what)
		}
		html.Update(items)
	})
	html.On("drop", func(e component.HTMLEvent) {
		items = slices.DeleteFunc(items, func(item string) bool { return item == e.Value })
		html.Update(items)
	})
	html.CSS(`li { margin: 6px 0 } button, input { padding: 5px 10px; font: inherit }`)
	doc.Add(html)
	return nil
}
