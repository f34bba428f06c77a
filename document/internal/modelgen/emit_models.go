package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// writeModel writes a class as a struct: its own properties, then those of its base, and so on.
func (c *catalogue) writeModel(p *page, m *model) {
	p.doc("", "%s", c.docModel(m))
	p.say("type %s struct {", m.goName)
	p.say("document.Base `bokeh:%q`", m.Name)
	if e := c.embedded(m.class); e != nil {
		p.say("%s", c.asName(e))
	}
	var of *class
	for _, f := range m.fields {
		if f.of != of {
			p.say("")
			of = f.of
		}
		p.doc("\t", "%s", c.docField(f, m.class))
		p.say("%s document.Prop[%s] `bokeh:%q%s`", f.goName, f.goType, f.Name, defaultTag(f))
	}
	p.say("}\n")
}

func (c *catalogue) docModel(m *model) string {
	var bases []string
	for _, a := range m.ancestors()[1:] {
		if a.Name != "Model" {
			bases = append(bases, c.goNames[a])
		}
	}
	text := fmt.Sprintf("%s is the front end's model %s", m.goName, m.Name)
	if len(bases) > 0 {
		text += ", " + strings.Join(bases, ", ")
	}
	return text + ". It needs bundle " + m.needs + "."
}

// docField says what the schema says about a property.
func (c *catalogue) docField(f field, in *class) string {
	parts := []string{docKind(f)}
	switch value := docDefault(f.Default); {
	case value != "":
		parts = append(parts, "default "+value)
	case !f.Readonly:
		parts = append(parts, "no default")
	}
	if f.Readonly {
		parts = append(parts, "changed by browsers only")
	}
	if f.Internal {
		parts = append(parts, "changes in browsers are not reported")
	}
	text := strings.Join(parts, "; ") + "."
	if f.of != in {
		text += " Of " + c.goNames[f.of] + "."
	}
	return text
}

// docKind is the kind in the front end's words, with the values of a short enum.
func docKind(f field) string {
	const short = 8
	text := f.Kind.String()
	if k := f.kind; k.op == "Enum" && len(k.values) <= short {
		text = "Enum: " + oneOf(k.values)
	} else if k.op == "Nullable" && k.args[0].op == "Enum" && len(k.args[0].values) <= short {
		text = "Nullable enum: " + oneOf(k.args[0].values)
	}
	return text
}

// docDefault shows a default. What JSON lacks has a "$".
func docDefault(text json.RawMessage) string {
	var special struct {
		New    string          `json:"$new"`
		Number string          `json:"$number"`
		Map    json.RawMessage `json:"$map"`
		Set    json.RawMessage `json:"$set"`
	}
	switch {
	case bytes.Contains(text, []byte(`[{"$new"`)):
		return "a list of new models"
	case json.Unmarshal(text, &special) != nil:
	case special.New != "":
		return "a new " + special.New
	case special.Number != "":
		return special.Number
	case special.Map != nil || special.Set != nil:
		return "empty"
	}
	return string(text)
}

// defaultTag is the part of a field's tag that says what the property is while it is unset.
func defaultTag(f field) string {
	literal, ok := literalDefault(f)
	if !ok {
		return ""
	}
	return " default:" + strconv.Quote(literal)
}

// literalDefault is a default that is a plain value, as JSON that a browser could have sent. Null
// is every type's zero.
func literalDefault(f field) (string, bool) {
	text := string(f.Default)
	switch {
	case text == "" || text == "null" || text == "{}":
		return "", false
	case text == `{"$number":"NaN"}`:
		return "NaN", true
	case text == `{"$number":"Infinity"}`:
		return `{"type":"number","value":"+inf"}`, true
	case text == `{"$number":"-Infinity"}`:
		return `{"type":"number","value":"-inf"}`, true
	case strings.Contains(text, `"$`) && !strings.HasPrefix(text, "["):
		return "", false
	case strings.Contains(text, `{"$`):
		return "", false
	case text[0] != '{':
		return text, true
	case f.kind.op != "Spec":
		return "", false
	}
	var spec map[string]json.RawMessage
	if json.Unmarshal(f.Default, &spec) != nil || len(spec) != 1 {
		return "", false
	}
	for by, value := range spec {
		return fmt.Sprintf(`{"type":%q,%q:%s}`, by, by, value), true
	}
	return "", false
}

// writeRegistry writes the list of all models, and which bundles they need.
func (c *catalogue) writeRegistry(p *page) {
	p.say("// All is a nil pointer to each type of model.")
	p.say("func All() []document.Model {\nreturn []document.Model{")
	for _, m := range c.models {
		p.say("(*%s)(nil),", m.goName)
	}
	p.say("}\n}\n")
	p.say("func init() { document.Register(All()...) }\n")
	p.doc("", "Bundle is the bundle that a page needs for models with this name on the wire: \"bokeh\", which every page has, or one beside it.")
	p.say("func Bundle(name string) string {\nswitch name {")
	for _, bundle := range []string{"widgets", "tables", "gl", "mathjax", "panel"} {
		var names []string
		for _, m := range c.models {
			if m.needs == bundle {
				names = append(names, strconv.Quote(m.Name))
			}
		}
		if len(names) > 0 {
			p.say("case %s:\nreturn %q", strings.Join(names, ",\n"), bundle)
		}
	}
	p.say("}\nreturn \"bokeh\"\n}")
}
