package document

import (
	"errors"
	"math"
	"reflect"
	"testing"
	"time"
)

func TestOnlyWhatSurvivesIsConverted(t *testing.T) {
	type ID int64
	for _, c := range []struct {
		in   any
		to   reflect.Type
		want any // nil: refused
	}{
		{1.0, reflect.TypeFor[int](), 1},
		{1.7, reflect.TypeFor[int](), nil},
		{-0.5, reflect.TypeFor[int](), nil},
		{math.NaN(), reflect.TypeFor[int](), nil},
		{math.Inf(1), reflect.TypeFor[int64](), nil},
		{math.NaN(), reflect.TypeFor[uint8](), nil},
		{300.0, reflect.TypeFor[uint8](), nil},
		{255.0, reflect.TypeFor[uint8](), uint8(255)},
		{-1.0, reflect.TypeFor[uint8](), nil},
		{-1.0, reflect.TypeFor[uint64](), nil},
		{-129.0, reflect.TypeFor[int8](), nil},
		{-128.0, reflect.TypeFor[int8](), int8(-128)},
		{9007199254740992.0, reflect.TypeFor[int64](), int64(1 << 53)},
		{9223372036854775808.0, reflect.TypeFor[int64](), nil},
		{9223372036854775808.0, reflect.TypeFor[uint64](), uint64(1 << 63)},
		{18446744073709551616.0, reflect.TypeFor[uint64](), nil},
		{-9223372036854775808.0, reflect.TypeFor[int64](), int64(math.MinInt64)},
		{2.75, reflect.TypeFor[float64](), 2.75},
		{0.1, reflect.TypeFor[float32](), float32(0.1)},
		{1e300, reflect.TypeFor[float32](), nil},
		{math.Inf(-1), reflect.TypeFor[float32](), float32(math.Inf(-1))},
		{1 << 53, reflect.TypeFor[float64](), float64(1 << 53)},
		{1<<53 + 1, reflect.TypeFor[float64](), nil},
		{int64(math.MaxInt64), reflect.TypeFor[float64](), nil},
		{uint64(math.MaxUint64), reflect.TypeFor[float64](), nil},
		{1<<24 + 1, reflect.TypeFor[float32](), nil},
		{-1, reflect.TypeFor[uint](), nil},
		{uint64(math.MaxUint64), reflect.TypeFor[int64](), nil},
		{uint64(7), reflect.TypeFor[int8](), int8(7)},
		{1 << 40, reflect.TypeFor[int32](), nil},
		{5.0, reflect.TypeFor[ID](), ID(5)},
		{5.5, reflect.TypeFor[ID](), nil},
		{2.0, reflect.TypeFor[time.Duration](), time.Duration(2)},
		{"9007199254740993", reflect.TypeFor[int64](), int64(1<<53 + 1)},
		{"18446744073709551615", reflect.TypeFor[uint64](), uint64(math.MaxUint64)},
		{"-9007199254740993", reflect.TypeFor[ID](), ID(-(1<<53 + 1))},
		{"12", reflect.TypeFor[int](), nil},
		{"+9007199254740993", reflect.TypeFor[int64](), nil},
		{"9007199254740993", reflect.TypeFor[int32](), nil},
		{"9007199254740993", reflect.TypeFor[float64](), nil},
		{"x", reflect.TypeFor[string](), "x"},
		{65, reflect.TypeFor[string](), nil},
		{"x", reflect.TypeFor[[]byte](), nil},
		{true, reflect.TypeFor[int](), nil},
		{true, reflect.TypeFor[bool](), true},
		{1.0, reflect.TypeFor[bool](), nil},
		{nil, reflect.TypeFor[int](), nil},
		{nil, reflect.TypeFor[string](), nil},
		{1.0, reflect.TypeFor[time.Time](), nil},
	} {
		got, err := Exactly(reflect.ValueOf(c.in), c.to)
		var inexact *InexactError
		switch {
		case c.want == nil:
			if !errors.As(err, &inexact) || inexact.Error() == "" {
				t.Errorf("%v (%T) became %v of %v, %v", c.in, c.in, got, c.to, err)
			}
		case err != nil || got.Type() != c.to || got.Interface() != c.want:
			t.Errorf("%v (%T) became %v of %v, %v; want %v", c.in, c.in, got, c.to, err, c.want)
		}
	}
	if got, err := Exactly(reflect.ValueOf(nil), reflect.TypeFor[any]()); err != nil || !got.IsNil() {
		t.Errorf("nothing became %v, %v", got, err)
	}
}

func FuzzExactly(f *testing.F) {
	for _, seed := range []float64{0, 1.5, -1, 255, 256, 1 << 53, 1 << 63, 1 << 64, -1 << 63, math.NaN(), math.Inf(1), math.MaxFloat64, math.SmallestNonzeroFloat64} {
		f.Add(seed, int64(seed))
	}
	types := []reflect.Type{reflect.TypeFor[int8](), reflect.TypeFor[int](), reflect.TypeFor[int64](), reflect.TypeFor[uint16](), reflect.TypeFor[uint64](), reflect.TypeFor[float64]()}
	f.Fuzz(func(t *testing.T, x float64, n int64) {
		for _, to := range types {
			if got, err := Exactly(reflect.ValueOf(x), to); err == nil && !math.IsNaN(x) && got.Convert(reflect.TypeFor[float64]()).Float() != x {
				t.Errorf("%v became %v of %v", x, got, to)
			}
			if got, err := Exactly(reflect.ValueOf(n), to); err == nil && to.Kind() != reflect.Float64 && got.CanInt() && got.Int() != n {
				t.Errorf("%v became %v of %v", n, got, to)
			}
		}
	})
}

func TestStreamsAndPatchesOfTheProgramAreExact(t *testing.T) {
	for _, c := range []struct {
		column, rows any
		ok           bool
	}{
		{[]int{1}, []float64{2}, true}, {[]int{1}, []float64{2.75}, false}, {[]int{1}, []float64{math.NaN()}, false},
		{[]uint8{1}, []int{300}, false}, {[]uint8{1}, []int{-1}, false}, {[]int64{1}, []uint64{math.MaxUint64}, false},
		{[]float64{1}, []int64{1<<53 + 1}, false}, {[]float64{1}, []int{7}, true}, {[]string{"a"}, []int{65}, false},
		{[]int{1}, []string{"7"}, false}, {[]int64{1}, []any{1.0, "9007199254740993"}, true}, {[]int{1}, []any{nil}, false},
		{[]any{1}, []any{nil, "x", 2.5}, true}, {[]bool{true}, []int{1}, false}, {[]int32{1}, []int{1 << 31}, false},
	} {
		before := reflect.ValueOf(c.column).Index(0).Interface()
		longer, err := (Data{"x": c.column}).extended(Data{"x": c.rows}, 0)
		if (err == nil) != c.ok {
			t.Errorf("stream of %T %v to %T: %v, %v", c.rows, c.rows, c.column, longer["x"], err)
		}
		last := reflect.ValueOf(c.rows)
		value := last.Index(last.Len() - 1).Interface()
		changed, err := patched(c.column, []Cells{{Rows: 0, Values: value}})
		if (err == nil) != c.ok {
			t.Errorf("patch of %T with %T %v: %v, %v", c.column, value, value, changed, err)
		}
		if now := reflect.ValueOf(c.column).Index(0).Interface(); now != before {
			t.Errorf("%v became %v in place", before, now)
		}
	}
}

func TestWholeNumbersTravelExactly(t *testing.T) {
	for _, c := range []struct {
		column any
		want   []any
	}{
		{[]int{1, math.MaxInt32 + 1, -(1<<53 - 1)}, []any{1.0, float64(math.MaxInt32 + 1), -float64(1<<53 - 1)}},
		{[]int64{1, 1<<53 + 1, -(1<<62 + 1)}, []any{1.0, "9007199254740993", "-4611686018427387905"}},
		{[]uint64{math.MaxUint64, 3}, []any{"18446744073709551615", 3.0}},
		{[]uint{1 << 32}, []any{float64(1 << 32)}},
	} {
		e := &encoder{}
		e.column(c.column)
		_, got := reread(t, e)
		a, ok := got.(*Array)
		if !ok {
			t.Fatalf("%v travels as %T", c.column, got)
		}
		if list := a.list(); !reflect.DeepEqual(list, c.want) {
			t.Errorf("%v travels as %v, want %v", c.column, list, c.want)
		}
	}
}
