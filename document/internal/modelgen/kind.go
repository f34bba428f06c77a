package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// kind is a kind of values as the front end describes it: an operator and its operands.
type kind struct {
	op     string
	args   []kind   // of Nullable, Or, List, Tuple …
	name   string   // of Named, Ref, Spec and PrefixedStr
	values []any    // of Enum: strings or numbers
	fields []member // of Struct and PartialStruct
}

type member struct {
	name string
	kind kind
}

// operators are all that is understood, and how many operands they have: -1 any number, 0 none.
var operators = map[string]int{
	"Any": 0, "Unknown": 0, "Bool": 0, "Int": 0, "Float": 0, "Percent": 0, "Str": 0, "CSSLength": 0, "Color": 0,
	"Bytes": 0, "Null": 0, "AnyRef": 0, "Func": 0, "Node": 0, "Array": 0, "Font": 0,
	"Nullable": 1, "Opt": 1, "NonNegative": 1, "Positive": 1, "List": 1, "NonEmptyList": 1, "Iterable": 1,
	"Arrayable": 1, "Set": 1, "Dict": 1, "Mapping": 2, "KeyVal": 2, "Or": -1, "Tuple": -1,
	"Named": 0, "Ref": 0, "Spec": 0, "PrefixedStr": 0, "Enum": 0, "Struct": 0, "PartialStruct": 0,
}

func (k *kind) UnmarshalJSON(text []byte) error {
	if text[0] == '"' {
		if err := json.Unmarshal(text, &k.op); err != nil {
			return err
		}
		return k.fill(nil)
	}
	var parts []json.RawMessage
	if err := json.Unmarshal(text, &parts); err != nil {
		return err
	}
	if err := json.Unmarshal(parts[0], &k.op); err != nil {
		return err
	}
	return k.fill(parts[1:])
}

// fill reads the operands.
func (k *kind) fill(parts []json.RawMessage) error {
	count, known := operators[k.op]
	if !known {
		return fmt.Errorf("unknown kind %q", k.op)
	}
	switch k.op {
	case "Named", "Ref", "Spec", "PrefixedStr":
		return json.Unmarshal(parts[0], &k.name)
	case "Enum":
		return unmarshalAll(parts, &k.values)
	case "Struct", "PartialStruct":
		return unmarshalAll(parts, &k.fields)
	}
	if len(parts) != count && count >= 0 {
		return fmt.Errorf("kind %s has %d operands", k.op, len(parts))
	}
	return unmarshalAll(parts, &k.args)
}

func unmarshalAll[T any](parts []json.RawMessage, into *[]T) error {
	*into = make([]T, len(parts))
	for i, part := range parts {
		if err := json.Unmarshal(part, &(*into)[i]); err != nil {
			return err
		}
	}
	return nil
}

func (m *member) UnmarshalJSON(text []byte) error {
	return json.Unmarshal(text, &[]any{&m.name, &m.kind})
}

// String is the kind in the front end's own notation. It identifies a kind in the tables.
func (k kind) String() string {
	var parts []string
	switch k.op {
	case "Named":
		return k.name
	case "Spec":
		return k.name
	case "Ref", "PrefixedStr":
		parts = append(parts, k.name)
	}
	for _, v := range k.values {
		parts = append(parts, fmt.Sprint(v))
	}
	for _, f := range k.fields {
		parts = append(parts, f.name+": "+f.kind.String())
	}
	for _, a := range k.args {
		parts = append(parts, a.String())
	}
	if len(parts) == 0 {
		return k.op
	}
	return k.op + "(" + strings.Join(parts, ", ") + ")"
}

func (k kind) is(ops ...string) bool { return slices.Contains(ops, k.op) }

// parseKind reads the notation of the schema, for the kinds that tables.go spells out.
func parseKind(text string) (k kind, err error) {
	if err = json.Unmarshal([]byte(text), &k); err != nil {
		err = fmt.Errorf("modelgen: kind %s: %w", text, err)
	}
	return k, err
}
