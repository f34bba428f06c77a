package document

import (
	"encoding/json"
	"fmt"
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// shape describes one type of model. It is made by reflection once per type.
type shape struct {
	typ     reflect.Type // the struct
	name    string       // what the front end calls it
	define  string       // for a model that the front end does not have: the one it extends
	props   []property
	byName  map[string]*property
	byPlace []*property // by offset in the struct, in words
}

// property describes one property of a model.
type property struct {
	name    string // as on the wire
	offset  uintptr
	prop    reflect.Type // Prop[T]
	holder  any          // (*cell[T])(nil)
	codec   *codec       // of T
	literal string       // default, as JSON; empty: T's zero value
	finite  bool         // a plain number: NaN and infinities from a browser are refused

	once  sync.Once
	value unsafe.Pointer // default, a *T
}

var shapes sync.Map // reflect.Type of the struct → *shape

// shapeOf describes the models of a struct type; it panics when the struct is not a model's.
func shapeOf(t reflect.Type) *shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*shape)
	}
	s, _ := shapes.LoadOrStore(t, newShape(t))
	return s.(*shape)
}

func newShape(t reflect.Type) *shape {
	base := reflect.TypeFor[Base]()
	if t.Kind() != reflect.Struct || t.NumField() == 0 || t.Field(0).Type != base || !t.Field(0).Anonymous {
		panic(fmt.Sprintf("document: %v is no model: a model is a struct that embeds document.Base first", t))
	}
	tag := t.Field(0).Tag
	s := &shape{typ: t, name: tag.Get("bokeh"), define: tag.Get("extends"), byName: map[string]*property{}}
	if s.name == "" {
		s.name = t.Name()
	}
	s.props = make([]property, 0, base.NumField()+t.NumField())
	s.addFields(base, 0)
	s.addFields(t, 0)
	s.byPlace = make([]*property, t.Size()/unsafe.Sizeof(uintptr(0)))
	for i := range s.props {
		p := &s.props[i]
		s.byName[p.name] = p
		s.byPlace[p.offset/unsafe.Sizeof(uintptr(0))] = p
	}
	return s
}

func (s *shape) addFields(t reflect.Type, offset uintptr) {
	for i := range t.NumField() {
		f := t.Field(i)
		name := f.Tag.Get("bokeh")
		holder, ok := holderOf(f.Type)
		if name == "" || !ok {
			continue
		}
		of := holder.Field(1).Type
		literal := f.Tag.Get("default")
		s.props = append(s.props, property{
			name: name, offset: offset + f.Offset, prop: f.Type, holder: reflect.Zero(reflect.PointerTo(holder)).Interface(), codec: codecOf(of), literal: literal,
			finite: of.Kind() == reflect.Float64 && literal != "NaN",
		})
	}
}

// holderOf is the cell[T] for a Prop[T]; it is not ok if the type is something else.
func holderOf(t reflect.Type) (cell reflect.Type, ok bool) {
	plain := reflect.TypeFor[Prop[any]]()
	if t.Kind() != reflect.Struct || t.NumField() != plain.NumField() || t.Field(1).Type != plain.Field(1).Type {
		return nil, false
	}
	return t.Field(0).Type.Elem(), true
}

func isProp(t reflect.Type) bool {
	_, ok := holderOf(t)
	return ok
}

// holds reports whether a property is at an offset, which may be any.
func (s *shape) holds(offset uintptr) bool { return offset < s.typ.Size() && s.at(offset) != nil }

func (s *shape) at(offset uintptr) *property { return s.byPlace[offset/unsafe.Sizeof(uintptr(0))] }

// place is where the property is in a model of the shape that describes it.
func (p *property) place(b *Base) **header {
	return (**header)(unsafe.Add(unsafe.Pointer(b), p.offset))
}

// defaultPlace points at the front end's default, a T; it is nil where that is not a simple
// literal.
func (p *property) defaultPlace() unsafe.Pointer {
	p.once.Do(func() {
		if p.literal == "" || p.literal == "NaN" {
			return
		}
		var in any
		if err := json.Unmarshal([]byte(p.literal), &in); err != nil {
			panic(fmt.Sprintf("document: default of property %s: %v", p.name, err))
		}
		v := reflect.New(p.codec.typ)
		if err := p.codec.decode(&decoder{}, in, v.Elem()); err != nil {
			panic(fmt.Sprintf("document: default of property %s: %v", p.name, err))
		}
		p.value = v.UnsafePointer()
	})
	return p.value
}

// registry holds the types of model by the front end's names, so that models made in a browser find
// their Go type.
var registry sync.Map // name → reflect.Type

// Register makes types of model known by the names the front end has for them. The generated models
// register themselves; a program registers its own only if browsers make instances of them.
func Register(models ...Model) {
	for _, m := range models {
		t := reflect.TypeOf(m).Elem()
		name := t.Field(0).Tag.Get("bokeh")
		if name == "" {
			name = t.Name()
		}
		registry.Store(name, t)
	}
}

// WireName is the front end's name of a model, for example "Slider" or
// "panel.models.widgets.Button".
func WireName(m Model) string { return shapeOf(reflect.TypeOf(m).Elem()).name }

var lastID atomic.Int64
