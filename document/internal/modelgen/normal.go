package main

import (
	"fmt"
	"slices"
)

// normal brings a kind to the form that Go types are made of. What is left are Any, Bool, Int,
// Float, Str, Color, Bytes, Date, Data, Array, Enum, Ref, Nullable, Opt, List, Dict, Mapping,
// Tuple, Struct, and Or of two or more.
func (s *schema) normal(k kind) (kind, error) {
	switch k.op {
	case "Any", "Bool", "Int", "Float", "Str", "Color", "Bytes", "Enum", "Data", "Date", "Array", "Func", "Node", "Null":
		return k, nil
	case "Unknown", "AnyRef":
		return kind{op: "Any"}, nil
	case "Percent":
		return kind{op: "Float"}, nil
	case "CSSLength", "Font", "PrefixedStr":
		return kind{op: "Str"}, nil
	case "Named":
		return s.normalNamed(k.name)
	case "Ref":
		return s.normalRef(k)
	case "NonNegative", "Positive":
		return s.normal(k.args[0])
	case "Nullable":
		return s.normalNullable(k)
	case "Struct", "PartialStruct":
		return s.normalStruct(k)
	case "Or":
		return s.normalOr(k)
	case "Dict", "KeyVal":
		return s.normalDict(k)
	case "NonEmptyList", "Iterable", "Arrayable":
		return s.normalArgs(kind{op: "List", args: k.args})
	case "Opt", "List", "Mapping", "Tuple":
		return s.normalArgs(k)
	}
	return k, fmt.Errorf("no rule for kind %s", k)
}

func (s *schema) normalNamed(name string) (kind, error) {
	k, ok := s.Kinds[name]
	if !ok {
		return k, fmt.Errorf("no kind is named %q", name)
	}
	return s.normal(k)
}

func (s *schema) normalRef(k kind) (kind, error) {
	switch k.name {
	case "Date":
		return kind{op: "Date"}, nil
	case "DOM":
		return kind{op: "Node"}, nil
	case "HasProps":
		k.name = "Model" // whatever else has properties has no place in a document
	}
	if s.byName[k.name] == nil {
		return k, fmt.Errorf("no class is named %q", k.name)
	}
	return k, nil
}

func (s *schema) normalArgs(k kind) (kind, error) {
	args := make([]kind, len(k.args))
	for i, a := range k.args {
		n, err := s.normal(a)
		if err != nil {
			return k, err
		}
		args[i] = n
	}
	k.args = args
	return k, nil
}

// normalNullable knows that null is one of the values of Any.
func (s *schema) normalNullable(k kind) (kind, error) {
	n, err := s.normal(k.args[0])
	if err != nil || n.is("Any", "Nullable") {
		return n, err
	}
	return kind{op: "Nullable", args: []kind{n}}, nil
}

// normalDict knows column data. Keys of a prefixed kind are keys.
func (s *schema) normalDict(k kind) (kind, error) {
	value := k.args[len(k.args)-1]
	if value.is("Arrayable") && value.args[0].is("Unknown") {
		return kind{op: "Data"}, nil
	}
	return s.normalArgs(kind{op: "Dict", args: []kind{value}})
}

// normalStruct writes a partial struct as one with optional fields.
func (s *schema) normalStruct(k kind) (kind, error) {
	fields := make([]member, len(k.fields))
	for i, f := range k.fields {
		n, err := s.normal(f.kind)
		if err != nil {
			return k, err
		}
		if k.op == "PartialStruct" {
			n = kind{op: "Opt", args: []kind{n}}
		}
		fields[i] = member{f.name, n}
	}
	return kind{op: "Struct", fields: fields}, nil
}

// normalOr joins nested alternatives and drops what cannot travel: functions and nodes of the page.
func (s *schema) normalOr(k kind) (kind, error) {
	var all []kind
	seen := map[string]bool{}
	nullable := false
	var add func(k kind)
	add = func(k kind) {
		switch text := k.String(); {
		case k.op == "Or":
			for _, a := range k.args {
				add(a)
			}
		case k.op == "Nullable":
			nullable = true
			add(k.args[0])
		case k.op == "Null":
			nullable = true
		case k.is("Func", "Node") || seen[text]:
		default:
			seen[text] = true
			all = append(all, k)
		}
	}
	for _, a := range k.args {
		n, err := s.normal(a)
		if err != nil {
			return k, err
		}
		add(n)
	}
	return joined(s.withoutCovered(withoutDict(all)), nullable), nil
}

// withoutCovered drops references to classes whose base is referred to as well.
func (s *schema) withoutCovered(all []kind) []kind {
	return slices.DeleteFunc(slices.Clone(all), func(a kind) bool {
		return a.op == "Ref" && slices.ContainsFunc(all, func(b kind) bool {
			return b.op == "Ref" && b.name != a.name && s.byName[a.name].is(b.name)
		})
	})
}

// withoutDict drops a Dict beside a Mapping, which may have text keys as well.
func withoutDict(all []kind) []kind {
	if len(all) == 2 && all[0].op == "Dict" && all[1].op == "Mapping" {
		return all[1:]
	}
	return all
}

func joined(all []kind, nullable bool) kind {
	for _, k := range all {
		if k.op == "Any" {
			return k
		}
	}
	k := kind{op: "Or", args: all}
	switch len(all) {
	case 0:
		return kind{op: "Node"} // nothing that could travel
	case 1:
		k = all[0]
	}
	if nullable {
		return kind{op: "Nullable", args: []kind{k}}
	}
	return k
}
