package servertest

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
)

// decoder makes values of what the server sends. It is as strict as BokehJS: what a browser could
// not decode is an error.
type decoder struct {
	doc     *Doc
	buffers map[string][]byte
}

func decodeDoc(text []byte) (*Doc, error) {
	var raw struct {
		Version, Title string
		Config         any
		Roots          []any
	}
	if err := json.Unmarshal(text, &raw); err != nil {
		return nil, err
	}
	if raw.Version == "" || raw.Roots == nil {
		return nil, errors.New("it has no version or no roots")
	}
	d := decoder{doc: &Doc{Title: raw.Title, Models: map[string]*Model{}}}
	if raw.Config != nil {
		if _, err := d.value(raw.Config); err != nil {
			return nil, fmt.Errorf("config: %w", err)
		}
	}
	d.announce(raw.Roots)
	for _, root := range raw.Roots {
		m, err := d.model(root)
		if err != nil {
			return nil, err
		}
		d.doc.Roots = append(d.doc.Roots, m)
	}
	return d.doc, nil
}

// announce makes the models that are described anywhere in a message. Go forgets in which order an
// object's members came, so that a reference may be read before the description that was sent ahead
// of it.
func (d decoder) announce(raw any) {
	switch raw := raw.(type) {
	case []any:
		for _, element := range raw {
			d.announce(element)
		}
	case map[string]any:
		id, _ := raw["id"].(string)
		name, _ := raw["name"].(string)
		if raw["type"] == "object" && id != "" && d.doc.Models[id] == nil {
			d.doc.Models[id] = &Model{ID: id, Type: name, Attributes: map[string]any{}}
		}
		for _, member := range raw {
			d.announce(member)
		}
	}
}

// model decodes what has to be a model: a description of a new one, or a reference.
func (d decoder) model(raw any) (*Model, error) {
	value, err := d.value(raw)
	if err != nil {
		return nil, err
	}
	m, ok := value.(*Model)
	if !ok {
		return nil, fmt.Errorf("%v is not a model", raw)
	}
	return m, nil
}

func (d decoder) value(raw any) (any, error) {
	switch raw := raw.(type) {
	case []any:
		return d.list(raw)
	case map[string]any:
		return d.object(raw)
	}
	return raw, nil
}

func (d decoder) list(raw []any) ([]any, error) {
	list := make([]any, len(raw))
	for i, element := range raw {
		var err error
		if list[i], err = d.value(element); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (d decoder) object(raw map[string]any) (any, error) {
	kind, typed := raw["type"].(string)
	if id, ok := raw["id"].(string); ok && (!typed || kind == "ref") {
		m := d.doc.Models[id]
		if m == nil {
			return nil, fmt.Errorf("reference to %s, which was never sent", id)
		}
		return m, nil
	}
	switch kind {
	case "":
		return d.members(raw)
	case "object":
		return d.described(raw)
	case "map":
		return d.pairs(raw)
	case "set", "array":
		entries, _ := raw["entries"].([]any)
		return d.list(entries)
	case "number":
		number := map[any]float64{"nan": math.NaN(), "+inf": math.Inf(1), "-inf": math.Inf(-1)}
		n, ok := number[raw["value"]]
		if !ok {
			return nil, fmt.Errorf("%v is not a number", raw["value"])
		}
		return n, nil
	case "bytes":
		return d.bytes(raw["data"])
	case "typed_array", "ndarray":
		return d.array(raw)
	case "value", "field", "expr", "slice", "event":
		return d.members(raw)
	}
	return nil, fmt.Errorf("values of type %q are not known", kind)
}

func (d decoder) members(raw map[string]any) (map[string]any, error) {
	members := make(map[string]any, len(raw))
	for name, value := range raw {
		var err error
		if members[name], err = d.value(value); err != nil {
			return nil, err
		}
	}
	return members, nil
}

// described makes the model of a description, or updates the one that has its id. It is known
// before its attributes are decoded, for they may lead back to it.
func (d decoder) described(raw map[string]any) (any, error) {
	id, _ := raw["id"].(string)
	name, _ := raw["name"].(string)
	attributes, _ := raw["attributes"].(map[string]any)
	if id == "" {
		return d.members(attributes) // a plain value with a class of its own
	}
	m := d.doc.Models[id]
	switch {
	case m == nil:
		m = &Model{ID: id, Type: name, Attributes: map[string]any{}}
		d.doc.Models[id] = m
	case m.Type != name:
		return nil, fmt.Errorf("%s was a %s and comes back as a %s", id, m.Type, name)
	}
	for attr, value := range attributes {
		decoded, err := d.value(value)
		if err != nil {
			return nil, fmt.Errorf("%s.%s: %w", name, attr, err)
		}
		m.Attributes[attr] = decoded
	}
	return m, nil
}

// pairs makes a map; keys that are not strings are written as text.
func (d decoder) pairs(raw map[string]any) (any, error) {
	entries, _ := raw["entries"].([]any)
	all := make(map[string]any, len(entries))
	for _, entry := range entries {
		pair, ok := entry.([]any)
		if !ok || len(pair) != 2 {
			return nil, fmt.Errorf("%v is not a pair", entry)
		}
		key, err := d.value(pair[0])
		if err != nil {
			return nil, err
		}
		if all[fmt.Sprint(key)], err = d.value(pair[1]); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// bytes takes a buffer of the message, or gzip in base64.
func (d decoder) bytes(raw any) ([]byte, error) {
	switch raw := raw.(type) {
	case map[string]any:
		id, _ := raw["id"].(string)
		data, ok := d.buffers[id]
		if !ok {
			return nil, fmt.Errorf("the message has no buffer %q", id)
		}
		return data, nil
	case string:
		packed, err := base64.StdEncoding.DecodeString(raw)
		if err != nil {
			return nil, err
		}
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, err
		}
		return io.ReadAll(r)
	}
	return nil, fmt.Errorf("%v is neither buffer nor base64", raw)
}

func (d decoder) array(raw map[string]any) (any, error) {
	var flat []any
	switch source := raw["array"].(type) {
	case []any:
		var err error
		if flat, err = d.list(source); err != nil {
			return nil, err
		}
	case map[string]any:
		data, err := d.bytes(source["data"])
		if err != nil {
			return nil, err
		}
		dtype, _ := raw["dtype"].(string)
		if flat, err = numbers(data, dtype, raw["order"] == "big"); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("%v is no array", raw["array"])
	}
	shape, _ := raw["shape"].([]any)
	return fold(flat, shape), nil
}

// fold gives a flat list its dimensions.
func fold(flat []any, shape []any) []any {
	if len(shape) < 2 {
		return flat
	}
	rows, _ := shape[0].(float64)
	if rows == 0 {
		return nil
	}
	width := len(flat) / int(rows)
	folded := make([]any, 0, int(rows))
	for i := range int(rows) {
		folded = append(folded, fold(flat[i*width:(i+1)*width], shape[1:]))
	}
	return folded
}

func numbers(data []byte, dtype string, big bool) ([]any, error) {
	var order binary.ByteOrder = binary.LittleEndian
	if big {
		order = binary.BigEndian
	}
	read := map[string]struct {
		size int
		next func([]byte) any
	}{
		"bool":    {1, func(b []byte) any { return b[0] != 0 }},
		"uint8":   {1, func(b []byte) any { return float64(b[0]) }},
		"int8":    {1, func(b []byte) any { return float64(int8(b[0])) }},
		"uint16":  {2, func(b []byte) any { return float64(order.Uint16(b)) }},
		"int16":   {2, func(b []byte) any { return float64(int16(order.Uint16(b))) }},
		"uint32":  {4, func(b []byte) any { return float64(order.Uint32(b)) }},
		"int32":   {4, func(b []byte) any { return float64(int32(order.Uint32(b))) }},
		"float32": {4, func(b []byte) any { return float64(math.Float32frombits(order.Uint32(b))) }},
		"float64": {8, func(b []byte) any { return math.Float64frombits(order.Uint64(b)) }},
	}[dtype]
	if read.size == 0 || len(data)%read.size != 0 {
		return nil, fmt.Errorf("%d bytes are no array of %q", len(data), dtype)
	}
	all := make([]any, 0, len(data)/read.size)
	for ; len(data) > 0; data = data[read.size:] {
		all = append(all, read.next(data))
	}
	return all, nil
}
