package document

import (
	"fmt"
	"reflect"
	"slices"
)

// Event is something that happened in a browser, other than a change: a click, a tap on a plot, the
// page being ready.
type Event struct {
	Name   string
	Model  Model          // nil for events of the document
	Values map[string]any // as the front end names them, without the model
	View   *View          // the browser

	refused *error
}

// Refuse answers the browser with an ERROR message that says why the event was not accepted.
func (e Event) Refuse(err error) { *e.refused = err }

// handler is a function that is called with events; its address tells it from others.
type handler struct{ f func(Event) }

// The events of a document, which browsers send unasked.
const (
	Ready       = "document_ready"     // the page has been drawn
	Reconnected = "client_reconnected" // the page is back after a lost connection
)

// OnEvent calls f in a turn when a browser sends the named event of the model, for example
// "button_click". It asks browsers to send it. Calling stop ends that.
func (b *Base) OnEvent(name string, f func(Event)) (stop func()) {
	x := more(b)
	h := &handler{f}
	if x.handlers == nil {
		x.handlers = map[string][]*handler{}
	}
	x.handlers[name] = append(x.handlers[name], h)
	if b.shape != nil {
		announce(b)
	}
	return func() {
		x.handlers[name] = without(x.handlers[name], h)
		if len(x.handlers[name]) == 0 {
			b.SubscribedEvents.Set(slices.DeleteFunc(slices.Clone(b.SubscribedEvents.Get()), func(s string) bool { return s == name }))
		}
	}
}

// announce asks browsers to send the events that have handlers.
func announce(b *Base) {
	asked := b.SubscribedEvents.Get()
	for _, name := range sortedNames(b.extra.handlers) {
		if len(b.extra.handlers[name]) > 0 && !slices.Contains(asked, name) {
			asked = append(slices.Clip(asked), name)
		}
	}
	if len(asked) > len(b.SubscribedEvents.Get()) {
		b.SubscribedEvents.Set(asked)
	}
}

func without(all []*handler, h *handler) []*handler {
	return slices.DeleteFunc(slices.Clone(all), func(other *handler) bool { return other == h })
}

// OnEvent calls f in a turn when a browser sends the named event of the document. Calling stop ends
// that.
func (d *Document) OnEvent(name string, f func(Event)) (stop func()) {
	d.check("OnEvent")
	if d.handlers == nil {
		d.handlers = map[string][]*handler{}
	}
	h := &handler{f}
	d.handlers[name] = append(d.handlers[name], h)
	return func() { d.handlers[name] = without(d.handlers[name], h) }
}

// OnReady calls f in a turn each time a browser has drawn the page. Calling stop ends that.
func (d *Document) OnReady(f func()) (stop func()) {
	return d.OnEvent(Ready, func(Event) { f() })
}

// Send sends an event to the model in every browser that shows it, for example to scroll a feed to
// its end. The name must be one that the front end knows for such a model.
func Send(m Model, name string, values map[string]any) {
	b := m.base()
	if b.doc == nil {
		return
	}
	checkTurn(b, &property{name: name})
	b.doc.note(change{kind: messageSent, model: b, payload: message{"bokeh_event", outgoing{name, b, values}}})
}

// outgoing is an event as browsers read it.
type outgoing struct {
	name   string
	model  *Base
	values map[string]any
}

func (outgoing) makeCodec() *codec {
	return &codec{
		typ: reflect.TypeFor[outgoing](),
		encode: func(e *encoder, v reflect.Value) {
			o := v.Interface().(outgoing)
			e.raw(`{"type":"event","name":`).text(o.name).raw(`,"values":{"type":"map","entries":[["model",`)
			e.model(modelOf(o.model))
			e.raw("]")
			for _, name := range sortedNames(o.values) {
				e.raw(",[").text(name).raw(",")
				e.any(o.values[name])
				e.raw("]")
			}
			e.raw("]}}")
		},
		decode: func(*decoder, any, reflect.Value) error { return wrong("no event", nil) },
	}
}

// hear calls the handlers of an event from a browser. Messages and events that have none are
// ignored, as newer front ends may send such.
func (d *Document) hear(v *View, dec *decoder, e *event) error {
	rep, _ := e.MsgData.(map[string]any)
	name, _ := rep["name"].(string)
	switch e.MsgType {
	case putBack:
		d.restore(v, e.MsgData)
		return nil
	case fault:
		d.logFault(e.MsgData)
		return nil
	case "bokeh_event":
	default:
		return nil
	}
	if rep["type"] != "event" || name == "" {
		return wrong("an event", e.MsgData)
	}
	if v != nil && (name == Ready || name == Reconnected) {
		v.draws = true
	}
	if !d.expects(dec, name, rep["values"]) {
		return nil
	}
	values, err := dec.anyMap(asMap(rep["values"]))
	if err != nil {
		return fmt.Errorf("event %.60s: %w", name, err)
	}
	var refused error
	ev := Event{Name: name, View: v, refused: &refused}
	ev.Values, _ = values.(map[string]any)
	handlers := d.handlers[name]
	if m, ok := ev.Values["model"].(Model); ok {
		ev.Model = m
		delete(ev.Values, "model")
		handlers = nil
		if x := m.base().extra; x != nil {
			handlers = x.handlers[name]
		}
	}
	for _, h := range handlers {
		h.f(ev)
	}
	if refused != nil {
		return fmt.Errorf("event %.60s: %w", name, verdict{refused})
	}
	return nil
}

func asMap(in any) map[string]any {
	rep, ok := in.(map[string]any)
	if !ok {
		return map[string]any{"type": "map"}
	}
	return rep
}

// expects reports whether anyone listens to an event. One of a model that has left is for nobody.
func (d *Document) expects(dec *decoder, name string, values any) bool {
	pairs, err := dec.entries(asMap(values))
	if err != nil {
		return true // whose error it is comes out when the values are read
	}
	for _, pair := range pairs {
		if pair[0] != "model" {
			continue
		}
		id, _ := asMap(pair[1])["id"].(string)
		return !d.tombstones.ids[id]
	}
	return len(d.handlers[name]) > 0
}
