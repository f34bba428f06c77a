package component_test

import (
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/component"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/server/servertest"
)

func TestForgedModulesAreRefused(t *testing.T) {
	var plainly *component.JS[Counter]
	var reacting *component.React[Counter]
	var widgetly *component.AnyWidget[Counter]
	tab := servertest.Open(t, func(doc *document.Document) error {
		module := component.Module{Code: plain, CSS: "p { color: teal }"}
		plainly = component.New[Counter](module)
		reacting = component.NewReact[Counter](module)
		widgetly = component.NewAnyWidget[Counter](module)
		plainly.Name.Set(document.Some("plain"))
		reacting.Name.Set(document.Some("react"))
		widgetly.Name.Set(document.Some("widget"))
		plainly.State.Name.Set(document.Some("state"))
		plainly.State.Body.Set(pane.NewText("the body"))
		doc.Add(plainly, reacting, widgetly)
		return nil
	}, "/")
	const evil = "export function render() { alert(1) }"
	for _, name := range []string{"plain", "react", "widget"} {
		for property, value := range map[string]any{
			"esm": evil, "class_name": "x", "importmap": map[string]any{"imports": map[string]any{"a": "https://example.org/a.js"}}, "data": nil,
			"children": []string{"count"}, "tags": []any{"x"}, "stylesheets": []string{"* { display: none }"}, "bundle": "url",
			"css_bundle": "https://example.org/a.css", "dev": true, "events": []string{"click"},
		} {
			tab.Forge(name, property, value)
		}
	}
	tab.Forge("state", "body", nil)
	tab.Forge("state", "items", []any{})
	tab.Forge("state", "count", "many")
	tab.SetProperty("state", "count", 7) // which is for browsers to change
	kept := make(chan bool)
	plainly.Document().Next(func() {
		kept <- plainly.ESM.Get() == plain && reacting.ESM.Get() == plain && widgetly.ESM.Get() == plain && plainly.State.Body.Get() != nil &&
			plainly.State.Count.Get() == 7 && len(plainly.Tags.Get()) == 1 && !plainly.Dev.Get()
	})
	if !<-kept {
		t.Error("what a browser forged was taken")
	}
}
