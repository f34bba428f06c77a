package cell

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Value returns what a cell holds, out of interfaces and pointers; nil where they lead nowhere.
func Value(v reflect.Value) any {
	for v.IsValid() && (v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer) {
		if _, ok := v.Interface().(fmt.Stringer); ok && v.Kind() == reflect.Pointer && !v.IsNil() && v.Type().Elem().Kind() == reflect.Struct {
			return v.Interface() // its words belong to the pointer, as those of *big.Int
		}
		v = v.Elem()
	}
	if !v.IsValid() {
		return nil
	}
	return v.Interface()
}

// Missing reports whether a cell holds nothing.
func Missing(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string, bool, int:
		return false
	case time.Time:
		return v.IsZero()
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Float32, reflect.Float64:
		return math.IsNaN(r.Float())
	case reflect.Pointer, reflect.Slice, reflect.Map, reflect.Interface:
		return r.IsNil()
	}
	return false
}

// Text returns a cell as the page and CSV files show it where no format is asked for: numbers as
// JavaScript writes them, so never with an exponent below 10^21, times by RFC 3339 with all their
// digits, lists with commas.
func Text(v any) string {
	if Missing(v) {
		return ""
	}
	switch v := v.(type) {
	case string:
		return v
	case []byte:
		return string(v)
	case float64:
		return float(v, 64)
	case time.Time:
		return v.Format(time.RFC3339Nano)
	case fmt.Stringer:
		return v.String()
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.String:
		return r.String()
	case reflect.Float32:
		return float(r.Float(), 32)
	case reflect.Float64:
		return float(r.Float(), 64)
	case reflect.Slice, reflect.Array:
		parts := make([]string, r.Len())
		for i := range parts {
			parts[i] = Text(Value(r.Index(i)))
		}
		return strings.Join(parts, ",")
	}
	return fmt.Sprint(v)
}

// float writes a number as ECMAScript does (ECMA-262, Number::toString).
func float(f float64, bits int) string {
	switch a := math.Abs(f); {
	case math.IsInf(f, 1):
		return "Infinity"
	case math.IsInf(f, -1):
		return "-Infinity"
	case f == 0:
		return "0"
	case a >= 1e21 || a < 1e-6:
		digits, exponent, _ := strings.Cut(strconv.FormatFloat(f, 'e', -1, bits), "e")
		return digits + "e" + exponent[:1] + strings.TrimLeft(exponent[1:], "0")
	}
	return strconv.FormatFloat(f, 'f', -1, bits)
}

// JSON returns a cell for a file: whole numbers with all their digits, missing ones and infinity
// as null, since JSON has no other word for them (RFC 8259, section 6).
func JSON(v any) ([]byte, error) {
	if Missing(v) {
		return []byte("null"), nil
	}
	switch v := v.(type) {
	case time.Time:
		return json.Marshal(v.Format(time.RFC3339Nano)) // MarshalJSON refuses years beyond 9999
	case []byte:
		return json.Marshal(string(v))
	case json.Marshaler:
		return json.Marshal(v)
	}
	switch r := reflect.ValueOf(v); r.Kind() {
	case reflect.Float32, reflect.Float64:
		if math.IsInf(r.Float(), 0) {
			return []byte("null"), nil
		}
	case reflect.Slice, reflect.Array:
		parts := make([][]byte, r.Len())
		for i := range parts {
			part, err := JSON(Value(r.Index(i)))
			if err != nil {
				return nil, err
			}
			parts[i] = part
		}
		return append(append([]byte("["), bytes.Join(parts, []byte(","))...), ']'), nil
	}
	return json.Marshal(v)
}
