package cell

import (
	"cmp"
	"math/big"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Order compares two cells for sorting, up or down: missing cells come last either way.
func Order(a, b any, down bool) int {
	switch missA, missB := Missing(a), Missing(b); {
	case missA && missB:
		return 0
	case missA:
		return 1
	case missB:
		return -1
	case down:
		return Compare(b, a)
	}
	return Compare(a, b)
}

// Compare compares two cells that are there: numbers by their value, whatever their types, times
// as instants, false before true, texts as people look words up (capitals count only between equal
// words). Among different kinds numbers come first, then times, bools and texts.
func Compare(a, b any) int {
	switch x := a.(type) {
	case float64:
		if y, ok := b.(float64); ok {
			return cmp.Compare(x, y)
		}
	case string:
		if y, ok := b.(string); ok {
			return Words(x, y)
		}
	case time.Time:
		if y, ok := b.(time.Time); ok {
			return x.Compare(y)
		}
	}
	kindA, kindB := rank(a), rank(b)
	if kindA != kindB {
		return cmp.Compare(kindA, kindB)
	}
	switch kindA {
	case numbers:
		return compareNumbers(reflect.ValueOf(a), reflect.ValueOf(b))
	case bools:
		x, y := reflect.ValueOf(a).Bool(), reflect.ValueOf(b).Bool()
		return cmp.Compare(strconv.FormatBool(x), strconv.FormatBool(y))
	}
	return Words(Text(a), Text(b))
}

const (
	numbers = iota
	times
	bools
	texts
)

func rank(v any) int {
	if _, ok := v.(time.Time); ok {
		return times
	}
	switch k := reflect.ValueOf(v).Kind(); {
	case k == reflect.Bool:
		return bools
	case k >= reflect.Int && k <= reflect.Float64:
		return numbers
	}
	return texts
}

// Words compares two texts: capitals count only if the rest is the same.
func Words(a, b string) int {
	return cmp.Or(strings.Compare(strings.ToLower(a), strings.ToLower(b)), strings.Compare(a, b))
}

// compareNumbers compares numbers of any types exactly: a float holds not every large whole number.
func compareNumbers(a, b reflect.Value) int {
	switch {
	case a.CanInt() && b.CanInt():
		return cmp.Compare(a.Int(), b.Int())
	case a.CanUint() && b.CanUint():
		return cmp.Compare(a.Uint(), b.Uint())
	case a.CanFloat() && b.CanFloat():
		return cmp.Compare(a.Float(), b.Float())
	}
	return exact(a).Cmp(exact(b))
}

func exact(v reflect.Value) *big.Float {
	switch {
	case v.CanInt():
		return new(big.Float).SetInt64(v.Int())
	case v.CanUint():
		return new(big.Float).SetUint64(v.Uint())
	}
	return big.NewFloat(v.Float())
}

// Contains reports whether the text of a cell, as it is shown, holds a part, in capitals or not.
func Contains(shown, part string) bool {
	return strings.Contains(strings.ToLower(shown), strings.ToLower(part))
}

// Match reports whether a cell relates to what somebody has typed: "=", "!=", "<", "<=", ">" or
// ">=". What is typed is read as a value of the cell's kind; if it is none, no cell is equal to it
// and none is more or less. A missing cell is equal to nothing typed, and to nothing else.
func Match(v any, relation, typed string) bool {
	if Missing(v) || typed == "" {
		equal := Text(v) == typed
		return relation == "=" && equal || relation == "!=" && !equal
	}
	other, ok := Parse(typed, v)
	if !ok {
		return relation == "!="
	}
	switch outcome := Compare(v, other); relation {
	case "=":
		return outcome == 0
	case "!=":
		return outcome != 0
	case "<":
		return outcome < 0
	case "<=":
		return outcome <= 0
	case ">":
		return outcome > 0
	case ">=":
		return outcome >= 0
	}
	return false
}

// layouts are the ways in which people type times, after RFC 3339.
var layouts = []string{time.RFC3339Nano, "2006-01-02 15:04:05.999999999", "2006-01-02T15:04:05.999999999", "2006-01-02 15:04", "2006-01-02T15:04", time.DateOnly}

// Parse reads what somebody has typed as a value of the same kind as another cell, and reports
// whether it is one. A time without a zone is one of the other cell's zone.
func Parse(typed string, like any) (any, bool) {
	typed = strings.TrimSpace(typed)
	switch rank(like) {
	case numbers:
		if n, err := strconv.ParseInt(typed, 10, 64); err == nil {
			return n, true
		}
		if n, err := strconv.ParseUint(typed, 10, 64); err == nil {
			return n, true
		}
		f, err := strconv.ParseFloat(typed, 64)
		return f, err == nil && f == f
	case times:
		for _, layout := range layouts {
			if t, err := time.ParseInLocation(layout, typed, like.(time.Time).Location()); err == nil {
				return t, true
			}
		}
		return nil, false
	case bools:
		b, err := strconv.ParseBool(strings.ToLower(typed))
		return b, err == nil
	}
	return typed, true
}
