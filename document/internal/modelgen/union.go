package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// union is a sealed interface.
type union struct {
	goName       string
	text         string
	alternatives []alternative
}

// alternative is one of the types of a union.
type alternative struct {
	goType string // Float, *Tooltip, UIElement
	class  *class // of a model
	kind   kind
}

// classes is how many of the alternatives are classes of models.
func (u *union) classes() (n int) {
	for _, a := range u.alternatives {
		if a.class != nil {
			n++
		}
	}
	return n
}

// union is called by its two alternatives: FloatOrAuto. With three the front end's own name for it
// comes first, with more there has to be one.
func (c *catalogue) union(k kind) (*union, error) {
	set := setOf(k)
	if u := c.unions[set]; u != nil {
		return u, nil
	}
	u := &union{text: k.String()}
	c.unions[set] = u
	var names []string
	for _, a := range inOrder(k.args) {
		alt, name, err := c.alternative(a)
		if err != nil {
			return u, err
		}
		u.alternatives = append(u.alternatives, alt)
		names = append(names, name)
	}
	joined := strings.Join(names, "Or")
	var err error
	switch len(names) {
	case 2:
		u.goName, err = c.nameOf(k, joined)
	case 3:
		u.goName, err = c.typeName(k, joined)
	default:
		u.goName, err = c.typeName(k, "")
	}
	return u, err
}

// setOf is the text of a union without its order: the first that comes up decides on that.
func setOf(k kind) string {
	var texts []string
	for _, a := range k.args {
		texts = append(texts, a.String())
	}
	slices.Sort(texts)
	return strings.Join(texts, " | ")
}

// inOrder puts dates last: numbers and texts are also dates, and would never be themselves.
func inOrder(kinds []kind) []kind {
	kinds = slices.Clone(kinds)
	slices.SortStableFunc(kinds, func(a, b kind) int { return last(a) - last(b) })
	return kinds
}

func last(k kind) int {
	if k.op == "Date" {
		return 1
	}
	return 0
}

// alternative is a kind as one of a union's types, and the name that it lends to the union's.
func (c *catalogue) alternative(k kind) (a alternative, name string, err error) {
	a.kind = k
	switch k.op {
	case "Ref":
		a.class = c.byName[k.name]
		a.goType = c.reference(k.name)
		if k.name == "Model" {
			return a, "", errors.New("any model at all cannot be an alternative: it has no marker")
		}
		return a, c.goNames[a.class], nil
	case "Enum":
		e, err := c.enum(k)
		a.goType, name = e.goName, e.goName
		if e.only != "" {
			name = e.only
		}
		return a, name, err
	case "Struct":
		a.goType, err = c.goType(k)
		return a, a.goType, err
	case "Tuple":
		if !same(k.args) {
			a.goType, err = c.goType(k)
			return a, a.goType, err
		}
	}
	w, err := c.wrapper(k)
	a.goType = w.goName
	return a, w.goName, err
}

// wrapperNames are those of the simple kinds.
var wrapperNames = map[string]string{"Bool": "Bool", "Int": "Int", "Float": "Float", "Str": "Str", "Date": "Time"}

func (c *catalogue) wrapper(k kind) (*wrapper, error) {
	text := k.String()
	if w := c.wrappers[text]; w != nil {
		return w, nil
	}
	w := &wrapper{text: text}
	c.wrappers[text] = w
	var err error
	if w.goType, err = c.goType(k); err != nil {
		return w, err
	}
	name := wrapperNames[k.op]
	if k.op == "List" {
		name = c.plural(k.args[0])
	}
	if name == "" && !k.is("List", "Tuple", "Dict", "Mapping") {
		return w, fmt.Errorf("kind %s cannot be an alternative", text)
	}
	if name == "" {
		w.goName, err = c.typeName(k, "")
	} else {
		w.goName, err = c.nameOf(k, name)
	}
	return w, err
}

// plural names a list by its items, where they have a simple name.
func (c *catalogue) plural(item kind) string {
	switch {
	case item.op == "Ref":
		return c.goNames[c.byName[item.name]] + "s"
	case item.op == "Enum" && c.enums[item.String()] != nil:
		return c.enums[item.String()].goName + "s"
	case wrapperNames[item.op] != "":
		return wrapperNames[item.op] + "s"
	}
	return ""
}
