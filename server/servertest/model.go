package servertest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Doc is a browser's copy of a document. Values are those of JSON (float64, string, bool, nil,
// []any, map[string]any), models are *Model, arrays of numbers are []any of float64 (in two
// dimensions, of those), bytes are []byte.
type Doc struct {
	Title  string
	Roots  []*Model
	Models map[string]*Model // all that were ever sent, by id
}

// Model is one model of a document.
type Model struct {
	ID         string
	Type       string // as on the wire: Slider, panel.models.layout.Column
	Attributes map[string]any
}

func (m *Model) String() string { return fmt.Sprintf("%s %s", m.Type, m.ID) }

// reachable are the models that the roots lead to, in the order of the page.
func (d *Doc) reachable() []*Model {
	var all []*Model
	seen := map[*Model]bool{}
	var walk func(any)
	walk = func(value any) {
		switch value := value.(type) {
		case *Model:
			if seen[value] {
				return
			}
			seen[value] = true
			all = append(all, value)
			for _, name := range slices.Sorted(maps.Keys(value.Attributes)) {
				walk(value.Attributes[name])
			}
		case []any:
			for _, element := range value {
				walk(element)
			}
		case map[string]any:
			for _, key := range slices.Sorted(maps.Keys(value)) {
				walk(value[key])
			}
		}
	}
	for _, root := range d.Roots {
		walk(root)
	}
	return all
}

// calls are the properties by which a person knows a model, in this order.
var calls = []string{"name", "title", "label", "placeholder"}

// Find returns the model that a person would call by this name: by its name, title (or the text of
// one), label, placeholder, id, or type.
func (d *Doc) Find(name string) (*Model, error) {
	all := d.reachable()
	for _, call := range calls {
		for _, m := range all {
			if m.Attributes[call] == name {
				return m, nil
			}
			if titled, ok := m.Attributes[call].(*Model); ok && titled.Attributes["text"] == name {
				return m, nil
			}
		}
	}
	for _, m := range all {
		if m.ID == name || m.Type == name {
			return m, nil
		}
	}
	var known []string
	for _, m := range all {
		for _, call := range calls {
			if text, ok := m.Attributes[call].(string); ok && text != "" {
				known = append(known, fmt.Sprintf("%q (%s)", text, m.Type))
				break
			}
		}
	}
	return nil, fmt.Errorf("nothing is called %q; there are %s", name, strings.Join(known, ", "))
}
