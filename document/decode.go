package document

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
	"reflect"
	"time"
)

// Bounds on what one message from a browser may hold, so that a small message cannot make much of
// itself.
const (
	maxDepth  = 64       // nested lists and objects; the deepest that BokehJS sends by itself is about 20
	maxValues = 1 << 20  // JSON values
	maxUnzip  = 64 << 20 // bytes of all gzipped buffers
)

// decoder turns what a browser sent into Go values. Its input is what encoding/json makes of the
// message's content.
type decoder struct {
	doc     *Document         // nil: no models allowed
	buffers map[string][]byte // by id
	made    map[string]*Base  // models that this message brings
	unzips  int               // bytes that gzipped buffers came to so far
	renewed map[*Base]bool    // models there that were described; nil: a description changes nothing
	later   []func(*View)     // what the descriptions change, once all is read
}

// wrong says what was wanted and what came, cut short.
func wrong(want string, got any) error {
	text, err := json.Marshal(got)
	if err != nil {
		return fmt.Errorf("wanted %s, got a %T", want, got)
	}
	if len(text) > 80 {
		text = append(text[:80:80], "…"...)
	}
	return fmt.Errorf("wanted %s, got %s", want, text)
}

// parse reads JSON after it has counted what is in it.
func parse(content []byte, into any) error {
	depth, values, inText := 0, 0, false
	for i := 0; i < len(content); i++ {
		switch c := content[i]; {
		case inText && c == '\\':
			i++
		case c == '"':
			inText = !inText
		case inText:
		case c == '[' || c == '{':
			values++
			if depth++; depth > maxDepth {
				return errors.New("the content is nested too deeply")
			}
		case c == ']' || c == '}':
			depth--
		case c == ',':
			if values++; values > maxValues {
				return errors.New("the content has too many values")
			}
		}
	}
	return json.Unmarshal(content, into)
}

// number is a JSON number, or one of the three that JSON cannot say.
func number(in any) (float64, bool) {
	if f, ok := in.(float64); ok {
		return f, true
	}
	rep, _ := in.(map[string]any)
	if rep["type"] != "number" {
		return 0, false
	}
	switch rep["value"] {
	case "nan":
		return math.NaN(), true
	case "+inf":
		return math.Inf(1), true
	case "-inf":
		return math.Inf(-1), true
	}
	return 0, false
}

// moment is a date or time in any of the forms that browsers use: milliseconds, an ISO text, or a
// date object.
func moment(in any) (time.Time, bool) {
	switch in := in.(type) {
	case float64:
		return time.UnixMicro(int64(in * 1000)).UTC(), math.Abs(in) < 1e15
	case string:
		for _, layout := range []string{time.RFC3339Nano, "2006-01-02", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "15:04:05", "15:04"} {
			if t, err := time.Parse(layout, in); err == nil {
				return t, true
			}
		}
	case map[string]any:
		if iso, ok := in["iso"].(string); ok && in["type"] == "date" {
			return moment(iso)
		}
		if f, ok := number(in); ok && math.IsNaN(f) {
			return time.Time{}, true
		}
	}
	return time.Time{}, false
}

// list is a JSON array, in any of the forms an array or a set has on the wire.
func (d *decoder) list(in any) ([]any, error) {
	if list, ok := in.([]any); ok {
		return list, nil
	}
	rep, _ := in.(map[string]any)
	switch rep["type"] {
	case "array", "set":
		if rep["entries"] == nil {
			return nil, nil
		}
		if list, ok := rep["entries"].([]any); ok {
			return list, nil
		}
	case "ndarray", "typed_array":
		a, err := d.array(in)
		if err != nil {
			return nil, err
		}
		return a.list(), nil
	}
	return nil, wrong("a list", in)
}

// entries are the pairs of a map, whether it came as one or as a plain object.
func (d *decoder) entries(in any) ([][2]any, error) {
	rep, ok := in.(map[string]any)
	if !ok {
		return nil, wrong("a map", in)
	}
	if rep["type"] != "map" {
		pairs := make([][2]any, 0, len(rep))
		for _, name := range sortedNames(rep) {
			pairs = append(pairs, [2]any{name, rep[name]})
		}
		return pairs, nil
	}
	list, ok := rep["entries"].([]any)
	if !ok && rep["entries"] != nil {
		return nil, wrong("a map", in)
	}
	pairs := make([][2]any, len(list))
	for i, x := range list {
		pair, ok := x.([]any)
		if !ok || len(pair) != 2 {
			return nil, wrong("a pair of key and value", x)
		}
		pairs[i] = [2]any{pair[0], pair[1]}
	}
	return pairs, nil
}

// bytes are raw bytes: from a buffer of the message, or inline.
func (d *decoder) bytes(in any) ([]byte, error) {
	rep, _ := in.(map[string]any)
	if rep["type"] != "bytes" {
		return nil, wrong("bytes", in)
	}
	switch data := rep["data"].(type) {
	case string:
		return d.unzip(data)
	case map[string]any:
		id, _ := data["id"].(string)
		if b, ok := d.buffers[id]; ok {
			return b, nil
		}
	}
	return nil, errors.New("the bytes name a buffer that the message does not have")
}

func (d *decoder) unzip(text string) ([]byte, error) {
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("inline bytes: %w", err)
	}
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, fmt.Errorf("inline bytes: %w", err)
	}
	data, err := io.ReadAll(io.LimitReader(r, int64(maxUnzip-d.unzips)+1))
	if err != nil {
		return nil, fmt.Errorf("inline bytes: %w", err)
	}
	if d.unzips += len(data); d.unzips > maxUnzip {
		return nil, errors.New("inline bytes: too large")
	}
	return data, nil
}

// array is a typed or n-dimensional array, in little-endian bytes.
func (d *decoder) array(in any) (*Array, error) {
	rep, _ := in.(map[string]any)
	dtype, _ := rep["dtype"].(string)
	a := &Array{DType: DType(dtype)}
	size, known := itemSize[a.DType]
	if rep["type"] != "ndarray" && rep["type"] != "typed_array" || !known {
		return nil, wrong("an array", in)
	}
	n, err := a.readShape(rep)
	if err != nil {
		return nil, err
	}
	if a.DType == Object {
		list, err := d.list(rep["array"])
		if err != nil {
			return nil, err
		}
		for _, x := range list {
			v, err := d.any(x)
			if err != nil {
				return nil, err
			}
			a.Items = append(a.Items, v)
		}
		if n >= 0 && n != len(a.Items) {
			return nil, errors.New("an array's elements do not fill its shape")
		}
		return a, nil
	}
	if a.Data, err = d.bytes(rep["array"]); err != nil {
		return nil, err
	}
	if len(a.Data)%size != 0 || n >= 0 && n != len(a.Data)/size {
		return nil, errors.New("an array's bytes do not fill its shape")
	}
	if rep["order"] == "big" {
		a.Data = swapped(a.Data, size)
	}
	return a, nil
}

// readShape takes the shape of an n-dimensional array, and returns how many elements that makes, -1
// without one.
func (a *Array) readShape(rep map[string]any) (int, error) {
	if rep["type"] != "ndarray" {
		return -1, nil
	}
	dims, ok := rep["shape"].([]any)
	if !ok {
		return 0, wrong("a shape", rep["shape"])
	}
	n := 1
	a.Shape = make([]int, len(dims))
	for i, x := range dims {
		f, ok := x.(float64)
		if !ok || f < 0 || f != math.Trunc(f) || f > 1<<31 || n*int(f) > 1<<31 {
			return 0, wrong("a shape", rep["shape"])
		}
		a.Shape[i] = int(f)
		n *= int(f)
	}
	return n, nil
}

func swapped(data []byte, size int) []byte {
	out := make([]byte, len(data))
	for i := range data {
		out[i] = data[i-i%size+size-1-i%size]
	}
	return out
}

// list is the array's elements one by one, in lists of lists where it has several dimensions.
func (a *Array) list() []any {
	flat := a.Items
	if a.DType != Object {
		v := reflect.ValueOf(a.Slice())
		flat = make([]any, v.Len())
		for i := range flat {
			switch x := v.Index(i); {
			case x.CanInt():
				flat[i] = float64(x.Int())
			case x.CanUint():
				flat[i] = float64(x.Uint())
			case x.CanFloat():
				flat[i] = x.Float()
			default:
				flat[i] = x.Interface()
			}
		}
	}
	for i := len(a.Shape) - 1; i > 0; i-- {
		width := a.Shape[i]
		rows := make([]any, len(flat)/max(1, width))
		for r := range rows {
			rows[r] = flat[r*width : (r+1)*width]
		}
		flat = rows
	}
	return flat
}

// Slice returns the elements in row-major order as a slice of the array's own type, []any for
// Object.
func (a *Array) Slice() any {
	n := len(a.Data) / max(1, itemSize[a.DType])
	switch a.DType {
	case Uint8:
		return a.Data
	case Bool:
		out := make([]bool, n)
		for i, b := range a.Data {
			out[i] = b != 0
		}
		return out
	case Int8:
		return elements[int8](a.Data, n)
	case Uint16:
		return elements[uint16](a.Data, n)
	case Int16:
		return elements[int16](a.Data, n)
	case Uint32:
		return elements[uint32](a.Data, n)
	case Int32:
		return elements[int32](a.Data, n)
	case Float32:
		return elements[float32](a.Data, n)
	case Float64:
		return elements[float64](a.Data, n)
	}
	return a.Items
}

func elements[T any](data []byte, n int) []T {
	out := make([]T, n)
	binary.Decode(data, binary.LittleEndian, out) // the sizes fit: array checks them
	return out
}
