package document

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"time"
)

// Data is the content of a data source: columns by name, all of one length. A column is a slice of
// numbers, texts, booleans or times, a []any of such, a slice of slices (lines of several points
// per row), or an [Array]. Numbers and times travel as binary arrays.
//
// A document does not copy the columns it is given; change them with [Stream], [Patch] or a new
// Data, never in place.
type Data map[string]any

// DType names the type of an array's elements, as the front end does.
type DType string

// The element types that the front end has.
const (
	Uint8, Int8, Uint16, Int16 DType = "uint8", "int8", "uint16", "int16"
	Uint32, Int32              DType = "uint32", "int32"
	Float32, Float64           DType = "float32", "float64"
	Bool, Object               DType = "bool", "object"
)

var itemSize = map[DType]int{Uint8: 1, Int8: 1, Bool: 1, Uint16: 2, Int16: 2, Uint32: 4, Int32: 4, Float32: 4, Float64: 8, Object: 0}

// Array is an array of numbers of any number of dimensions, in row-major order and little-endian
// bytes.
type Array struct {
	DType DType
	Shape []int  // nil: a plain typed array of one dimension
	Data  []byte // Size(DType) bytes per element; empty for Object
	Items []any  // the elements of an Object array
}

// NewArray makes an array of the given shape from elements in row-major order; it panics when they
// do not fill it.
func NewArray[T float64 | float32 | int32 | uint32 | int16 | uint16 | int8 | uint8](items []T, shape ...int) *Array {
	n := 1
	for _, d := range shape {
		n *= d
	}
	if n != len(items) {
		panic(fmt.Sprintf("document: %d elements do not make an array of shape %v", len(items), shape))
	}
	a := numbers(reflect.ValueOf(items))
	a.Shape = shape
	return a
}

// numbers returns a slice of numbers as an array.
func numbers(v reflect.Value) *Array {
	a := &Array{DType: DType(v.Type().Elem().Kind().String()), Shape: []int{v.Len()}}
	switch v.Type().Elem().Kind() {
	case reflect.Int, reflect.Int64:
		return integers(v)
	case reflect.Uint, reflect.Uint64:
		return naturals(v)
	}
	a.Data, _ = binary.Append(make([]byte, 0, v.Len()*itemSize[a.DType]), binary.LittleEndian, v.Interface())
	return a
}

// integers sends whole numbers as floats of 64 bits, JavaScript's own numbers, which hold them
// exactly up to 2^53; narrower ones would not hold what is streamed or patched later. If one is
// larger, all are sent one by one, the large ones as text: the front end has no number for them.
func integers(v reflect.Value) *Array {
	exact := make([]float64, v.Len())
	for i := range exact {
		n := v.Index(i).Int()
		if n < -maxSafe || n > maxSafe {
			return oneByOne(v)
		}
		exact[i] = float64(n)
	}
	return numbers(reflect.ValueOf(exact))
}

func naturals(v reflect.Value) *Array {
	exact := make([]float64, v.Len())
	for i := range exact {
		n := v.Index(i).Uint()
		if n > maxSafe {
			return oneByOne(v)
		}
		exact[i] = float64(n)
	}
	return numbers(reflect.ValueOf(exact))
}

func oneByOne(v reflect.Value) *Array {
	items := make([]any, v.Len())
	for i := range items {
		items[i] = portable(v.Index(i))
	}
	return &Array{DType: Object, Shape: []int{v.Len()}, Items: items}
}

// portable is a whole number as the front end can hold it: a number up to 2^53, text beyond. See
// [Exactly], which reads the text.
func portable(v reflect.Value) any {
	switch {
	case v.CanInt() && (v.Int() < -maxSafe || v.Int() > maxSafe):
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint() && v.Uint() > maxSafe:
		return strconv.FormatUint(v.Uint(), 10)
	}
	return v.Interface()
}

// portableItems is a list whose large whole numbers are text; the list itself if it has none.
func portableItems(list []any) []any {
	out := list
	for i, x := range list {
		v := reflect.ValueOf(x)
		if !v.IsValid() || !v.CanInt() && !v.CanUint() {
			continue
		}
		if text, ok := portable(v).(string); ok {
			if &out[0] == &list[0] {
				out = slices.Clone(list)
			}
			out[i] = text
		}
	}
	return out
}

func (Data) makeCodec() *codec {
	return &codec{
		typ: reflect.TypeFor[Data](),
		encode: func(e *encoder, v reflect.Value) {
			data := v.Interface().(Data)
			e.openMap(len(data))
			for i, name := range sortedNames(data) {
				e.comma(i).raw("[").text(name).raw(",")
				e.column(data[name])
				e.raw("]")
			}
			e.closeMap(len(data))
		},
		decode: func(d *decoder, in any, out reflect.Value) error {
			data, err := d.data(in)
			out.Set(reflect.ValueOf(data))
			return err
		},
		check:  func(v reflect.Value) { v.Interface().(Data).check() },
		models: nil,
	}
}

// Len is the number of rows.
func (data Data) Len() int {
	for _, column := range data {
		return columnLength(column)
	}
	return 0
}

// check panics where a column is not one, or is of another length than the rest.
func (data Data) check() {
	length, first := -1, ""
	for _, name := range sortedNames(data) {
		n := columnLength(data[name])
		if ReservedName(name) {
			panic(fmt.Sprintf("document: a column cannot be called %q, as all objects of JavaScript have something of this name; give it another one, and a title", name))
		}
		if n < 0 {
			panic(fmt.Sprintf("document: column %q is a %T; columns are slices of numbers, texts, booleans or times", name, data[name]))
		}
		if length >= 0 && n != length {
			panic(fmt.Sprintf("document: column %q has %d rows, column %q has %d", name, n, first, length))
		}
		length, first = n, name
	}
}

// reserved are the names that all objects of JavaScript have (ECMA-262, Object.prototype): the
// front end would take what stands there for a column.
var reserved = []string{"constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf",
	"__proto__", "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__"}

// ReservedName reports whether no column can have a name, since JavaScript has it for something
// else.
func ReservedName(name string) bool { return slices.Contains(reserved, name) }

// columnLength is the number of rows of a column, -1 where the value is none.
func columnLength(column any) int {
	if a, ok := column.(*Array); ok {
		if len(a.Shape) > 0 {
			return a.Shape[0]
		}
		return len(a.Data)/max(1, itemSize[a.DType]) + len(a.Items)
	}
	v := reflect.ValueOf(column)
	if v.Kind() != reflect.Slice {
		return -1
	}
	switch k := v.Type().Elem().Kind(); {
	case isScalar(v.Type().Elem()), k == reflect.Slice, k == reflect.Interface, v.Type().Elem() == reflect.TypeFor[time.Time](), v.Type().Elem() == reflect.TypeFor[*Array]():
		return v.Len()
	}
	return -1
}

// column writes one column: numbers and times as an array, everything else as a list.
func (e *encoder) column(column any) {
	switch c := column.(type) {
	case []string:
		e.raw("[")
		for i, s := range c {
			e.comma(i).text(s)
		}
		e.raw("]")
	case []time.Time:
		ms := make([]float64, len(c))
		for i, t := range c {
			ms[i] = millis(t)
		}
		e.array(numbers(reflect.ValueOf(ms)))
	case []any:
		e.any(portableItems(c))
	case *Array:
		e.array(c)
	default:
		v := reflect.ValueOf(column)
		switch of := v.Type().Elem(); {
		case of.Kind() >= reflect.Int && of.Kind() <= reflect.Float64:
			e.array(numbers(v))
		case of.Kind() == reflect.Slice:
			e.raw("[")
			for i := range v.Len() {
				e.comma(i)
				e.column(v.Index(i).Interface())
			}
			e.raw("]")
		default:
			codecOf(v.Type()).encode(e, v)
		}
	}
}

func sortedNames[M ~map[string]V, V any](m M) []string { return slices.Sorted(maps.Keys(m)) }

// millis is a time as the front end counts: milliseconds since 1970 of its own wall clock, whatever
// the zone. The zero time is NaN, the front end's "not a time".
func millis(t time.Time) float64 {
	if t.IsZero() {
		return math.NaN()
	}
	_, offset := t.Zone()
	return float64(t.UnixMicro())/1000 + float64(offset)*1000
}

// storedGzip wraps bytes as gzip without compressing them (RFC 1952, and stored blocks of RFC
// 1951).
func storedGzip(data []byte) []byte {
	const most = 1<<16 - 1
	out := make([]byte, 0, len(data)+23+5*(len(data)/most))
	out = append(out, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255)
	for rest := data; ; {
		n := min(len(rest), most)
		last := byte(0)
		if n == len(rest) {
			last = 1
		}
		out = append(out, last, byte(n), byte(n>>8), ^byte(n), ^byte(n>>8))
		out = append(out, rest[:n]...)
		if rest = rest[n:]; last == 1 {
			break
		}
	}
	out = binary.LittleEndian.AppendUint32(out, crc32.ChecksumIEEE(data))
	return binary.LittleEndian.AppendUint32(out, uint32(len(data)))
}
