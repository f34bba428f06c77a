package document

import (
	"errors"
	"fmt"
	"reflect"
)

// What ties values to the tree of models is in this file: how models are written, found, made and
// renewed.

// model writes a reference to a model that the view has, and else the whole model, which it then
// has.
func (e *encoder) model(m Model) {
	b := bound(m)
	if b.id == "" {
		b.id = newID()
	}
	if b.known&e.view != 0 {
		e.raw(`{"id":`).text(b.id).raw("}")
		return
	}
	b.known |= e.view
	b.fresh = e.serial
	e.raw(`{"type":"object","name":`).text(nameOf(b)).raw(`,"id":`).text(b.id).raw(`,"attributes":{`)
	n := 0
	for i := range b.shape.props {
		p := &b.shape.props[i]
		h := *p.place(b)
		if h == nil || h.prop == nil {
			continue
		}
		e.comma(n).text(p.name).raw(":")
		p.codec.encode(e, valueIn(h, p.codec.typ))
		n++
	}
	if b.extra != nil {
		for _, name := range sortedNames(b.extra.unknown) {
			e.comma(n).text(name).raw(":")
			e.any(b.extra.unknown[name])
			n++
		}
	}
	e.raw("}}")
}

// model finds the model that is meant, or makes the one that is described.
func (d *decoder) model(in any) (Model, error) {
	rep, ok := in.(map[string]any)
	id, _ := rep["id"].(string)
	if !ok || id == "" {
		return nil, wrong("a model", in)
	}
	if d.doc == nil {
		return nil, errors.New("no models are allowed here")
	}
	if b := d.made[id]; b != nil {
		return modelOf(b), nil
	}
	if b := d.doc.models[id]; b != nil {
		return modelOf(b), d.renew(b, rep)
	}
	if rep["type"] != "object" {
		return nil, fmt.Errorf("no model has the id %.60q", id)
	}
	return d.make(id, rep)
}

// renew notes what a description says of a model that is there. It only does while a document is
// replaced: otherwise what the program holds stands, and a description of it changes nothing.
func (d *decoder) renew(b *Base, rep map[string]any) error {
	if d.renewed == nil || d.renewed[b] || rep["type"] != "object" {
		return nil
	}
	d.renewed[b] = true
	attributes, _ := rep["attributes"].(map[string]any)
	for _, attr := range sortedNames(attributes) {
		p := b.shape.byName[attr]
		if p == nil {
			continue
		}
		v := reflect.New(p.codec.typ).Elem()
		err := p.decode(d, attributes[attr], v)
		if err == nil {
			err = judge(b, p, v)
		}
		if errors.Is(err, ErrIgnore) {
			continue
		} else if err != nil {
			return fmt.Errorf("%s.%.60s: %w", nameOf(b), attr, err)
		}
		d.later = append(d.later, func(origin *View) { assign(p.place(b), v, p.holder, origin) })
	}
	return nil
}

// make builds a model that a browser made. Its id counts before its attributes are read: they may
// refer to it.
func (d *decoder) make(id string, rep map[string]any) (Model, error) {
	name, _ := rep["name"].(string)
	if name == "" || len(name) > 200 || len(id) > 200 {
		return nil, wrong("a model", rep)
	}
	if len(d.doc.models)+len(d.made) >= maxModels {
		return nil, errors.New("the document has as many models as it can have")
	}
	b := blank(name)
	b.id = id
	if d.made == nil {
		d.made = map[string]*Base{}
	}
	d.made[id] = b
	attributes, _ := rep["attributes"].(map[string]any)
	for _, attr := range sortedNames(attributes) {
		if err := take(b, d, attr, attributes[attr], nil); err != nil {
			return nil, fmt.Errorf("%s.%.60s: %w", name, attr, err)
		}
	}
	return modelOf(b), nil
}

// Foreign is a model of a type that this program does not know, made by a browser. It is kept as it
// came.
type Foreign struct {
	Base
	Type string // the front end's name for it
}

func blank(name string) *Base {
	t, known := registry.Load(name)
	if !known {
		f := New[Foreign]()
		f.Type = name
		more(&f.Base).unknown = map[string]any{}
		return f.base()
	}
	b := reflect.New(t.(reflect.Type)).Interface().(Model).base()
	bindModel(b, t.(reflect.Type))
	return b
}

// nameOf is the front end's name of the model's type.
func nameOf(b *Base) string {
	if f, ok := modelOf(b).(*Foreign); ok {
		return f.Type
	}
	return b.shape.name
}

// take sets a property to what a browser sent. A property that the model does not have is ignored,
// unless the model is Foreign.
func take(b *Base, d *decoder, attr string, in any, origin *View) error {
	if p := b.shape.byName[attr]; p != nil {
		return receive(b, p, d, in, origin)
	}
	if b.extra == nil || b.extra.unknown == nil {
		return nil
	}
	v, err := d.any(in)
	if err == nil && len(b.extra.unknown) < 1000 {
		b.extra.unknown[attr] = v
	}
	return err
}
