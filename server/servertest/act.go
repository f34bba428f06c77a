package servertest

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"

	"github.com/panelgo/panelgo/document/wire"
)

// Set gives a widget another value, as a visitor does, and returns when the server has handled
// that. The widget is named as Doc.Find says. What is set is its value, or what it has instead:
// active, or the indices of a data source's selection.
func (tab *Tab) Set(name string, value any) {
	tab.t.Helper()
	m := tab.find(name)
	tab.change(m, tab.valueOf(m), value)
}

// SetProperty sets any property of a model, by the name that the property has on the wire.
func (tab *Tab) SetProperty(name, property string, value any) {
	tab.t.Helper()
	tab.change(tab.find(name), property, value)
}

// Select selects rows of a table, or points of a plot, by their place in the data.
func (tab *Tab) Select(name string, rows ...int) {
	tab.t.Helper()
	m := tab.find(name)
	tab.mu.Lock()
	selection := selectionOf(m)
	tab.mu.Unlock()
	if selection == nil {
		tab.t.Fatalf("servertest: %s has no selection", m)
	}
	tab.change(selection, "indices", rows)
}

func selectionOf(m *Model) *Model {
	if selected, ok := m.Attributes["selected"].(*Model); ok {
		return selected
	}
	if source, ok := m.Attributes["source"].(*Model); ok {
		return selectionOf(source)
	}
	return nil
}

// Click presses a button.
func (tab *Tab) Click(name string) {
	tab.t.Helper()
	tab.Trigger(name, "button_click", nil)
}

// Trigger fires an event of a model, such as value_submit with {"value": "x"}. As in a browser,
// only events are sent that the server has subscribed to.
func (tab *Tab) Trigger(name, event string, values map[string]any) {
	tab.t.Helper()
	m := tab.find(name)
	tab.mu.Lock()
	subscribed, _ := m.Attributes["subscribed_events"].([]any)
	tab.mu.Unlock()
	for _, s := range subscribed {
		if s == event {
			all := map[string]any{"model": m}
			for k, v := range values {
				all[k] = v
			}
			tab.send(map[string]any{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": eventOf(event, all)})
			return
		}
	}
	tab.t.Fatalf("servertest: nobody listens to %s of %s: it listens to %v", event, m, subscribed)
}

// Ready tells the server what a browser tells it when the page is drawn.
func (tab *Tab) Ready() {
	tab.t.Helper()
	tab.send(map[string]any{"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": eventOf("document_ready", nil)})
}

// event is encoded as it stands.
type event map[string]any

func eventOf(name string, values map[string]any) event {
	return event{"type": "event", "name": name, "values": encode(values)}
}

// change sends a ModelChanged, having made the change here first: the server does not send it back.
func (tab *Tab) change(m *Model, property string, value any) {
	tab.t.Helper()
	tab.mu.Lock()
	m.Attributes[property] = plain(value)
	tab.tell()
	tab.mu.Unlock()
	tab.send(changed(m, property, value))
}

func changed(m *Model, property string, value any) map[string]any {
	return map[string]any{"kind": "ModelChanged", "model": map[string]any{"id": m.ID}, "attr": property, "new": encode(value)}
}

// Forge sets a property of a model as a browser would that was tampered with, and fails the test
// unless the server refuses.
func (tab *Tab) Forge(name, property string, value any) {
	tab.t.Helper()
	if content, reply := tab.ask(changed(tab.find(name), property, value)); reply.Type != wire.Error {
		tab.t.Errorf("servertest: the server answered %s to %s", reply.Type, content)
	}
}

func (tab *Tab) send(e map[string]any) {
	tab.t.Helper()
	if content, reply := tab.ask(e); reply.Type != wire.OK {
		tab.t.Fatalf("servertest: the server answered %s to %s: %s", reply.Type, content, reply.Content)
	}
}

func (tab *Tab) ask(e map[string]any) (content []byte, reply *wire.Message) {
	tab.t.Helper()
	content, err := json.Marshal(map[string]any{"events": []any{e}})
	if err == nil {
		reply, err = tab.Ask(wire.NewPatchDoc(content, nil))
	}
	if err != nil {
		tab.t.Fatalf("servertest: %v", err)
	}
	return content, reply
}

// encode writes a value as a browser does: objects as maps, models as references, what JSON cannot
// say by name.
func encode(value any) any {
	switch value := value.(type) {
	case *Model:
		return map[string]any{"id": value.ID}
	case map[string]any:
		entries := []any{}
		for k, v := range value {
			entries = append(entries, []any{k, encode(v)})
		}
		return map[string]any{"type": "map", "entries": entries}
	case float64:
		switch {
		case math.IsNaN(value):
			return map[string]any{"type": "number", "value": "nan"}
		case math.IsInf(value, 1):
			return map[string]any{"type": "number", "value": "+inf"}
		case math.IsInf(value, -1):
			return map[string]any{"type": "number", "value": "-inf"}
		}
		return value
	}
	if list := reflect.ValueOf(value); list.IsValid() && list.Kind() == reflect.Slice {
		all := make([]any, list.Len())
		for i := range all {
			all[i] = encode(list.Index(i).Interface())
		}
		return all
	}
	return value
}

// plain is a value as it would come back from the server: all numbers float64, all lists []any.
func plain(value any) any {
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return float64(v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return float64(v.Uint())
	case reflect.Float32, reflect.Float64:
		return v.Float()
	case reflect.String:
		return v.String()
	case reflect.Slice:
		if _, isBytes := value.([]byte); isBytes {
			return value
		}
		all := make([]any, v.Len())
		for i := range all {
			all[i] = plain(v.Index(i).Interface())
		}
		return all
	case reflect.Map:
		all := make(map[string]any, v.Len())
		for _, key := range v.MapKeys() {
			all[fmt.Sprint(key.Interface())] = plain(v.MapIndex(key).Interface())
		}
		return all
	}
	return value
}
