package document

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// The types of these tests are as package models has them.
type (
	option struct {
		_     Tuple
		Value any
		Label string
	}
	gridItem struct {
		_        Tuple
		Row, Col int
		RowSpan  Opt[int]
		ColSpan  Opt[int]
	}
	padding struct {
		Left  Opt[int] `bokeh:"left"`
		Right Opt[int] `bokeh:"right"`
	}
	sideways struct {
		X Opt[int] `bokeh:"x"`
	}
	span struct {
		From day `bokeh:"from"`
		To   day `bokeh:"to"`
	}
	day   time.Time
	pair  [2]float64
	count int
	inset interface{ isInset() }
)

func (count) isInset()    {}
func (pair) isInset()     {}
func (padding) isInset()  {}
func (sideways) isInset() {}

func init() { RegisterUnion((*inset)(nil), count(0), pair{}, sideways{}, padding{}) }

func TestCompositeValuesTravel(t *testing.T) {
	noon := day(time.UnixMilli(43_200_000).UTC())
	for _, c := range []struct {
		show  string
		value any // a pointer to it
		wire  string
	}{
		{"a colour", &[]Color{"navy"}[0], `"navy"`},
		{"no colour", new(Color), `null`},
		{"a pair", &pair{1, 2.5}, `[1,2.5]`},
		{"a tuple", &option{Value: "a", Label: "A"}, `["a","A"]`},
		{"a tuple's optional end", &gridItem{Row: 1, Col: 2}, `[1,2]`},
		{"a tuple's optional middle", &gridItem{Row: 1, Col: 2, ColSpan: Some(3)}, `[1,2,null,3]`},
		{"a struct with something", &padding{Right: Some(4)}, `{"type":"map","entries":[["right",4]]}`},
		{"a struct with nothing", &padding{}, `{"type":"map"}`},
		{"days", &span{noon, noon}, `{"type":"map","entries":[["from",43200000],["to",43200000]]}`},
		{"a union's number", &[]inset{count(3)}[0], `3`},
		{"a union's second struct", &[]inset{padding{Left: Some(1)}}[0], `{"type":"map","entries":[["left",1]]}`},
	} {
		t.Run(c.show, func(t *testing.T) {
			v := reflect.ValueOf(c.value).Elem()
			e := &encoder{}
			codecOf(v.Type()).encode(e, v)
			if got := string(e.buf); got != c.wire {
				t.Fatalf("sent %s, expected %s", got, c.wire)
			}
			back := reflect.New(v.Type()).Elem()
			if err := receiveText(back, c.wire); err != nil || !reflect.DeepEqual(back.Interface(), v.Interface()) {
				t.Errorf("came back as %#v: %v", back, err)
			}
		})
	}
}

func receiveText(into reflect.Value, text string) error {
	var in any
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		return err
	}
	return codecOf(into.Type()).decode(&decoder{}, in, into)
}

func TestColoursComeInEachForm(t *testing.T) {
	for text, want := range map[string]Color{
		`"#20a0ff"`: "#20a0ff", `null`: "", `[1,2,3]`: "rgb(1, 2, 3)", `[1,2,3,0.5]`: "rgba(1, 2, 3, 0.5)", `4278190335`: "#ff0000ff",
	} {
		var c Color
		if err := receiveText(reflect.ValueOf(&c).Elem(), text); err != nil || c != want {
			t.Errorf("%s came as %q: %v", text, c, err)
		}
	}
	if RGB(32, 160, 255) != "#20a0ff" {
		t.Error(RGB(32, 160, 255))
	}
}

func TestCompositeValuesRefuseOthers(t *testing.T) {
	for _, c := range []struct {
		into any
		text string
	}{
		{new(Color), `true`}, {new(Color), `[1,2]`}, {new(Color), `-1`}, {new(Color), `["a","b","c"]`},
		{new(pair), `[1]`}, {new(pair), `[1,2,3]`}, {new(pair), `{"type":"map"}`}, {new(pair), `["a","b"]`},
		{new(option), `["a"]`}, {new(gridItem), `[1]`}, {new(gridItem), `[1,2,3,4,5]`},
		{new(padding), `{"type":"map","entries":[["top",1]]}`}, {new(padding), `{"type":"map","entries":[[1,1]]}`},
		{new(span), `{"type":"map","entries":[["from",1]]}`}, {new(inset), `"wide"`}, {new(inset), `{"type":"map","entries":[["left","a"]]}`},
	} {
		into := reflect.ValueOf(c.into).Elem()
		if err := receiveText(into, c.text); err == nil {
			t.Errorf("a %v may be %s", into.Type(), c.text)
		}
	}
}
