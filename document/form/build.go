package form

import (
	"encoding"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/widgets"
)

// builder makes the parts of one form.
type builder struct {
	changed func() // something was entered
	options map[string][]string
	depth   int
}

// maxDepth is how deep structs may lie in each other; more means that one holds itself.
const maxDepth = 8

// fields makes the parts of a struct's fields, in their order.
func (b *builder) fields(t reflect.Type, path string) (all []*part, err error) {
	if b.depth++; b.depth > maxDepth {
		return nil, fmt.Errorf("form: %v lies in itself: leave the field out with the tag form:\"-\"", t)
	}
	defer func() { b.depth-- }()
	type placed struct {
		order int
		*part
	}
	var list []placed
	for i := range t.NumField() {
		f := t.Field(i)
		r, err := readRules(t, f)
		if err != nil {
			return nil, err
		}
		if r.has("-") {
			continue
		}
		if !f.IsExported() && !(f.Anonymous && f.Type.Kind() == reflect.Struct) {
			if f.Tag.Get("form") != "" || f.Tag.Get("label") != "" {
				return nil, fmt.Errorf("form: %v.%s has tags, but is not exported: begin its name with a capital", t, f.Name)
			}
			continue
		}
		if choices, ok := b.options[join(path, f.Name)]; ok {
			r.options = nil
			for _, c := range choices {
				r.options = append(r.options, option{c, c})
			}
		}
		parts, err := b.one(r, path)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			within(p, i)
			if r.has("hidden") {
				p.view = nil
			}
			list = append(list, placed{r.order, p})
		}
	}
	slices.SortStableFunc(list, func(a, b placed) int { return a.order - b.order })
	for _, p := range list {
		all = append(all, p.part)
	}
	return all, nil
}

func join(path, name string) string {
	if path == "" {
		return name
	}
	return path + "." + name
}

// within has a part read and show the i-th field of the struct that it is handed.
func within(p *part, i int) {
	read, show := p.read, p.show
	p.read = func(v reflect.Value) { read(v.Field(i)) }
	p.show = func(v reflect.Value) error {
		if err := show(v.Field(i)); err != nil {
			return fmt.Errorf("%s: %w", v.Type().Field(i).Name, err)
		}
		return nil
	}
}

// one makes the part of one field; an embedded struct is several.
func (b *builder) one(r *rules, path string) ([]*part, error) {
	t := r.field.Type
	if r.field.Anonymous && t.Kind() == reflect.Struct && !isText(t) {
		return b.fields(t, path)
	}
	p, err := b.part(r, t, path)
	return []*part{p}, err
}

func (b *builder) part(r *rules, t reflect.Type, path string) (*part, error) {
	missing := t.Kind() == reflect.Pointer // the value may be missing
	if missing {
		t = t.Elem()
	}
	p, err := b.kind(r, t, path, missing)
	if err != nil {
		return nil, err
	}
	if p == nil {
		return nil, fmt.Errorf("form: %v.%s: there is no field for a %v; leave it out with the tag form:\"-\"", r.owner, r.field.Name, r.field.Type)
	}
	return p, nil
}

// kind makes the field that suits a type, nil if there is none.
func (b *builder) kind(r *rules, t reflect.Type, path string, missing bool) (*part, error) {
	switch {
	case len(r.options) > 0 || isEnum(t) || t.Kind() == reflect.Slice && isEnum(t.Elem()):
		return b.choice(r, t, missing)
	case t == reflect.TypeFor[time.Time]():
		return b.time(r, missing)
	case t == reflect.TypeFor[time.Duration]():
		return b.duration(r, missing)
	case t == reflect.TypeFor[document.Color]() && !missing:
		return b.color(r)
	case (t == reflect.TypeFor[widgets.File]() || t == reflect.TypeFor[[]widgets.File]()) && (!missing || t.Kind() == reflect.Struct):
		return b.file(r, t, missing)
	case isText(t):
		return b.readable(r, t, missing)
	case t.Kind() == reflect.String:
		return b.text(r, missing)
	case t.Kind() == reflect.Bool && !missing:
		return b.bool(r)
	case t.Kind() == reflect.Bool:
		return b.maybe(r)
	case isWhole(t):
		return b.whole(r, t, missing)
	case t.Kind() == reflect.Float32 || t.Kind() == reflect.Float64:
		return b.float(r, missing)
	case t.Kind() == reflect.Struct:
		return b.group(r, t, path, missing)
	case t.Kind() == reflect.Slice && !missing:
		if l, ok := itemsOf(t.Elem()); ok {
			return b.list(r, l)
		}
		if t.Elem().Kind() == reflect.Struct {
			return b.rows(r, t, path)
		}
	}
	return nil, nil
}

func isEnum(t reflect.Type) bool {
	return t.Kind() == reflect.String && t.Implements(reflect.TypeFor[document.Enum]())
}

// isText reports whether values of a type write and read themselves as text.
func isText(t reflect.Type) bool {
	return t.Implements(reflect.TypeFor[encoding.TextMarshaler]()) && reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

func isWhole(t reflect.Type) bool {
	return t.Kind() >= reflect.Int && t.Kind() <= reflect.Uint64
}

// present is the value of a field that may be a pointer; it is not ok if there is none.
func present(v reflect.Value) (reflect.Value, bool) {
	if v.Kind() != reflect.Pointer {
		return v, true
	}
	return v.Elem(), !v.IsNil()
}

// place is where a value goes of a field that may be a pointer; missing makes that nil.
func place(v reflect.Value, missing bool, set func(reflect.Value)) {
	switch {
	case v.Kind() != reflect.Pointer:
		set(v)
	case missing:
		v.SetZero()
	default:
		fresh := reflect.New(v.Type().Elem())
		set(fresh.Elem())
		v.Set(fresh)
	}
}
