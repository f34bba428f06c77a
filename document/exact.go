package document

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
)

// InexactError says that a type cannot hold a value as it is.
type InexactError struct {
	Value any
	Type  reflect.Type
}

// Error says so in words that a visitor can read beside a table.
func (e *InexactError) Error() string {
	switch k := e.Type.Kind(); {
	case e.Value == nil && isNumeric(k):
		return "a number is needed here"
	case e.Value == nil:
		return "something is needed here"
	case k >= reflect.Uint && k <= reflect.Uint64:
		return fmt.Sprintf("%v is no whole number of 0 or more that fits here", e.Value)
	case k >= reflect.Int && k <= reflect.Int64:
		return fmt.Sprintf("%v is no whole number that fits here", e.Value)
	case isNumeric(k):
		return fmt.Sprintf("%v is no number that fits here", e.Value)
	case k == reflect.Bool:
		return fmt.Sprintf("%v is neither true nor false", e.Value)
	}
	return fmt.Sprintf("%v does not fit here, where a %v is needed", e.Value, e.Type)
}

// Exactly returns a value as one of the given type, if that holds the same value. Go's own
// conversions make another number of one that does not fit: 1.7 would become 1, 300 a uint8 of 44,
// and NaN the least int. Text is a number only where it is the way in which a whole number travels
// that JavaScript has no number for (beyond 2^53). The error is an [*InexactError].
func Exactly(v reflect.Value, to reflect.Type) (reflect.Value, error) {
	for v.IsValid() && v.Kind() == reflect.Interface {
		v = v.Elem()
	}
	if !v.IsValid() {
		if k := to.Kind(); k == reflect.Interface || k == reflect.Pointer || k == reflect.Slice || k == reflect.Map {
			return reflect.Zero(to), nil
		}
		return reflect.Value{}, &InexactError{nil, to}
	}
	if v.Type().AssignableTo(to) {
		return v, nil
	}
	if n, ok := wholeText(v, to); ok {
		return n, nil
	}
	same := v.Kind() == to.Kind() || isNumeric(v.Kind()) && isNumeric(to.Kind())
	if !same || !v.CanConvert(to) || isNumeric(to.Kind()) && !survives(v, to) {
		return reflect.Value{}, &InexactError{v.Interface(), to}
	}
	return v.Convert(to), nil
}

func isNumeric(k reflect.Kind) bool {
	return k >= reflect.Int && k <= reflect.Float64 && k != reflect.Uintptr
}

// survives reports whether a number is the same after a conversion. A float may be rounded to the
// nearest of 32 bits, which is what the type is for, but not to infinity.
func survives(v reflect.Value, to reflect.Type) bool {
	if v.CanFloat() && to.Kind() >= reflect.Float32 {
		f := v.Float()
		return math.IsInf(f, 0) || !math.IsInf(v.Convert(to).Convert(reflect.TypeFor[float64]()).Float(), 0)
	}
	if v.CanFloat() {
		f := v.Float()
		// Bounds are exact powers of two: at 2^63 and 2^64 a float has left the integers.
		if f != math.Trunc(f) || math.IsInf(f, 0) || f < -(1<<63) || f >= 1<<64 || f >= 1<<63 && to.Kind() <= reflect.Int64 || f < 0 && to.Kind() >= reflect.Uint {
			return false
		}
		return v.Convert(to).Convert(v.Type()).Float() == f
	}
	there := v.Convert(to)
	if to.Kind() >= reflect.Float32 {
		if f := there.Convert(reflect.TypeFor[float64]()).Float(); f >= 1<<63 && v.CanInt() || f >= 1<<64 {
			return false // rounded up, out of the type that it has to come back to
		}
	}
	if v.CanInt() && v.Int() < 0 && there.CanUint() || v.CanUint() && there.CanInt() && there.Int() < 0 {
		return false
	}
	back := there.Convert(v.Type())
	return back.Equal(v)
}

// wholeText reads a whole number that travels as text.
func wholeText(v reflect.Value, to reflect.Type) (reflect.Value, bool) {
	if v.Kind() != reflect.String {
		return reflect.Value{}, false
	}
	out := reflect.New(to).Elem()
	switch {
	case out.CanInt():
		n, err := strconv.ParseInt(v.String(), 10, 64)
		if err != nil || n >= -maxSafe && n <= maxSafe || out.OverflowInt(n) || strconv.FormatInt(n, 10) != v.String() {
			return reflect.Value{}, false
		}
		out.SetInt(n)
	case out.CanUint():
		n, err := strconv.ParseUint(v.String(), 10, 64)
		if err != nil || n <= maxSafe || out.OverflowUint(n) || strconv.FormatUint(n, 10) != v.String() {
			return reflect.Value{}, false
		}
		out.SetUint(n)
	default:
		return reflect.Value{}, false
	}
	return out, true
}
