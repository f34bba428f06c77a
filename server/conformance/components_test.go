package conformance

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// components are the rows of the protocol's table of components, each with a small document of all
// its models. The models are described as a client would, made in Go, and written again by Go for
// the browser.
var components = []struct {
	row, says, roots string // says: texts that the page shows, separated by /
}{
	{"Column Row Card Tabs Accordion", "in a column/in a row/in a card/in a tab", `
		{"name": "panel.models.layout.Column", "children": [{"name": "Div", "text": "in a column"}]},
		{"name": "Row", "children": [{"name": "Div", "text": "in a row"}]},
		{"name": "panel.models.layout.Card", "collapsible": true, "children": [{"name": "panel.models.markup.HTML", "text": "head"}, {"name": "Div", "text": "in a card"}]},
		{"name": "panel.models.tabs.Tabs", "tabs": [{"name": "TabPanel", "title": "A", "child": {"name": "Div", "text": "in a tab"}}, {"name": "TabPanel", "title": "B", "child": {"name": "Div", "text": "behind"}}]},
		{"name": "Column", "children": [{"name": "panel.models.layout.Card", "collapsed": true, "children": [{"name": "panel.models.markup.HTML", "text": "one"}, {"name": "Div", "text": "folded"}]}]}`},
	{"GridBox FlexBox Spacer Divider", "cell/a flex box", `
		{"name": "GridBox", "children": [[{"name": "Div", "text": "cell"}, 0, 0], [{"name": "Spacer", "width": 5, "height": 5}, 0, 1, 1, 2]]},
		{"name": "panel.models.reactive_html.ReactiveHTML", "html": "&lt;div id=&quot;flex&quot; style=&quot;display: flex&quot;&gt;a flex box&lt;/div&gt;", "data": {"name": "Div"}},
		{"name": "Div", "text": "<hr style=\"margin: 0\">"}`},
	{"HTML Markdown Str Alert DataFrame images", "an escaped heading/a string/a frame", `
		{"name": "panel.models.markup.HTML", "text": "&lt;h1 id=&quot;x&quot;&gt;an escaped heading&lt;/h1&gt;", "events": {}, "css_classes": ["markdown"]},
		{"name": "panel.models.markup.HTML", "text": "&lt;pre&gt;a string&lt;/pre&gt;"},
		{"name": "panel.models.markup.HTML", "text": "&lt;table&gt;&lt;tr&gt;&lt;td&gt;a frame&lt;/td&gt;&lt;/tr&gt;&lt;/table&gt;"},
		{"name": "panel.models.markup.HTML", "text": "&lt;img alt=&quot;dot&quot; src=&quot;data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==&quot;&gt;"}`},
	{"JSON PDF", "", `
		{"name": "panel.models.markup.JSON", "text": "{\"a\": [1, 2, {\"b\": null}]}", "depth": 2},
		{"name": "panel.models.markup.PDF", "text": "", "width": 100, "height": 100}`},
	{"Button Toggle MenuButton", "a button/a toggle/a menu", `
		{"name": "panel.models.widgets.Button", "label": "a button", "button_type": "primary", "subscribed_events": {"type": "set", "entries": ["button_click"]}},
		{"name": "Toggle", "label": "a toggle", "active": true},
		{"name": "Dropdown", "label": "a menu", "menu": ["one", null, ["two", "2"]], "subscribed_events": {"type": "set", "entries": ["menu_item_click", "button_click"]}}`},
	{"TextInput TextArea Password", "Text", `
		{"name": "panel.models.widgets.TextInput", "value": "a text", "title": "Text", "subscribed_events": {"type": "set", "entries": ["enter-pressed"]}},
		{"name": "panel.models.widgets.TextAreaInput", "value": "lines\nof text", "auto_grow": true},
		{"name": "PasswordInput", "value": "secret"}`},
	{"Select MultiSelect MultiChoice", "", `
		{"name": "panel.models.widgets.CustomSelect", "options": ["a", ["b", "B"]], "value": "a", "disabled_options": ["b"]},
		{"name": "panel.models.widgets.SingleSelect", "options": ["a", "b"], "value": "b", "size": 2},
		{"name": "panel.models.widgets.CustomMultiSelect", "options": ["a", "b"], "value": ["a", "b"]},
		{"name": "MultiChoice", "options": ["a", "b"], "value": ["b"]}`},
	{"Radio and check groups", "", `
		{"name": "panel.models.widgets.RadioButtonGroup", "labels": ["a", "b"], "active": 1},
		{"name": "panel.models.widgets.CheckboxButtonGroup", "labels": ["a", "b"], "active": [0, 1]},
		{"name": "RadioGroup", "labels": ["a", "b"], "active": 0},
		{"name": "CheckboxGroup", "labels": ["a", "b"], "active": [1]}`},
	{"Sliders", "Int", `
		{"name": "Slider", "start": 0, "end": 10, "value": 3, "title": "Int"},
		{"name": "RangeSlider", "start": 0, "end": 10, "value": [2, 4], "step": 0.5},
		{"name": "DateSlider", "start": 1577836800000, "end": 1609372800000, "value": 1580515200000},
		{"name": "panel.models.datetime_slider.DatetimeSlider", "start": 1577836800000, "end": 1609372800000, "value": 1580515200000, "step": 3600000}`},
	{"Checkbox Switch Spinner FileInput ColorPicker DatePicker", "a box", `
		{"name": "Checkbox", "active": true, "label": "a box"}, {"name": "Switch", "active": true},
		{"name": "Spinner", "low": 0, "high": 10, "step": 1, "value": 4}, {"name": "NumericInput", "mode": "float", "value": 1.5},
		{"name": "FileInput", "accept": ".csv"}, {"name": "ColorPicker", "color": "#ff0000"}, {"name": "DatePicker", "value": "2020-01-02"}`},
	{"Tabulator", "cell two/Wert", `
		{"name": "panel.models.tabulator.DataTabulator", "height": 200, "width": 400, "layout": "fit_data_table", "indexes": ["index"],
		 "columns": [{"name": "TableColumn", "field": "index", "title": "Row", "width": 60}, {"name": "TableColumn", "field": "x", "title": "Wert", "editor": {"name": "StringEditor"}, "formatter": {"name": "StringFormatter"}}],
		 "source": {"name": "ColumnDataSource", "selected": {"name": "Selection", "indices": [0]}, "data": {"index": [0, 1], "x": ["cell one", "cell two"]}},
		 "configuration": {"columns": [{"field": "index"}, {"field": "x", "sorter": "string"}], "selectable": true}, "subscribed_events": {"type": "set", "entries": ["cell-click", "table-edit", "selection-change"]}}`},
	{"ReactiveHTML JSComponent", "reactive/esm says hello", `
		{"name": "panel.models.reactive_html.ReactiveHTML", "html": "&lt;b id=&quot;bold-${id}&quot;&gt;reactive&lt;/b&gt;", "nodes": ["bold"], "data": {"name": "Div"}, "scripts": {"render": ["bold.title = 'rendered'"]}},
		{"name": "panel.models.esm.ReactiveESM", "esm": "export function render({model}) { const b = document.createElement('b'); b.textContent = 'esm says ' + model.text; return b }", "data": {"name": "Div", "text": "hello"}}`},
	{"React's components and notebook widgets", "react says hello/a widget says hello", `
		{"name": "panel.models.esm.ReactComponent", "class_name": "A", "esm": "export function render({model}) { const [text] = model.useState('text'); return <b>{'react says ' + text}</b> }", "data": {"name": "Div", "text": "hello"}},
		{"name": "panel.models.esm.AnyWidgetComponent", "class_name": "B", "esm": "export default {render({model, el}) { el.textContent = 'a widget says ' + model.get('text') }}", "data": {"name": "Div", "text": "hello"}}`},
	{"Location BrowserInfo", "where", `
		{"name": "panel.models.location.Location", "reload": false}, {"name": "panel.models.browser.BrowserInfo"}, {"name": "Div", "text": "where"}`},
}

// reps makes object reps of descriptions in which "name" says the type.
func reps(t *testing.T, described string) string {
	t.Helper()
	n := 0
	var walk func(v any) any
	walk = func(v any) any {
		switch v := v.(type) {
		case []any:
			for i := range v {
				v[i] = walk(v[i])
			}
		case map[string]any:
			for k := range v {
				v[k] = walk(v[k])
			}
			if name, ok := v["name"].(string); ok {
				delete(v, "name")
				n++
				return map[string]any{"type": "object", "name": name, "id": fmt.Sprint("m", n), "attributes": v}
			}
		}
		return v
	}
	return text(walk(parsed(t, "["+described+"]")))
}

func TestConformance50Components(t *testing.T) {
	s := serve(t, only(func(*panelgo.Document) error { return nil }))
	for i, c := range components {
		t.Run(strings.ReplaceAll(c.row, " ", "-"), func(t *testing.T) {
			s := s.as(t)
			id := signed(secret, fmt.Sprint("row-", i))
			author := s.join("/app", tokenOf(secret, claims{"session_id": id, "session_expiry": in(300)}))
			reply, _ := author.ask("PUSH-DOC", `{"doc":{"title":"Row","roots":`+reps(t, c.roots)+`}}`)
			if reply.kind != "OK" {
				t.Fatalf("%s: %v", reply.kind, reply.content["text"])
			}
			tab := chrome.Open(t, s.url+"/app?bokeh-session-id="+id) // fails with what the console says
			for said := range strings.SplitSeq(c.says, "/") {
				tab.WaitText(said)
			}
			tab.WaitFrames(func() bool {
				return tab.Sent(`"document_ready"`) == 1 && tab.Sent(`"PATCH-DOC"`) == tab.Got(`"OK"`)+tab.Got(`"ERROR"`)
			})
			if n := tab.Got(`"ERROR"`); n > 0 {
				t.Errorf("the page was answered %d errors", n)
			}
			tab.Shot("row.png")
		})
	}
}
