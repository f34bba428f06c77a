package models_test

import (
	"encoding/json"
	"os"
	"reflect"
	"slices"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// class is what schema.json says about a class of models, as far as the tests ask.
type class struct {
	Name, Bundle, Base string
	Props              []struct{ Name, Alias string }
}

// registered is how many names the front end's registry has: Bokeh 3.9.2 and Panel 1.9.4.
const registered = 467

// withoutField are the properties that Go does not have, as tables.go of the generator explains.
var withoutField = []string{"CDSView.indices", "CDSView.masked", "Selection.view", "Toolbar.gestures"}

func readClasses(t *testing.T) map[string]class {
	t.Helper()
	text, err := os.ReadFile("../internal/modelgen/schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema struct{ Classes []class }
	if err := json.Unmarshal(text, &schema); err != nil {
		t.Fatal(err)
	}
	classes := map[string]class{}
	for _, c := range schema.Classes {
		classes[c.Name] = c
	}
	return classes
}

// structs are the types of all models by their wire names.
func structs() map[string]reflect.Type {
	all := map[string]reflect.Type{}
	for _, m := range models.All() {
		all[document.WireName(m)] = reflect.TypeOf(m)
	}
	return all
}

func TestEveryRegisteredNameIsInGo(t *testing.T) {
	count := 0
	all := structs()
	for name, c := range readClasses(t) {
		if c.Bundle == "" {
			continue
		}
		count++
		if all[name] == nil && interfaces[name] == nil {
			t.Errorf("%s is neither a struct nor an interface", name)
		}
	}
	if count != registered {
		t.Errorf("the schema has %d registered names, expected %d", count, registered)
	}
}

func TestEveryPropertyIsAField(t *testing.T) {
	classes := readClasses(t)
	for name, model := range structs() {
		have := map[string]bool{}
		fieldsOf(model.Elem(), func(wire string) { have[wire] = true })
		for c, ok := classes[name]; ok; c, ok = classes[c.Base] {
			for _, p := range c.Props {
				if p.Alias == "" && !have[p.Name] && !slices.Contains(withoutField, c.Name+"."+p.Name) {
					t.Errorf("%s lacks %s of %s", model, p.Name, c.Name)
				}
			}
		}
	}
}

// fieldsOf calls yield with the wire name of each field, those of document.Base too.
func fieldsOf(t reflect.Type, yield func(wire string)) {
	for f := range t.Fields() {
		if f.Anonymous {
			fieldsOf(f.Type, yield)
		} else if wire := f.Tag.Get("bokeh"); wire != "" {
			yield(wire)
		}
	}
}

func TestModelsBelongToTheirClasses(t *testing.T) {
	classes := readClasses(t)
	for name, model := range structs() {
		for c := classes[name]; c.Name != ""; c = classes[c.Base] {
			if i := interfaces[c.Name]; i != nil && !model.Implements(i) {
				t.Errorf("%s is no %s", model, i)
			}
		}
	}
	for name, i := range interfaces {
		for wire, model := range structs() {
			if model.Implements(i) && !descends(classes, wire, name) {
				t.Errorf("%s is a %s, and is not in the front end", model, i)
			}
		}
	}
}

func descends(classes map[string]class, name, from string) bool {
	for c := classes[name]; c.Name != ""; c = classes[c.Base] {
		if c.Name == from {
			return true
		}
	}
	return false
}

func TestPagesGetTheBundleOfEachModel(t *testing.T) {
	for name, bundle := range map[string]string{
		"Slider": "widgets", "DataTable": "tables", "Figure": "bokeh", "TeX": "mathjax", "MathMLGlyph": "mathjax",
		"panel.models.tabulator.DataTabulator": "panel", "NoSuchModel": "bokeh",
	} {
		if got := models.Bundle(name); got != bundle {
			t.Errorf("%s needs %s, got %s", name, bundle, got)
		}
	}
}
