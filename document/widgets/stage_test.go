package widgets_test

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// scene is a widget on a page with others: beside it stand what the program has from it, and a
// button by which the program sets it.
type scene struct {
	name  string // of the model
	make  func(doc *document.Document, got func(any)) (w models.UIElement, set func())
	drive func(tab *chrome.Tab, name string) // as a person does
	want  string                             // what the program has then
	shown string                             // JavaScript about el, the widget's root, that holds after set
}

// heard is a widget of a type of value.
type heard[T any] interface{ OnChange(func(T)) (stop func()) }

func hear[T any](w heard[T], got func(any)) { w.OnChange(func(v T) { got(v) }) }

// part finds an element in a widget's view, as el, and says something about it.
func part(name, selector, condition string) string {
	return chrome.JS(fmt.Sprintf(`(() => {
		const root = view(model(%q)); const el = %q === "" ? root.el : every(root.shadow_el ?? root.el, %q)[0];
		return el && (%s);
	})()`, name, selector, selector, condition))
}

// within is JavaScript that looks into a widget's view.
func inView(name, expression string) string {
	return chrome.JS(fmt.Sprintf(`(() => {const m = model(%q); const v = view(m); const all = (s) => every(v.shadow_el ?? v.el, s); return (%s)})()`, name, expression))
}

func drag(to float64) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) { tab.Drag(name, to) }
}

func typing(text string) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) {
		tab.Click(tab.Inside(name, "input, textarea"))
		tab.Keys(text)
	}
}

func clicking(selector string) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) { tab.Click(tab.Inside(name, selector)) }
}

// still clicks on a part of a widget once it has stopped moving.
func still(tab *chrome.Tab, name, selector string) {
	before := tab.Inside(name, selector)
	for same := 0; same < 5; time.Sleep(20 * time.Millisecond) {
		now := tab.Inside(name, selector)
		if same++; now != before {
			before, same = now, 0
		}
	}
	tab.Click(before)
}

// script changes what only the browser's own dialogs change.
func script(code string) func(*chrome.Tab, string) {
	return func(tab *chrome.Tab, name string) {
		chrome.Eval[bool](tab, inView(name, code+", true"))
	}
}

// picked puts files into an input of a widget.
func picked(selector, name, content string) func(*chrome.Tab, string) {
	return script(fmt.Sprintf(`(() => {
		const input = all(%q)[0], files = new DataTransfer();
		files.items.add(new File([%q], %q, {type: "text/csv"}));
		input.files = files.files;
		input.dispatchEvent(new Event("change", {bubbles: true}));
	})()`, selector, content, name))
}

// publish serves apps, and returns the address that they are at.
func publish(t *testing.T, apps panelgo.Apps) string {
	t.Helper()
	var opts panelgo.Options
	opts.Server.Logger = slog.New(slog.DiscardHandler)
	server, err := panelgo.New(apps, opts)
	if err != nil {
		t.Fatal(err)
	}
	return servertest.Host(t, server)
}

// stage is an app that shows scenes.
func stage(scenes []scene) panelgo.App {
	return func(doc *document.Document) error {
		var rows []models.UIElement
		for _, s := range scenes {
			got := NewStaticText(s.name, "")
			got.Name.Set(document.Some("got " + s.name))
			w, set := s.make(doc, func(v any) { got.SetValue(fmt.Sprint(v)) })
			button := NewButton("set " + s.name)
			button.Width.Set(document.Some(160.0))
			if set != nil {
				button.OnClick(set)
			}
			got.Width.Set(document.Some(260.0))
			row := document.New[models.Row]()
			row.Children.Set([]models.UIElement{button, got, w})
			row.Spacing.Set(10)
			row.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
			rows = append(rows, row)
		}
		column := document.New[models.Column]()
		column.Children.Set(rows)
		column.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
		doc.Add(column)
		return nil
	}
}

// patience is when a scene gives up; the others go on.
const patience = 20 * time.Second

// holds waits until an expression is truthy, and complains about a scene where it never is.
func holds(t *testing.T, tab *chrome.Tab, scene, expression string) {
	t.Helper()
	for end := time.Now().Add(patience); ; time.Sleep(20 * time.Millisecond) {
		if chrome.Eval[bool](tab, "!!("+expression+")") {
			return
		}
		if time.Now().After(end) {
			t.Errorf("%s: never true: %s", scene, expression[strings.LastIndex(expression, "box = (el)")+150:])
			return
		}
	}
}

// perform plays every scene on one page.
func perform(t *testing.T, scenes []scene) {
	t.Helper()
	address := publish(t, panelgo.Apps{"stage": stage(scenes)})
	tab := chrome.OpenAs(t, address+"/stage", chrome.View{Width: 1200, Height: 2800})
	for _, s := range scenes {
		if s.drive != nil {
			s.drive(tab, s.name)
			holds(t, tab, s.name, part("got "+s.name, "", fmt.Sprintf("el.shadowRoot.textContent.includes(%q)", s.name+": "+s.want)))
			tab.Keys(chrome.Escape)
		}
		if s.shown != "" {
			tab.Click(tab.Inside("set "+s.name, "button"))
			holds(t, tab, s.name, inView(s.name, s.shown))
		}
	}
	tab.Shot("light.png")
	dark := chrome.OpenAs(t, address+"/stage", chrome.View{Width: 1200, Height: 2800, Dark: true})
	dark.Shot("dark.png")
}

func named(w models.UIElement, name *document.Prop[document.Opt[string]], as string) models.UIElement {
	name.Set(document.Some(as))
	return w
}
