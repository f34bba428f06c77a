package cell

import (
	"fmt"
	"math"
	"math/big"
	"reflect"
	"slices"
	"testing"
	"time"
)

var (
	noon = time.Date(2026, 5, 4, 12, 0, 0, 250_000_000, time.UTC)
	east = time.FixedZone("east", 2*3600)
)

func TestCellsAreWrittenInOneWay(t *testing.T) {
	number := 7
	var none *int
	for _, row := range []struct {
		v          any
		text, json string
	}{
		{nil, "", "null"}, {none, "", "null"}, {&number, "7", "7"}, {math.NaN(), "", "null"}, {float32(math.NaN()), "", "null"}, {time.Time{}, "", "null"},
		{1234567.0, "1234567", "1234567"}, {0.1, "0.1", "0.1"}, {float32(0.1), "0.1", "0.1"}, {1e20, "100000000000000000000", "100000000000000000000"},
		{1e21, "1e+21", "1e+21"}, {-2.5e-7, "-2.5e-7", "-2.5e-7"}, {math.Copysign(0, -1), "0", "-0"}, {math.Inf(1), "Infinity", "null"}, {math.Inf(-1), "-Infinity", "null"},
		{int64(math.MaxInt64), "9223372036854775807", "9223372036854775807"}, {uint64(math.MaxUint64), "18446744073709551615", "18446744073709551615"},
		{true, "true", "true"}, {"a,\"b\"", "a,\"b\"", `"a,\"b\""`}, {[]byte("raw"), "raw", `"raw"`}, {noon, "2026-05-04T12:00:00.25Z", `"2026-05-04T12:00:00.25Z"`},
		{[]float64{1, math.NaN()}, "1,", "[1,null]"}, {[]any{nil, "x", 2.0}, ",x,2", `[null,"x",2]`}, {big.NewInt(12), "12", "12"}, {[]string(nil), "", "null"},
		{time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC), "12026-01-01T00:00:00Z", `"12026-01-01T00:00:00Z"`},
	} {
		v := Value(reflect.ValueOf(row.v))
		if got := Text(v); got != row.text {
			t.Errorf("%#v is written as %q, want %q", row.v, got, row.text)
		}
		got, err := JSON(v)
		if err != nil || string(got) != row.json {
			t.Errorf("%#v is %s in JSON (%v), want %s", row.v, got, err, row.json)
		}
	}
}

func TestMissingCellsComeLastEitherWay(t *testing.T) {
	all := []any{"b", nil, 2, "A", math.NaN(), 1.5, "a", uint8(3), time.Time{}, false, noon.Add(time.Hour), noon.Add(30 * time.Minute).In(east), true}
	for down, want := range map[bool]string{
		false: "1.5 2 3 2026-05-04T14:30:00.25+02:00 2026-05-04T13:00:00.25Z false true A a b   ",
		true:  "b a A true false 2026-05-04T13:00:00.25Z 2026-05-04T14:30:00.25+02:00 3 2 1.5   ",
	} {
		sorted := slices.Clone(all)
		slices.SortStableFunc(sorted, func(a, b any) int { return Order(a, b, down) })
		got := ""
		for i, v := range sorted {
			if i > 0 {
				got += " "
			}
			got += Text(v)
		}
		if got != want {
			t.Errorf("down %v: %q, want %q", down, got, want)
		}
	}
}

func TestNumbersOfAllTypesCompareExactly(t *testing.T) {
	const big = 1<<53 + 1
	for _, row := range []struct {
		a, b any
		want int
	}{
		{int64(big), float64(1 << 53), 1}, {float64(1 << 53), int64(big), -1}, {uint64(math.MaxUint64), int64(-1), 1}, {int64(big), int64(big - 1), 1},
		{uint64(math.MaxUint64), float64(math.MaxUint64), -1}, {int8(3), 3.0, 0}, {float32(0.5), 0.5, 0}, {math.Inf(1), int64(math.MaxInt64), 1},
	} {
		if got := Compare(row.a, row.b); got != row.want {
			t.Errorf("%v and %v compare as %d, want %d", row.a, row.b, got, row.want)
		}
	}
}

func TestWhatIsTypedIsReadAsTheCellsKind(t *testing.T) {
	for _, row := range []struct {
		v               any
		relation, typed string
		want            bool
	}{
		{10.0, "<", "9", false}, {10, ">", "9", true}, {int64(1<<53 + 1), "=", "9007199254740993", true}, {int64(1<<53 + 1), "=", "9007199254740992", false},
		{uint64(math.MaxUint64), "=", "18446744073709551615", true}, {1.5, "=", " 1.50 ", true}, {1.5, "=", "x", false}, {1.5, "!=", "x", true}, {1.5, "<", "x", false},
		{1.5, "=", "NaN", false}, {noon, ">", "2026-05-04", true}, {noon, "<=", "2026-05-04 12:00", false}, {noon, "=", "2026-05-04T14:00:00.25+02:00", true},
		{noon.In(east), "=", "2026-05-04 14:00:00.25", true}, {true, "=", "TRUE", true}, {"b", ">=", "B", true}, {"b", "=", "B", false},
		{nil, "=", "", true}, {nil, "!=", "", false}, {nil, "=", "0", false}, {nil, "!=", "0", true}, {nil, "<", "0", false}, {math.NaN(), ">=", "0", false},
		{time.Time{}, "<", "2026-05-04", false}, {0.0, "=", "", false}, {1.0, "~", "1", false},
	} {
		if got := Match(row.v, row.relation, row.typed); got != row.want {
			t.Errorf("%v %s %q is %v", row.v, row.relation, row.typed, got)
		}
	}
}

// What the front end shows of these was had from numbro 1.6.2 and timezone 1.0.23.
func TestFormatsAreThoseOfTheFrontEnd(t *testing.T) {
	for _, row := range []struct {
		v             any
		pattern, want string
	}{
		{1234567.891, "0,0.00", "1,234,567.89"}, {0.615, "0.00", "0.62"}, {-0.5, "0", "0"}, {-2.5, "0", "-2"}, {0.256, "0.0%", "25.6%"}, {0.256, "0 %", "26 %"},
		{1.5, "0.0[00]", "1.5"}, {1.0, "0.[00]", "1"}, {1234, "0,000", "1,234"}, {-1234.5, "0,0.0", "-1,234.5"}, {int64(9007199254740991), "0,0", "9,007,199,254,740,991"},
		{-0.001, "0.0", "0.0"}, {1e20, "0,0", "100,000,000,000,000,000,000"}, {0, "0,0", "0"}, {12.25, "0,0.[00]", "12.25"}, {100, "0,0", "100"},
		{nil, "0,0", ""}, {math.NaN(), "0.0", ""}, {time.Time{}, "%Y", ""},
		{noon, Time, "2026-05-04 12:00:00"}, {noon.In(east), "%-d %b %Y, %H:%M", "4 May 2026, 14:00"},
	} {
		if got, ok := Format(row.v, row.pattern); !ok || got != row.want {
			t.Errorf("%v by %q is %q (%v), want %q", row.v, row.pattern, got, ok, row.want)
		}
	}
	for _, pattern := range []string{"0.0a", "0b", "00:00:00", "$0,0", "x"} {
		if got, ok := Format(1.0, pattern); ok {
			t.Errorf("%q, which is not known here, gives %q", pattern, got)
		}
	}
}

func TestFormatsOfTagsAreTranslated(t *testing.T) {
	number, moment := reflect.TypeFor[float64](), reflect.TypeFor[time.Time]()
	for _, row := range []struct {
		pattern string
		of      reflect.Type
		want    string
	}{
		{"%.1f", number, "0.0"}, {"%.0f", number, "0"}, {"%d", number, "0"}, {"%f", number, "0.000000"}, {"0,0.00", number, "0,0.00"}, {"0.0%", number, "0.0%"}, {"", number, ""},
		{"", moment, Time}, {"%d %b", moment, "%d %b"}, {"2 Jan 2006", moment, "%-d %b %Y"}, {time.DateTime, moment, Time}, {"15:04", moment, "%H:%M"},
	} {
		if got, err := Pattern(row.pattern, row.of); err != nil || got != row.want {
			t.Errorf("%q of %v is %q (%v), want %q", row.pattern, row.of, got, err, row.want)
		}
	}
	for of, bad := range map[reflect.Type]string{number: "%x", moment: "now"} {
		if got, err := Pattern(bad, of); err == nil {
			t.Errorf("%q of %v is %q", bad, of, got)
		}
	}
}

func TestTheNewestLayoutsReadWhatTheyWrite(t *testing.T) {
	for _, layout := range []string{time.DateTime, time.DateOnly, "2 January 2006 15:04", "Mon Jan 02 2006", "03:04 PM"} {
		pattern, err := Pattern(layout, reflect.TypeFor[time.Time]())
		got, _ := Format(noon, pattern)
		if want := noon.Format(layout); err != nil || got != want {
			t.Errorf("%q writes %q, package time %q (%v)", layout, got, want, err)
		}
	}
}

func ExampleFormat() {
	fmt.Println(Format(1234.5, "0,0.00"))
	// Output: 1,234.50 true
}
