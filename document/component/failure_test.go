package component_test

import (
	"bytes"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// book is a log that can be read while it is written.
type book struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

func (b *book) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.text.Write(p)
}

func (b *book) has(text string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Contains(b.text.String(), text)
}

// wrong are modules with something wrong, and what is said of it.
var wrong = []struct{ what, kind, code, at, says string }{
	{"grammar", "plain", "export function render() {\n  return (;\n}", "a.js:2:11", "Unexpected token"},
	{"grammar in JSX", "react", "export function render() {\n  return <b>;\n}", "a.js:2:13", "Unexpected token"},
	{"start", "plain", "const a = 1;\n  missing(a);\nexport function render() {}", "a.js:2:3", "missing is not defined"},
	{"no render", "plain", "export const draw = 1", "a.js", "exports no function named render"},
	{"drawing", "plain", "export function render({model}) {\n  return model.count.no.such;\n}", "a.js:2:22", "reading 'such'"},
	{"drawing later", "plain", "export async function render() {\n  await 0;\n  missing();\n}", "a.js:3:3", "missing is not defined"},
	{"drawing with React", "react", "export function render({model}) {\n  const a = <b/>;\n  missing();\n  return a;\n}", "a.js:3:3", "missing is not defined"},
	{"below in React", "react", "function Inner() {\n  missing();\n}\nexport function render() {\n  return <Inner/>;\n}", "a.js:2:3", "missing is not defined"},
	{"a widget's drawing", "widget", "export default {\n  render() { missing(); }\n}", "a.js:2:14", "missing is not defined"},
	{"listening", "plain", "export function render({model}) {\n  model.on('count', () => { missing(); });\n  queueMicrotask(() => { model.count = 1; });\n}", "a.js:2:29", "missing is not defined"},
	{"an element's handler", "plain", "export function render({el}) {\n  setTimeout(() => missing(), 0);\n}", "a.js:2:20", "missing is not defined"},
	{"an import", "plain", "import x from 'nowhere';\nexport function render() {}", "a.js", "Unable to resolve specifier 'nowhere'"},
}

func of(kind, code string) models.UIElement {
	m := component.Module{Name: "a.js", Code: code}
	switch kind {
	case "react":
		return component.NewReact[Counter](m)
	case "widget":
		return component.NewAnyWidget[Counter](m)
	}
	return component.New[Counter](m)
}

func TestWhatFailsInAModuleIsSaidWithItsPlace(t *testing.T) {
	for _, dev := range []bool{true, false} {
		log := &book{}
		apps := server.Apps{}
		for _, w := range wrong {
			apps["/"+strings.ReplaceAll(w.what, " ", "-")] = func(doc *document.Document) error {
				doc.Add(of(w.kind, w.code), of(w.kind, w.code), pane.NewText("the rest of the page"))
				return nil
			}
		}
		address := serveAll(t, apps, func(o *server.Options) {
			o.Dev, o.Logger = dev, slog.New(slog.NewTextHandler(log, nil))
		})
		for _, w := range wrong {
			t.Run(w.what, func(t *testing.T) {
				tab := chrome.Open(t, address+"/"+strings.ReplaceAll(w.what, " ", "-"))
				tab.WaitText("the rest of the page")
				if dev {
					tab.WaitText(w.says)
					tab.WaitText(w.at)
				} else {
					tab.WaitText("This part of the page does not work.")
				}
				tab.WaitFrames(func() bool { return tab.Sent(`"esm_error"`) >= 1 && tab.Sent(`"PATCH-DOC"`) == tab.Got(`"OK"`) })
				if !log.has(`at=`+w.at) || !log.has(w.says) {
					t.Error("the log does not say", w.at, w.says)
				}
				tab.Shot("failure.png")
				tab.Forgive()
			})
		}
	}
}

func TestComponentsThatComeLaterWork(t *testing.T) {
	tab := chrome.Open(t, serve(t, func(doc *document.Document) error {
		more := widgets.NewButton("More")
		more.OnClick(func() {
			for _, kind := range []string{"plain", "react", "widget"} {
				doc.Add(of(kind, map[string]string{"plain": plain, "react": react, "widget": widget}[kind]))
			}
		})
		doc.Add(more)
		return nil
	}))
	tab.Click(tab.Inside("More", "button"))
	tab.Wait(chrome.JS(`every(document, ".count").filter((el) => el.textContent === "count is 0").length === 3`))
}

func TestPagesWithModulesAllowNoEval(t *testing.T) {
	address := serve(t, func(doc *document.Document) error {
		doc.Add(of("plain", plain), of("react", react), of("widget", widget))
		return nil
	})
	got, err := http.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	got.Body.Close()
	script, _, _ := strings.Cut(got.Header.Get("Content-Security-Policy"), ";")
	if strings.Contains(script, "eval") || strings.Contains(script, "blob:") || strings.Contains(script, "http") {
		t.Error(script)
	}
}
