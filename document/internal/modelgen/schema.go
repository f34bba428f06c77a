package main

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"os"
)

// schema is what schema.json says.
type schema struct {
	Bokeh   string          // version of @bokeh/bokehjs
	Panel   string          // version of @holoviz/panel
	Kinds   map[string]kind // the kinds that the front end has names for
	Classes []*class

	hash   string // of the file
	byName map[string]*class
}

// class is a class of models. Those without a bundle are only bases of others: no browser makes one
// by name.
type class struct {
	Name     string // on the wire
	Bundle   string // what registers it: bokeh, widgets, tables, gl, mathjax, panel
	Module   string // where it lives, if that is known
	Base     string // the class that it extends
	Abstract bool
	Props    []*prop // what it adds to its base, or says anew

	base *class
	kids []*class
}

type prop struct {
	Name     string
	Alias    string // set: only another name for this property
	Kind     kind
	Default  json.RawMessage // absent: must be given
	Internal bool            // browsers do not report changes
	Readonly bool            // only browsers change it
}

func readSchema(file string) (*schema, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("modelgen: %w", err)
	}
	s := &schema{byName: map[string]*class{}}
	if err := json.Unmarshal(text, s); err != nil {
		return nil, fmt.Errorf("modelgen: %s: %w", file, err)
	}
	s.hash = fmt.Sprintf("%.6x", sha256.Sum256(text))
	for _, c := range s.Classes {
		s.byName[c.Name] = c
	}
	for _, c := range s.Classes {
		if c.Base == "" {
			continue
		}
		if c.base = s.byName[c.Base]; c.base == nil {
			return nil, fmt.Errorf("modelgen: %s extends %s, which the schema lacks", c.Name, c.Base)
		}
		c.base.kids = append(c.base.kids, c)
	}
	return s, nil
}

// concrete reports whether there can be a model of exactly this class.
func (c *class) concrete() bool { return !c.Abstract && c.Bundle != "" }

// extended reports whether a model of another class can stand where one of this class is asked for.
func (c *class) extended() bool {
	for _, k := range c.kids {
		if k.concrete() || k.extended() {
			return true
		}
	}
	return false
}

// ancestors are the class itself, its base, and so on.
func (c *class) ancestors() (all []*class) {
	for ; c != nil; c = c.base {
		all = append(all, c)
	}
	return all
}

// is reports whether the class is the named one or inherits from it.
func (c *class) is(name string) bool {
	for _, a := range c.ancestors() {
		if a.Name == name {
			return true
		}
	}
	return false
}

// attribute is a property as a model has it, with the class that brought it.
type attribute struct {
	*prop
	of *class
}

// attributes are all properties of the class, its own first, then its base's and so on.
func (c *class) attributes() (all []attribute) {
	latest := map[string]*prop{}
	first := map[string]*class{}
	for _, a := range c.ancestors() {
		for _, p := range a.Props {
			if latest[p.Name] == nil {
				latest[p.Name] = p
			}
			first[p.Name] = a
		}
	}
	for _, a := range c.ancestors() {
		for _, p := range a.Props {
			if first[p.Name] == a {
				all = append(all, attribute{latest[p.Name], a})
			}
		}
	}
	return all
}
