package main

import (
	"slices"
	"strings"
)

func (c *catalogue) sortedUnions() []*union {
	return sortedBy(c.unions, func(u *union) string { return u.goName })
}

// writeUnions writes the sealed interfaces, the markers of what is not a model, and the list for
// the document room.
func (c *catalogue) writeUnions(p *page) {
	for _, u := range c.sortedUnions() {
		p.doc("", "%s is %s.", u.goName, alternatives(u))
		p.say("type %s interface {", u.goName)
		if !slices.ContainsFunc(u.alternatives, func(a alternative) bool { return a.class == nil }) {
			p.say("document.Model")
		}
		p.say("is%s()\n}\n", u.goName)
		for _, a := range u.alternatives {
			if a.class == nil || !c.isInterface(a.class) {
				p.say("func (%s) is%s() {}", a.goType, u.goName)
			}
		}
		p.say("")
	}
	p.say("func init() {")
	for _, u := range c.sortedUnions() {
		var zeros []string
		for _, a := range u.alternatives {
			zeros = append(zeros, c.zero(a))
		}
		p.say("document.RegisterUnion((*%s)(nil), %s)", u.goName, strings.Join(zeros, ", "))
	}
	p.say("}")
}

func alternatives(u *union) string {
	var names []string
	for _, a := range u.alternatives {
		names = append(names, a.goType)
	}
	last := len(names) - 1
	return "a value of type " + strings.Join(names[:last], ", ") + " or " + names[last]
}

// zero names an alternative's type by its zero value, or by a nil pointer to it if it is an
// interface.
func (c *catalogue) zero(a alternative) string {
	if a.class != nil {
		return "(*" + strings.TrimPrefix(a.goType, "*") + ")(nil)"
	}
	switch a.kind.op {
	case "Bool":
		return a.goType + "(false)"
	case "Int", "Float":
		return a.goType + "(0)"
	case "Str":
		return a.goType + `("")`
	case "Enum":
		if c.enums[a.kind.String()].isText() {
			return a.goType + `("")`
		}
		return a.goType + "(0)"
	case "List", "Dict", "Mapping":
		return a.goType + "(nil)"
	}
	return a.goType + "{}"
}

// writeInterfaces writes a sealed interface, and the struct to embed in its models, for each class
// that is one.
func (c *catalogue) writeInterfaces(p *page) {
	for _, cl := range c.Classes {
		if !c.isInterface(cl) {
			continue
		}
		name, as, above := c.interfaceName(cl), c.asName(cl), c.above(cl)
		c.docInterface(p, cl)
		p.say("type %s interface {", name)
		if above == nil {
			p.say("document.Model")
		} else {
			p.say("%s", c.interfaceName(above))
		}
		markers := c.markers(cl)
		for _, m := range markers {
			p.say("is%s()", m)
		}
		p.say("}\n")
		p.doc("", "%s, embedded after document.Base, makes a model %s.", as, article(name))
		if above == nil {
			p.say("type %s struct{}\n", as)
		} else {
			p.say("type %s struct{ %s }\n", as, c.asName(above))
		}
		for _, m := range markers {
			p.say("func (*%s) is%s() {}", as, m)
		}
		p.say("")
	}
}

func (c *catalogue) docInterface(p *page, cl *class) {
	const few = 12
	name := c.interfaceName(cl)
	switch members := c.members(cl); {
	case len(members) == 0:
		p.doc("", "%s is for models of a program's own: the front end has none that can be made.", name)
	case len(members) <= few:
		p.doc("", "%s is %s.", name, strings.Join(members, ", "))
	default:
		p.doc("", "%s is one of %d models, such as %s.", name, len(members), strings.Join(members[:few], ", "))
	}
}

func article(name string) string {
	if strings.ContainsAny(name[:1], "AEIOU") {
		return "an " + name
	}
	return "a " + name
}

// writeInterfaceTypes lists the interfaces for the tests, which compare them with the schema.
func (c *catalogue) writeInterfaceTypes(p *page) {
	p.say("var interfaces = map[string]reflect.Type{")
	for _, cl := range c.Classes {
		if c.isInterface(cl) {
			p.say("%q: reflect.TypeFor[models.%s](),", cl.Name, c.interfaceName(cl))
		}
	}
	p.say("}")
}
