package document

import (
	"fmt"
	"reflect"
)

// Define tells browsers of model types that the front end does not have: data models, which scripts
// in the page use and whose properties sync as all do. Types of models that are part of the
// document define themselves; those of which only scripts make instances are given here, as any
// model of the type.
//
// A data model names itself, and may name the front end's model that it extends:
//
//	type Point struct {
//		document.Base `bokeh:"app.Point" extends:"Model"`
//		X document.Prop[float64] `bokeh:"x" default:"0"`
//	}
func (d *Document) Define(models ...Model) {
	d.check("Define")
	for _, m := range models {
		s := shapeOf(reflect.TypeOf(m).Elem())
		if _, known := registry.Load(s.name); known && s.define == "" {
			panic(fmt.Sprintf("document: the front end has a model %s of its own", s.name))
		}
		d.define(s)
	}
}

// define takes a type in. Browsers that are there learn of it before anything else of the turn.
func (d *Document) define(s *shape) {
	for _, known := range d.defs {
		if known == s {
			return
		}
		if known.name == s.name {
			panic(fmt.Sprintf("document: %v and %v are both called %s; give one another name, in the tag of its document.Base", known.typ, s.typ, s.name))
		}
	}
	if s.define != "" && !d.extendable(s.define) {
		panic(fmt.Sprintf("document: %s extends %s, which the front end does not have and no earlier Define brought", s.name, s.define))
	}
	d.defs = append(d.defs, s)
}

// extendable reports whether browsers can make a type that extends the named one.
func (d *Document) extendable(name string) bool {
	if name == "" {
		return false
	}
	_, known := registry.Load(name)
	return known || name == "Model" || d.defines(name)
}

func (d *Document) defines(name string) bool {
	for _, s := range d.defs {
		if s.name == name {
			return true
		}
	}
	return false
}

// tellDefinitions writes the types that are new since the last flush as messages that nobody
// listens to: the front end makes the types as it reads them.
func (e *encoder) tellDefinitions(fresh []*shape) {
	for i, s := range fresh {
		e.comma(i).raw(`{"kind":"MessageSent","msg_type":"definition","msg_data":`)
		e.definition(s)
		e.raw("}")
	}
}

// definition writes a model type as an entry of the document's "defs".
func (e *encoder) definition(s *shape) {
	e.raw(`{"type":"model","name":`).text(s.name)
	if s.define != "" && s.define != "Model" {
		e.raw(`,"extends":{"id":`).text(s.define).raw("}")
	}
	e.raw(`,"properties":[`)
	n := 0
	for i := range s.props {
		p := &s.props[i]
		if i < baseProps {
			continue // every model has these
		}
		e.comma(n).raw(`{"name":`).text(p.name).raw(`,"kind":"Any","default":`)
		if v := p.defaultPlace(); v != nil {
			p.codec.encode(e, reflect.NewAt(p.codec.typ, v).Elem())
		} else {
			p.codec.encode(e, reflect.Zero(p.codec.typ))
		}
		e.raw("}")
		n++
	}
	e.raw("]}")
}

// baseProps is how many properties all models share; they come first in every shape.
const baseProps = 6
