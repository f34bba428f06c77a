package main

import (
	"errors"
	"slices"
	"strings"
)

// A class that models of several classes can stand for is a sealed interface. What seals it is an
// unexported method of a struct without fields, which models embed: AsScale makes a model a Scale,
// and whatever a Scale is.

// isInterface reports whether the class is one in Go: it is abstract and known to browsers, or some
// property refers to it and means more than one struct. Model itself is document.Model.
func (c *catalogue) isInterface(cl *class) bool {
	if cl.Name == "Model" {
		return false
	}
	if cl.concrete() {
		return c.asked[cl] && cl.extended()
	}
	return c.asked[cl] || cl.Bundle != ""
}

func (c *catalogue) interfaceName(cl *class) string {
	if cl.concrete() {
		return "Any" + c.goNames[cl]
	}
	return c.goNames[cl]
}

// above is the nearest interface that the class belongs to by its bases.
func (c *catalogue) above(cl *class) *class {
	for a := cl.base; a != nil; a = a.base {
		if c.isInterface(a) {
			return a
		}
	}
	return nil
}

// embedded is the class whose marker a model of the class embeds, nil if none.
func (c *catalogue) embedded(cl *class) *class {
	if c.isInterface(cl) {
		return cl
	}
	return c.above(cl)
}

func (c *catalogue) asName(cl *class) string { return "As" + c.goNames[cl] }

// nameInterfaces sees to it that no two things are called the same.
func (c *catalogue) nameInterfaces() error {
	var errs []error
	for _, cl := range c.Classes {
		if c.isInterface(cl) {
			errs = append(errs, c.take(c.asName(cl), "the marker of class "+cl.Name))
			errs = append(errs, c.take(c.interfaceName(cl), "class "+cl.Name))
		}
	}
	return errors.Join(errs...)
}

// members are the models that belong to an interface.
func (c *catalogue) members(cl *class) (names []string) {
	for _, m := range c.models {
		if m.is(cl.Name) {
			names = append(names, m.goName)
		}
	}
	return names
}

// markers are the methods of an interface beside those of the one above. Where a union has no other
// models than the class's, its marker tells them apart already; else the class has one of its own.
func (c *catalogue) markers(cl *class) []string {
	unions := c.unionsOf(cl)
	var names []string
	own := true
	for _, u := range unions {
		names = append(names, u.goName)
		own = own && u.classes() > 1
	}
	if own {
		names = append(names, c.goNames[cl])
	}
	return names
}

// unionsOf are the unions in which a class is an alternative.
func (c *catalogue) unionsOf(cl *class) (unions []*union) {
	for _, u := range c.sortedUnions() {
		for _, a := range u.alternatives {
			if a.class == cl {
				unions = append(unions, u)
			}
		}
	}
	return unions
}

// unionsWith names a few of the unions that have the type.
func (c *catalogue) unionsWith(goType string) string {
	const few = 4
	var names []string
	for _, u := range c.sortedUnions() {
		if slices.ContainsFunc(u.alternatives, func(a alternative) bool { return a.goType == goType }) {
			names = append(names, u.goName)
		}
	}
	if len(names) > few {
		names = append(names[:few], "and more")
	}
	return strings.Join(names, ", ")
}
