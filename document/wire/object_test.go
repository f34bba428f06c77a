package wire

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"
	"unicode/utf8"
)

var objects = []string{
	``, ` `, `{}`, ` { } `, `{"a":1}`, `{"a":1,}`, `{,}`, `{"a"}`, `{"a":}`, `{"a" 1}`, `{a:1}`, `{"a":1 "b":2}`, `{"a":1}}`, `{"a":1`, `{"a`, `{"a":`,
	`[]`, `[{}]`, `"{}"`, `null`, `{"a":[]}`, `{"a":[1]}`, `{"a":[1,]}`, `{"a":[,]}`, `{"a":[1 2]}`, `{"a":[1`, `{"a":[[],{}]}`, `{"a":]}`, `{"a":[}`, `{"a":[1}}`,
	`{"a":true,"b":false,"c":null}`, `{"a":tru}`, `{"a":nul`, `{"a":True}`, `{"a":NaN}`, `{"a":Infinity}`, `{"a":-Infinity}`, `{"a":undefined}`,
	`{"a":0}`, `{"a":-0}`, `{"a":00}`, `{"a":01}`, `{"a":+1}`, `{"a":-}`, `{"a":1.}`, `{"a":.5}`, `{"a":1.5}`, `{"a":-1.5e+10}`, `{"a":1e}`, `{"a":1e5}`, `{"a":1E-5}`, `{"a":1e+}`, `{"a":0x1}`, `{"a":1e5.5}`, `{"a":- 1}`,
	`{"":""}`, `{"a":"\"\\\/\b\f\n\r\t\u00e9\uD83C"}`, `{"a":"\x"}`, `{"a":"\u12"}`, `{"a":"\u12g4"}`, `{"a":"\`, `{"a":"\u`, `{"a\u0062":"c"}`, "{\"a\":\"\n\"}", "{\"a\":\"\x1f\"}", "{\"a\":\"\x7f é 世界\"}", "{\"a\":\"\xff\"}", `{"a":'b'}`,
	"{\"a\"\t:\r\n1 , \"b\" : [ 1 , 2 ] }", "\ufeff{}", `{"a":1} x`, `{"a":1}//`, "{}\x00",
}

func TestObjectsAreThoseOfEncodingJSON(t *testing.T) {
	for _, s := range objects {
		compare(t, []byte(s))
	}
}

func FuzzObject(f *testing.F) {
	for _, s := range objects {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if strings.Count(string(data), "{")+strings.Count(string(data), "[") < maxDepth {
			compare(t, data)
		}
	})
}

// compare asks encoding/json whether isObject and members are right.
func compare(t *testing.T, data []byte) {
	t.Helper()
	var want map[string]json.RawMessage
	err := json.Unmarshal(data, &want)
	valid := err == nil && want != nil && utf8.Valid(data)
	if isObject(data) != valid {
		t.Fatalf("%q: an object is %v, want %v (%v)", data, !valid, valid, err)
	}
	if !valid {
		return
	}
	got := map[string]json.RawMessage{}
	for key, value := range members(data) {
		got[string(key)] = value
	}
	if !maps.EqualFunc(got, want, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
		t.Fatalf("%q: members %q, want %q", data, got, want)
	}
}

func TestDepthIsBounded(t *testing.T) {
	nested := func(n int) []byte {
		return []byte(strings.Repeat(`{"a":`, n-1) + `{}` + strings.Repeat(`}`, n-1))
	}
	if !isObject(nested(maxDepth)) {
		t.Error("refused at the limit")
	}
	if isObject(nested(maxDepth+1)) || isObject(nested(10<<20)) {
		t.Error("taken beyond the limit")
	}
	if isObject([]byte(`{"a":` + strings.Repeat(`[`, 20<<20))) {
		t.Error("taken beyond the limit")
	}
}
