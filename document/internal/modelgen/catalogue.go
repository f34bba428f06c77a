package main

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// catalogue knows what everything in the schema is called and made of in Go.
type catalogue struct {
	*schema
	notes notes

	goNames map[*class]string
	hints   map[string]string // a normal kind's text → the front end's name for it
	taken   map[string]string // Go name → what has it

	// what the properties use, by the kind's text
	enums    map[string]*enum
	unions   map[string]*union
	structs  map[string]*record
	wrappers map[string]*wrapper
	asked    map[*class]bool // classes that some property refers to

	models []*model
}

// model is a concrete class as a Go struct.
type model struct {
	*class
	goName string
	needs  string // the bundle that a page needs for it
	fields []field
}

// field is a property as a struct's field.
type field struct {
	attribute
	goName string
	goType string
	kind   kind // normal
}

func newCatalogue(s *schema) (*catalogue, error) {
	c := &catalogue{
		schema: s, notes: newNotes(), goNames: map[*class]string{}, hints: map[string]string{}, taken: map[string]string{},
		enums: map[string]*enum{}, unions: map[string]*union{}, structs: map[string]*record{}, wrappers: map[string]*wrapper{},
		asked: map[*class]bool{},
	}
	if err := errors.Join(c.nameClasses(), c.readHints()); err != nil {
		return nil, err
	}
	var errs []error
	for _, cl := range s.Classes {
		if cl.concrete() {
			m, err := c.model(cl)
			c.models = append(c.models, m)
			errs = append(errs, err)
		}
	}
	errs = append(errs, c.nameInterfaces(), c.nameConstants(), c.notes.unused())
	return c, errors.Join(errs...)
}

// nameClasses gives each class the last part of its wire name, or what the table says.
func (c *catalogue) nameClasses() error {
	var errs []error
	for _, cl := range c.Classes {
		if _, said := c.notes.say("whole", cl.Name); said {
			cl.Abstract = false
		}
	}
	for _, cl := range c.Classes {
		name, said := c.notes.say("class", cl.Name)
		if !said {
			name = cl.Name[strings.LastIndex(cl.Name, ".")+1:]
		}
		c.goNames[cl] = name
		errs = append(errs, c.take(name, "class "+cl.Name))
		if cl.concrete() && cl.extended() {
			errs = append(errs, c.take("Any"+name, "class "+cl.Name))
		}
	}
	return errors.Join(errs...)
}

func (c *catalogue) take(name, what string) error {
	if old, ok := c.taken[name]; ok && old != what {
		return fmt.Errorf("modelgen: %s is the Go name of %s and of %s: rename one in tables.go", name, old, what)
	}
	c.taken[name] = what
	return nil
}

// readHints remembers under which name the front end knows a kind.
func (c *catalogue) readHints() error {
	for _, name := range slices.Sorted(maps.Keys(c.Kinds)) {
		k, err := c.normal(c.Kinds[name])
		if err != nil {
			return fmt.Errorf("modelgen: kind %s: %w", name, err)
		}
		if text := k.String(); c.hints[text] == "" {
			c.hints[text] = name
		}
	}
	return nil
}

func (c *catalogue) model(cl *class) (*model, error) {
	m := &model{class: cl, goName: c.goNames[cl], needs: cl.Bundle}
	for _, a := range cl.ancestors() {
		if bundle, said := c.notes.say("bundle", a.Name); said {
			m.needs = bundle
		}
	}
	names := map[string]string{"Base": "the embedded document.Base"}
	var errs []error
	for _, a := range cl.attributes() {
		if a.of.Name == "Model" || a.Alias != "" {
			continue // part of document.Base; a second name
		}
		if _, left := c.notes.say("without", a.of.Name+"."+a.Name); left {
			continue
		}
		f, err := c.field(cl, a)
		if err != nil {
			errs = append(errs, fmt.Errorf("modelgen: %s.%s: %w", a.of.Name, a.Name, err))
			continue
		}
		if other := names[f.goName]; other != "" {
			errs = append(errs, fmt.Errorf("modelgen: %s.%s: %s is also the name of %s", cl.Name, a.Name, f.goName, other))
		}
		names[f.goName] = a.Name
		m.fields = append(m.fields, f)
	}
	return m, errors.Join(errs...)
}

// field is the Go field of a property in one class, which may say more of it than the class that it
// comes from.
func (c *catalogue) field(cl *class, a attribute) (f field, err error) {
	f = field{attribute: a, goName: goCase(a.Name)}
	key := a.of.Name + "." + a.Name
	if name, said := c.notes.say("field", key); said {
		f.goName = name
	}
	k := a.Kind
	for _, about := range []string{cl.Name + "." + a.Name, key, k.String()} {
		if said, better := c.notes.say("kind", about); better {
			if k, err = parseKind(said); err != nil {
				return f, err
			}
			break
		}
	}
	if k.op == "Spec" {
		return f, c.specField(&f, k.name)
	}
	if f.kind, err = c.normal(k); err != nil {
		return f, err
	}
	f.goType, err = c.goType(f.kind)
	return f, err
}

// specField is for a property that takes a value per row.
func (c *catalogue) specField(f *field, spec string) error {
	said, ok := c.notes.say("spec", spec)
	if !ok {
		return fmt.Errorf("no Go type for data spec %s", spec)
	}
	k, err := parseKind(said)
	if err != nil {
		return err
	}
	if f.kind, err = c.normal(k); err != nil {
		return err
	}
	t, err := c.goType(f.kind)
	f.kind = kind{op: "Spec", name: spec, args: []kind{f.kind}}
	f.goType = "document.Spec[" + t + "]"
	return err
}
