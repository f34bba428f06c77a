package conformance

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	doc "github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

// sample is a value, and how describe tells of it, in the browser and in Go.
type sample struct {
	value any
	want  string
}

func ramp(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		all[i] = float64(i)
	}
	return all
}

// samples are values of every kind that travels.
func samples() []sample {
	one, two := 1, 2
	inner := div("inner", "in a value")
	return []sample{
		{nil, "null"}, {true, "true"}, {false, "false"}, {5, "5"}, {-7, "-7"}, {1.5, "1.5"}, {1e21, "1e+21"}, {5e-324, "5e-324"}, {math.MaxFloat64, "1.7976931348623157e+308"},
		{1<<53 - 1, "9007199254740991"}, {-(1<<53 - 1), "-9007199254740991"}, {1 << 53, "9007199254740992"}, {int64(math.MaxInt64), "9223372036854775807"}, {uint64(math.MaxUint64), "18446744073709551615"},
		{math.NaN(), "NaN"}, {math.Inf(1), "Infinity"}, {math.Inf(-1), "-Infinity"},
		{"", `""`}, {"a\"<&>é\\\n\t\x00", `"a\"<&>é\\\n\t\u0000"`}, {"</script><!--", `"</script><!--"`}, {"😀", `"😀"`}, {"\xff", "\"\ufffd\""},
		{[]any{}, "[]"}, {[]any{1, []int{2}}, "[1,[2]]"}, {[]string{"a", ""}, `["a",""]`},
		{map[string]any{}, "{}"}, {map[string]any{"a": 1, "type": "map", "id": "x"}, `{"a":1,"id":"x","type":"map"}`},
		{doc.Entries{{1, "x"}, {[]any{1, 2}, "y"}}, `Map{1:"x",[1,2]:"y"}`},
		{doc.Set{1, "a"}, `Set{1,"a"}`}, {doc.Set{}, "Set{}"},
		{map[string]any{"deep": []any{doc.Set{map[string]any{"x": math.NaN()}}}}, `{"deep":[Set{{"x":NaN}}]}`},
		{doc.Slice{Start: &one, Step: &two}, "slice(1,null,2)"},
		{[]byte("abc"), "bytes(97 98 99)"}, {[]byte{}, "bytes()"},
		{&doc.Array{DType: doc.Int32, Data: []byte{255, 255, 255, 255, 7, 0, 0, 0}}, "typed int32(-1 7)"},
		{doc.NewArray([]float64{1, 2.5, math.NaN()}, 3), "nd float64[3](1 2.5 NaN)"}, {doc.NewArray([]float32{1, 2}, 2), "nd float32[2](1 2)"},
		{doc.NewArray([]int8{-1}, 1), "nd int8[1](-1)"}, {doc.NewArray([]uint8{1, 255}, 2), "nd uint8[2](1 255)"}, {doc.NewArray([]int16{-2}, 1), "nd int16[1](-2)"},
		{doc.NewArray([]uint16{65535}, 1), "nd uint16[1](65535)"}, {doc.NewArray([]int32{-3}, 1), "nd int32[1](-3)"}, {doc.NewArray([]uint32{1 << 31}, 1), "nd uint32[1](2147483648)"},
		{doc.NewArray([]float64{}, 0), "nd float64[0]()"}, {doc.NewArray([]float32{1, 2, 3, 4, 5, 6}, 2, 3), "nd float32[2 3](1 2 3 4 5 6)"}, {doc.NewArray([]uint8{1, 2, 3, 4}, 2, 1, 2), "nd uint8[2 1 2](1 2 3 4)"},
		{&doc.Array{DType: doc.Bool, Shape: []int{2}, Data: []byte{1, 0}}, "nd bool[2](1 0)"},
		{&doc.Array{DType: doc.Object, Shape: []int{3}, Items: []any{"a", nil, 1.5}}, `nd object[3]("a" null 1.5)`},
		{&doc.Array{DType: doc.Object, Shape: []int{2, 1}, Items: []any{1 << 40, 2}}, `nd object[2 1](1099511627776 2)`},
		{doc.NewArray(ramp(4096), 4096), "nd float64[4096] ending in 4095"}, // long enough to be compressed
		{time.Date(2020, 1, 2, 3, 4, 5, 678_000_000, time.UTC), "1577934245678"}, {time.Date(2020, 1, 2, 3, 4, 5, 0, time.FixedZone("", 7200)), "1577934245000"},
		{time.Time{}, "NaN"}, {24*time.Hour + 5*time.Millisecond, "86400005"}, {1500 * time.Microsecond, "1.5"},
		{inner, "model Div in a value"}, {[]any{inner, map[string]any{"again": inner}}, `[model Div in a value,{"again":model Div in a value}]`},
	}
}

// Every value reaches the browser, first in the page's text and then as buffers, and comes back
// from it.
func TestConformance26ValuesBothWays(t *testing.T) {
	all := samples()
	tags := make([]any, len(all))
	want := make([]string, len(all))
	for i, s := range all {
		tags[i], want[i] = s.value, s.want
	}
	app := keep(func(d *panelgo.Document) error {
		out, echo := div("out", "out"), div("echo", "echo")
		out.Tags.Set(tags)
		d.Add(out, echo)
		return nil
	})
	s := serve(t, only(app.open))
	tab := chrome.Open(t, s.url+"/app")
	compare := func(how string, got []string) {
		t.Helper()
		if len(got) != len(want) {
			t.Fatalf("%s: %d values, want %d", how, len(got), len(want))
		}
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: %#v is %s, want %s", how, all[i].value, got[i], want[i])
			}
		}
	}
	read := describeJS + `(model("out").tags)`
	compare("in the page", chrome.Eval[[]string](tab, chrome.JS(read)))

	echo := `(model("echo").tags = [...model("out").tags]).length`
	chrome.Eval[int](tab, chrome.JS(echo))
	compare("back from the page", echoed(t, app, len(all)))

	app.act(func(live *panelgo.Document) {
		find[*models.Div](live, "echo").Tags.Set(nil)
		find[*models.Div](live, "out").Tags.Set(append([]any{"marker"}, tags...))
	})
	tab.Wait(chrome.JS(`model("out").tags[0] === "marker" && model("echo").tags.length === 0`))
	compare("as buffers", chrome.Eval[[]string](tab, chrome.JS(describeJS+`(model("out").tags)`))[1:])
	chrome.Eval[int](tab, chrome.JS(`(model("echo").tags = model("out").tags.slice(1)).length`))
	compare("back from buffers", echoed(t, app, len(all)))
}

// echoed waits for the values that the page sends back, and describes them.
func echoed(t *testing.T, app *kept, n int) (got []string) {
	t.Helper()
	eventually(t, "the values come back", func() (came bool) {
		app.act(func(live *panelgo.Document) {
			back := find[*models.Div](live, "echo").Tags.Get()
			came = len(back) == n
			got = nil
			for _, v := range back {
				got = append(got, describe(v))
			}
		})
		return came
	})
	return got
}

// Values that browsers alone write, as BokehJS was recorded to write them.
func TestConformance28ValuesOfBrowsers(t *testing.T) {
	data, err := os.ReadFile("testdata/values_client.json")
	if err != nil {
		t.Fatal(err)
	}
	var recorded struct{ Frames []any }
	if err := json.Unmarshal(data, &recorded); err != nil {
		t.Fatal(err)
	}
	app := keep(desk)
	s := serve(t, only(app.open))
	k, d := s.open("/app")
	ids := strings.NewReplacer(`"v1"`, `"`+d.id("slider")+`"`, `"d1"`, `"`+d.id("text")+`"`)
	for _, frame := range recorded.Frames {
		switch frame := frame.(type) {
		case string:
			k.write(ids.Replace(frame))
		case map[string]any:
			if packed, ok := frame["binary_hex"].(string); ok {
				raw, err := hex.DecodeString(packed)
				if err != nil {
					t.Fatal(err)
				}
				k.write(raw)
			} else {
				k.write(frame["text"].(string))
			}
		}
	}
	if m := k.read(); m.kind != "OK" {
		t.Fatalf("%s %s", m.kind, text(m.content))
	}
	app.act(func(live *panelgo.Document) {
		const want = `[NaN,-Infinity,1.5,Map{1:2},{"a":1},{},Set{1},Set{},typed uint8(1 2 3),typed float64(1.5),bytes(9 8),Date 0,[1,[2]],` +
			`model Div value: 1,"s",null,true,nd float32[2 2](1 2 3 4),nd object[3](1 "a" null),slice(1,null,2)]`
		if got := describe(find[*models.Slider](live, "slider").Tags.Get()); got != want {
			t.Errorf("got %s\nwant %s", got, want)
		}
	})
}

// oddValue is a value as JSON, with its buffer, and how describe tells of it; empty if it is
// refused.
type oddValue struct {
	value  string
	want   string
	buffer []byte
}

func oddValues() []oddValue {
	packed := func(kind, rest string) string {
		return `{"type":"` + kind + `","array":{"type":"bytes","data":{"id":"0"}},` + rest + `}`
	}
	return []oddValue{
		{packed("ndarray", `"dtype":"int32","order":"big","shape":[2]`), "nd int32[2](1 -2)", []byte{0, 0, 0, 1, 255, 255, 255, 254}},
		{packed("typed_array", `"dtype":"float64","order":"big"`), "typed float64(1.5)", []byte{0x3f, 0xf8, 0, 0, 0, 0, 0, 0}},
		{packed("ndarray", `"dtype":"uint8","order":"big","shape":[2,1]`), "nd uint8[2 1](1 2)", []byte{1, 2}},
		{packed("ndarray", `"dtype":"bool","order":"little","shape":[3]`), "nd bool[3](1 0 1)", []byte{1, 0, 1}},
		{packed("ndarray", `"dtype":"float64","order":"little","shape":[0]`), "nd float64[0]()", nil},
		{packed("ndarray", `"dtype":"float64","order":"little","shape":[2]`), "", make([]byte, 8)},
		{packed("ndarray", `"dtype":"float64","order":"little","shape":[1]`), "", make([]byte, 7)},
		{packed("ndarray", `"dtype":"int64","order":"little","shape":[1]`), "", make([]byte, 8)},
		{packed("ndarray", `"dtype":"float64","order":"little"`), "", make([]byte, 8)},
		{`{"type":"ndarray","array":["a",{"type":"number","value":"nan"}],"dtype":"object","order":"little","shape":[2]}`, `nd object[2]("a" NaN)`, nil},
		{`{"type":"ndarray","array":["a"],"dtype":"object","order":"little","shape":[2]}`, "", nil},
		{`{"type":"bytes","data":{"id":"0"}}`, "bytes(7)", []byte{7}},
		{`{"type":"bytes","data":{"id":"1"}}`, "", []byte{7}},
		{`{"type":"bytes","data":"H4sIAAEAAAAC/0tMSgYAwkEkNQMAAAA="}`, "bytes(97 98 99)", nil},
		{`{"type":"bytes","data":"YWJj"}`, "", nil},                             // not gzipped, as Bokeh wrote them before 3.8
		{`{"type":"bytes","data":"H4sIAAEAAAAC/0tMSgYAwkEkNQQAAAA="}`, "", nil}, // gzipped, of another length
		{`{"type":"array","entries":[1]}`, "[1]", nil}, {`{"type":"array"}`, "[]", nil}, {`{"type":"map"}`, "{}", nil}, {`{"type":"set"}`, "Set{}", nil},
		{`{"a":{"type":"number","value":"-inf"}}`, `{"a":-Infinity}`, nil},
		{`{"type":"map","entries":[[null,1],[true,2],[{"type":"number","value":"nan"},3]]}`, "Map{null:1,true:2,NaN:3}", nil},
		{`{"type":"map","entries":[[1]]}`, "", nil}, {`{"type":"map","entries":5}`, "", nil}, {`{"type":"number","value":"many"}`, "", nil},
		{`{"type":"date","iso":"1970-01-01T00:00:01.000Z"}`, "Date 1000", nil}, {`{"type":"date","iso":"soon"}`, "", nil},
		{`{"type":"symbol","name":"x"}`, "", nil}, {`{"type":"model","name":"X"}`, "", nil},
		{`{"type":"slice","start":1.5,"stop":null,"step":null}`, "", nil},
		{`1e400`, "", nil}, {`9007199254740993`, "9007199254740992", nil},
	}
}

func TestConformance27OddValues(t *testing.T) {
	app := keep(desk)
	s := serve(t, only(app.open))
	k, d := s.open("/app")
	for _, c := range oddValues() {
		reply, _ := k.patch(changed(d.id("text"), "tags", "["+c.value+"]"), blob{"0", c.buffer})
		if (reply.kind == "OK") != (c.want != "") {
			t.Errorf("%s: %s %s", c.value, reply.kind, text(reply.content))
		}
		app.act(func(live *panelgo.Document) {
			if got := describe(find[*models.Div](live, "text").Tags.Get()[0]); c.want != "" && got != c.want {
				t.Errorf("%s is %s, want %s", c.value, got, c.want)
			}
		})
	}
}

// What a property of a certain type takes.
func TestConformance27TypedProperties(t *testing.T) {
	s := serve(t, only(desk))
	k, d := s.open("/app")
	for _, c := range []struct {
		model, attr, value, want string
	}{
		{"slider", "value", `{"type":"number","value":"nan"}`, ""}, {"slider", "value", "3", "3"},
		{"slider", "value_throttled", "3.5", "3.5"}, {"slider", "title", "null", "null"}, {"slider", "width", "100", "100"}, {"slider", "width", `"wide"`, ""},
		{"text", "styles", `{"color":"red"}`, `{"entries":[["color","red"]],"type":"map"}`}, {"text", "styles", `{"type":"map","entries":[["color","red"]]}`, `{"entries":[["color","red"]],"type":"map"}`},
		{"text", "css_classes", `["a","b"]`, `["a","b"]`}, {"text", "css_classes", `[1]`, ""}, {"text", "subscribed_events", `{"type":"set","entries":["tap"]}`, `{"entries":["tap"],"type":"set"}`},
	} {
		reply, _ := k.patch(changed(d.id(c.model), c.attr, c.value))
		if (reply.kind == "OK") != (c.want != "") {
			t.Errorf("%s %s: %s %s", c.attr, c.value, reply.kind, text(reply.content))
		}
		if got := k.pull().attr(c.model, c.attr); c.want != "" && got != c.want {
			t.Errorf("%s %s came back as %s", c.attr, c.value, got)
		}
	}
}
