package component_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

const list = `
<form data-on-submit="add"><input name="what" aria-label="What" data-on-input="type"> <button>Add</button></form>
<ul>{{range .}}<li>{{.}} <button data-on-click="drop" value="{{.}}" data-why="done"><span>drop</span></button></li>{{end}}</ul>
<a href="#" data-on-click="nobody">nobody hears</a>`

func TestHTMLTellsGoOfItsEvents(t *testing.T) {
	tab := chrome.Open(t, serve(t, func(doc *document.Document) error {
		items, says := []string{"<b>milk</b>"}, pane.NewText("")
		h, err := component.NewHTML(list, items)
		if err != nil {
			return err
		}
		h.On("type", func(e component.HTMLEvent) {
			says.SetText("typing " + e.Value)
			h.Update(items)
		})
		h.On("add", func(e component.HTMLEvent) {
			items = append(items, e.Values.Get("what"))
			h.Update(items)
		})
		h.On("drop", func(e component.HTMLEvent) {
			says.SetText(fmt.Sprintf("%s %s %s", e.Type, e.Value, e.Data["why"]))
			items = nil
			h.Update(items)
		})
		doc.Add(h, says)
		return nil
	}))
	tab.WaitText("<b>milk</b>") // as text
	tab.Click(tab.Find("input"))
	tab.Keys("br")
	tab.WaitText("typing br")
	tab.Keys("ead") // the focus is still there, and what was typed
	tab.WaitText("typing bread")
	tab.Keys(chrome.Enter)
	tab.Wait(chrome.JS(`every(document, "li").length === 2 && every(document, "li")[1].textContent.includes("bread")`))
	tab.Shot("list.png")
	tab.ClickText("span", "drop")
	tab.WaitText("click <b>milk</b> done")
	tab.Wait(chrome.JS(`every(document, "li").length === 0`))
	tab.ClickText("a", "nobody hears")
	tab.WaitFrames(func() bool { return tab.Got(`there is no event`) == 1 })
	tab.Forgive() // the refusal
}

func TestAWrongTemplateNamesItsLine(t *testing.T) {
	for text, want := range map[string]string{"<p>\n{{.A": "html:2", "<p>\n{{.A.B}}": "html:2", "<a href='{{if .}}'{{end}}>": "html"} {
		if _, err := component.NewHTML(text, 3); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
