package document

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document/wire"
)

// vector is one value of the golden file: as text, and where it has bytes also with buffers.
type vector struct {
	Name    string
	Inline  any
	Binary  any
	Buffers []struct{ ID, Hex string }
	Raw     []string `json:"raw_base64_pre_3_8"`
}

func vectors(t *testing.T) map[string]vector {
	t.Helper()
	text, err := os.ReadFile("testdata/values.json")
	if err != nil {
		t.Fatal(err)
	}
	var file []vector
	if err := json.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	all := map[string]vector{}
	for _, v := range file {
		all[v.Name] = v
	}
	return all
}

func (v vector) buffers(t *testing.T) (all []wire.Buffer) {
	t.Helper()
	for _, b := range v.Buffers {
		data, err := hex.DecodeString(b.Hex)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, wire.Buffer{ID: b.ID, Data: data})
	}
	return all
}

// same is equality in which NaN is itself.
func same(a, b any) bool {
	if f, ok := a.(float64); ok && math.IsNaN(f) {
		g, ok := b.(float64)
		return ok && math.IsNaN(g)
	}
	return reflect.DeepEqual(a, b)
}

// value is a Go value as text, and what the decoder makes of that text.
func value(t *testing.T, x any, inline bool) (string, any) {
	t.Helper()
	e := &encoder{inline: inline}
	e.any(x)
	return reread(t, e)
}

func reread(t *testing.T, e *encoder) (string, any) {
	t.Helper()
	var in any
	if err := json.Unmarshal(e.buf, &in); err != nil {
		t.Fatalf("%s: %v", e.buf, err)
	}
	back, err := newDecoder(nil, e.buffers).any(in)
	if err != nil {
		t.Fatalf("%s: %v", e.buf, err)
	}
	return string(e.buf), back
}

func TestEveryGoldenValueIsRead(t *testing.T) {
	for name, v := range vectors(t) {
		inline, err := newDecoder(nil, nil).any(v.Inline)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if v.Binary != nil {
			binary, err := newDecoder(nil, v.buffers(t)).any(v.Binary)
			if err != nil || !same(inline, binary) {
				t.Errorf("%s: inline %v, with buffers %v, %v", name, inline, binary, err)
			}
		}
		if _, back := value(t, inline, true); !same(inline, back) {
			t.Errorf("%s: %#v came back as %#v", name, inline, back)
		}
		if _, back := value(t, inline, false); !same(inline, back) {
			t.Errorf("%s: %#v came back from buffers as %#v", name, inline, back)
		}
	}
}

func TestGoValuesReadAsTheGoldenOnes(t *testing.T) {
	zone := time.FixedZone("two hours east", 2*60*60)
	one, two := 1, 2
	for name, x := range map[string]any{
		"null": nil, "true": true, "int": 5, "int 2^53-1": 1<<53 - 1, "int 2^53 -> float": 1 << 53, "float": 1.5,
		"nan": math.NaN(), "+inf": math.Inf(1), "-inf": math.Inf(-1), "str": "a\"<&>é",
		"list": []any{1, []int{2}}, "dict": map[string]any{"a": 1, "b": []int{1}}, "dict empty": map[string]any{},
		"set": Set{1}, "slice": Slice{Start: &one, Step: &two}, "bytes": []byte("abc"), "bytes empty": []byte{},
		"datetime naive": time.Date(2020, 1, 2, 3, 4, 5, 678901000, time.UTC),
		"datetime aware +02:00 (tz is dropped, wall clock kept)": time.Date(2020, 1, 2, 3, 4, 5, 0, zone),
		"timedelta": 24*time.Hour + 5*time.Millisecond, "np.bool_ scalar": true,
		"set empty": Set{}, "spec value": Value(5), "spec field": Field[float64]("x"), "spec field units": Field[float64]("x").In("screen"),
	} {
		v, ok := vectors(t)[name]
		if !ok {
			t.Errorf("the golden file has no %q", name)
			continue
		}
		want, err := newDecoder(nil, nil).any(v.Inline)
		if err != nil {
			t.Fatal(err)
		}
		if text, got := value(t, x, true); !same(got, want) {
			t.Errorf("%s: wrote %s, want the like of %v", name, text, v.Inline)
		}
	}
}

func TestColumnsTravelAsArrays(t *testing.T) {
	for _, c := range []struct {
		column any
		want   any
	}{
		{[]float64{1, math.NaN()}, Float64}, {[]float32{1}, Float32}, {[]uint8{1}, Uint8}, {[]int8{-1}, Int8},
		{[]uint16{1}, Uint16}, {[]int16{1}, Int16}, {[]uint32{1}, Uint32}, {[]int32{1}, Int32},
		{[]int{1, 2}, Float64}, {[]int64{1 << 40}, Float64}, {[]uint64{1}, Float64}, {[]int64{1, 1<<53 + 1}, Object}, {[]uint64{1 << 60}, Object},
		{[]time.Time{time.Unix(0, 0)}, Float64},
	} {
		e := &encoder{}
		e.column(c.column)
		text, got := reread(t, e)
		if a, ok := got.(*Array); !ok || a.DType != c.want || len(a.Shape) != 1 {
			t.Errorf("%T: wrote %s", c.column, text)
		}
	}
	if text, got := value(t, []string{"a"}, false); !same(got, []any{"a"}) {
		t.Errorf("texts: wrote %s", text)
	}
	if text, _ := value(t, [][]float64{{1}, {2, 3}}, false); text[0] != '[' {
		t.Errorf("lines: wrote %s", text)
	}
	_, got := value(t, NewArray([]float32{1, 2, 3, 4}, 2, 2), true)
	if a := got.(*Array); !reflect.DeepEqual(a.list(), []any{[]any{1.0, 2.0}, []any{3.0, 4.0}}) {
		t.Errorf("two dimensions: %v", a.list())
	}
}

func TestRawBase64IsRefused(t *testing.T) {
	v := vectors(t)["bytes"]
	if _, err := newDecoder(nil, nil).any(map[string]any{"type": "bytes", "data": v.Raw[0]}); err == nil {
		t.Error("bytes that are not gzipped were accepted")
	}
}

func TestBigEndianArraysAreSwapped(t *testing.T) {
	d := newDecoder(nil, []wire.Buffer{{ID: "0", Data: []byte{0, 0, 1, 2}}})
	x, err := d.any(map[string]any{"type": "ndarray", "dtype": "int32", "order": "big", "shape": []any{1.0}, "array": map[string]any{"type": "bytes", "data": map[string]any{"id": "0"}}})
	if err != nil || !reflect.DeepEqual(x.(*Array).Slice(), []int32{258}) {
		t.Errorf("%v, %v", x, err)
	}
}

func TestOfBrowsersOnly(t *testing.T) {
	text := `[{"type":"number","value":"nan"},{"type":"map","entries":[[1,2]]},{"type":"set","entries":[1]},{"type":"date","iso":"1970-01-01T00:00:00.000Z"},` +
		`{"type":"typed_array","array":{"type":"bytes","data":{"id":"0"}},"order":"little","dtype":"uint8"},{"type":"map","entries":[["start",1],["stop",null]]}]`
	var in any
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		t.Fatal(err)
	}
	got, err := newDecoder(nil, []wire.Buffer{{ID: "0", Data: []byte{1, 2, 3}}}).any(in)
	if err != nil {
		t.Fatal(err)
	}
	list := got.([]any)
	want := []any{nil, Entries{{1.0, 2.0}}, Set{1.0}, time.Unix(0, 0).UTC(), &Array{DType: Uint8, Data: []byte{1, 2, 3}}, map[string]any{"start": 1.0, "stop": nil}}
	for i := range want[1:] {
		if !reflect.DeepEqual(list[i+1], want[i+1]) {
			t.Errorf("%d: %#v", i+1, list[i+1])
		}
	}
}

// FuzzApply feeds arbitrary content to a document: it may refuse, never panic, and must leave what
// it can send.
func FuzzApply(f *testing.F) {
	f.Add([]byte(`{"events":[{"kind":"ModelChanged","model":{"id":"bag"},"attr":"any","new":[{"type":"map","entries":[[1,2]]},{"type":"slice","start":1}]}]}`), []byte("12345678"))
	f.Add([]byte(`{"events":[{"kind":"ColumnsStreamed","model":{"id":"src"},"attr":"data","data":{"type":"map","entries":[["x",[1]]]},"rollover":2}]}`), []byte{})
	f.Add([]byte(`{"events":[{"kind":"ColumnsPatched","model":{"id":"src"},"attr":"data","patches":{"type":"map","entries":[["x",[[0,1],[{"type":"slice","start":0,"stop":2,"step":null},[7,8]]]]]}}]}`), []byte{})
	f.Add([]byte(`{"events":[{"kind":"RootAdded","model":{"type":"object","name":"Column","id":"AA","attributes":{"children":[{"id":"AA"}]}}}]}`), []byte{})
	f.Add([]byte(`{"events":[{"kind":"ModelChanged","model":{"id":"bag"},"attr":"any","new":{"type":"ndarray","array":{"type":"bytes","data":{"id":"0"}},"dtype":"float64","order":"big","shape":[1]}}]}`), []byte("12345678"))
	f.Add([]byte(`{"events":[{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event","name":"x","values":{"type":"map","entries":[["model",{"id":"bag"}]]}}}]}`), []byte{})
	f.Fuzz(func(t *testing.T, content, buffer []byte) {
		b, src := New[bag](), New[source]()
		b.id, src.id = "bag", "src"
		src.Data.Set(Data{"x": []float64{1, 2}})
		d := NewDriver(still{})
		d.Turn(func() error {
			d.Document().Add(b, src)
			v, _ := d.Join()
			w, _ := d.Join()
			d.Pull(v)
			d.Pull(w)
			d.Apply(v, content, []wire.Buffer{{ID: "0", Data: buffer}})
			d.Flush(func(_ *View, content []byte, _ []wire.Buffer) {
				if !json.Valid(content) {
					t.Errorf("told %s", content)
				}
			})
			if pull := d.Pull(v); !json.Valid(pull) {
				t.Errorf("pulled %s", pull)
			}
			return nil
		})
	})
}
