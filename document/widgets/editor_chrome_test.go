package widgets_test

import (
	"fmt"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/document/widgets/richtext"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

var editors = []scene{
	{"Code", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewCodeEditor("golang", "// Hello greets.\nfunc Hello() string {\n\treturn \"hello\" + fmt.Sprint(42)\n}\n")
		w.Height.Set(document.Some(150.0))
		w.OnType(func(code string) { got(fmt.Sprintf("%.2s", code)) })
		return named(w, &w.Name, "Code"), func() { w.SetValue("package other") }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, ".ace_scroller"))
		tab.Wait(inView(name, "v._editor.isFocused()"))
		tab.Keys("x")
	}, "//", `v._editor.getValue() === "package other"`},
	{"Rich", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := richtext.NewTextEditor("")
		hear(w, got)
		return named(w, &w.Name, "Rich"), func() { w.SetValue("<p>from <b>Go</b><script>window.hacked = 1</script></p>") }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, ".ql-editor"))
		tab.Keys("hello")
	}, "<p>hello</p>", `all(".ql-editor strong")[0]?.textContent === "Go" && !window.hacked`},
	{"JSON", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w, err := NewJSONEditor(map[string]any{"name": "Earth", "moons": []string{"Moon"}})
		if err != nil {
			panic(err)
		}
		w.Height.Set(document.Some(200.0))
		hear(w, got)
		return named(w, &w.Name, "JSON"), func() { w.SetValue(map[string]any{"other": true}) }
	}, func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, "div.jsoneditor-value.jsoneditor-string"))
		tab.Keys("x")
	}, "map[", `all(".jsoneditor-field").some((e) => e.textContent === "other") && (() => {
		const menu = all(".jsoneditor-menu")[0];
		menu.scrollIntoView({block: "nearest"});
		const {x, y} = menu.getBoundingClientRect();
		return menu.contains(menu.getRootNode().elementFromPoint(x + 5, y + 5)); // nothing is drawn over it
	})()`},
	{"Terminal", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewTerminal()
		fmt.Fprint(w, "\x1b[32mready\x1b[0m\n$ ")
		w.OnKey(func(keys string) {
			if keys == "w" {
				got(keys)
				fmt.Fprint(w, keys)
			}
		})
		w.Height.Set(document.Some(120.0))
		return named(w, &w.Name, "Terminal"), func() {
			w.Clear()
			fmt.Fprint(w, "from Go\n")
		}
	}, func(tab *chrome.Tab, name string) {
		tab.Wait(inView(name, "v._rendered")) // before anybody types
		tab.Click(tab.Inside(name, ".xterm-screen"))
		tab.Keys("w")
	}, "w", `v.term.buffer.active.getLine(0)?.translateToString(true) === "from Go" && all(".xterm-screen")[0].offsetHeight <= v.el.offsetHeight && all(".xterm-viewport")[0].offsetWidth <= v.el.offsetWidth`},
	{"Player", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewPlayer("Player", 0, 10)
		hear(w, got)
		return w, func() { w.SetValue(10) }
	}, clicking(".next"), "1", `all("input[type=range]")[0].value === "10" && all(".pn-player-title")[0].textContent === "Player: 10"`},
	{"Discrete player", func(_ *document.Document, got func(any)) (models.UIElement, func()) {
		w := NewDiscretePlayer("Discrete player", Choices("slow", "fast", "faster"))
		hear(w, got)
		return w, func() { w.SetValue("fast"); w.LoopPolicy.Set(models.LoopPolicyOnce); w.Play() }
	}, clicking(".next"), "fast", `all("input[type=range]")[0].value === "2" && all(".pn-player-title")[0].textContent.endsWith("faster")`},
}

func TestEditorsInChromium(t *testing.T) { perform(t, editors) }
