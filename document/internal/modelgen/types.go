package main

import (
	"cmp"
	"fmt"
	"strings"
)

// enum is a string or int type with named constants.
type enum struct {
	goName    string
	values    []any
	constants []string
	only      string // the constant's name, of an enum with one value
}

// isText reports whether the values are texts, not numbers.
func (e *enum) isText() bool {
	_, ok := e.values[0].(string)
	return ok
}

// record is a struct that travels as a map, or, if it is a tuple, as a list.
type record struct {
	goName string
	tuple  bool
	text   string
	fields []recordField
}

type recordField struct{ goName, goType, wire string }

// wrapper is a type of this package that stands for an ordinary one in unions: only own types can
// have markers.
type wrapper struct {
	goName string
	goType string
	text   string
}

// simple are the kinds with a Go type of their own.
var simple = map[string]string{
	"Any": "any", "Bool": "bool", "Int": "int", "Float": "float64", "Str": "string", "Color": "document.Color",
	"Bytes": "[]byte", "Date": "time.Time", "Data": "document.Data", "Array": "*document.Array",
}

// goType is the Go type for the values of a normal kind.
func (c *catalogue) goType(k kind) (string, error) {
	switch k.op {
	case "Enum":
		e, err := c.enum(k)
		return e.goName, err
	case "Ref":
		return c.reference(k.name), nil
	case "Or":
		u, err := c.union(k)
		return u.goName, err
	case "Nullable":
		return c.nullable(k.args[0])
	case "Opt":
		t, err := c.goType(k.args[0])
		return "document.Opt[" + t + "]", err
	case "List":
		return c.built("[]%s", k)
	case "Dict":
		return c.built("map[string]%s", k)
	case "Mapping":
		return c.built("map[%s]%s", k)
	case "Tuple":
		if same(k.args) {
			return c.built(fmt.Sprintf("[%d]%%s", len(k.args)), kind{args: k.args[:1]})
		}
		r, err := c.tuple(k)
		return r.goName, err
	case "Struct":
		r, err := c.record(k)
		return r.goName, err
	}
	if t, ok := simple[k.op]; ok {
		return t, nil
	}
	return "", fmt.Errorf("no Go type for kind %s", k)
}

// built puts the operands' types into a composite one.
func (c *catalogue) built(format string, k kind) (string, error) {
	types := make([]any, len(k.args))
	for i, a := range k.args {
		t, err := c.goType(a)
		if err != nil {
			return "", err
		}
		types[i] = t
	}
	return fmt.Sprintf(format, types...), nil
}

// nullable needs Opt only for types that have no value to mean null.
func (c *catalogue) nullable(k kind) (string, error) {
	t, err := c.goType(k)
	if err != nil || k.is("Ref", "Or", "Color", "Any") {
		return t, err
	}
	return "document.Opt[" + t + "]", nil
}

// reference is a pointer to a model's struct if models of other classes cannot stand in, otherwise
// an interface.
func (c *catalogue) reference(name string) string {
	cl := c.byName[name]
	c.asked[cl] = true
	switch {
	case name == "Model":
		return "document.Model"
	case !cl.concrete():
		return c.goNames[cl]
	case cl.extended():
		return "Any" + c.goNames[cl]
	}
	return "*" + c.goNames[cl]
}

func same(kinds []kind) bool {
	for _, k := range kinds {
		if k.String() != kinds[0].String() {
			return false
		}
	}
	return true
}

// typeName is what the table, the front end or the caller calls a kind.
func (c *catalogue) typeName(k kind, otherwise string) (string, error) {
	return c.nameOf(k, cmp.Or(c.hints[k.String()], otherwise))
}

// nameOf is what the table or the caller calls a kind.
func (c *catalogue) nameOf(k kind, otherwise string) (string, error) {
	text := k.String()
	name, said := c.notes.say("type", text)
	if !said {
		name = otherwise
	}
	if name == "" {
		return "", fmt.Errorf("kind %s needs a name in tables.go", text)
	}
	return name, c.take(name, text)
}

func (c *catalogue) enum(k kind) (*enum, error) {
	text := k.String()
	if e := c.enums[text]; e != nil {
		return e, nil
	}
	name, err := c.typeName(k, "")
	e := &enum{goName: name, values: k.values}
	if len(k.values) == 1 && err == nil {
		e.only, e.goName = name, name+"Value"
		err = c.take(e.goName, "the type of "+name)
	}
	c.enums[text] = e
	return e, err
}

func (c *catalogue) record(k kind) (*record, error) {
	text := k.String()
	if r := c.structs[text]; r != nil {
		return r, nil
	}
	name, err := c.typeName(k, "")
	r := &record{goName: name, text: text}
	c.structs[text] = r
	for _, f := range k.fields {
		t, fieldErr := c.goType(f.kind)
		if fieldErr != nil {
			return r, fieldErr
		}
		r.fields = append(r.fields, recordField{goCase(f.name), t, f.name})
	}
	return r, err
}

// tuple takes its fields' names from the table: "Name: First, Second".
func (c *catalogue) tuple(k kind) (*record, error) {
	text := k.String()
	if r := c.structs[text]; r != nil {
		return r, nil
	}
	said, ok := c.notes.say("tuple", text)
	name, list, _ := strings.Cut(said, ": ")
	fields := strings.Split(list, ", ")
	if !ok || len(fields) != len(k.args) {
		return &record{}, fmt.Errorf("tuple %s needs a name and %d names of fields in tables.go", text, len(k.args))
	}
	r := &record{goName: name, tuple: true, text: text}
	c.structs[text] = r
	for i, a := range k.args {
		t, err := c.goType(a)
		if err != nil {
			return r, err
		}
		r.fields = append(r.fields, recordField{goName: fields[i], goType: t})
	}
	return r, c.take(name, text)
}
