package document

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

// sent carries out one event of a browser, in which ID stands for the model's id.
func sent(t *testing.T, d *Driver, v *View, m Model, event string) (err error) {
	t.Helper()
	content := `{"events":[` + strings.ReplaceAll(event, `"ID"`, `"`+m.ID()+`"`) + `]}`
	turn(t, d, func() { err = d.Apply(v, []byte(content), nil) })
	return err
}

// planets are columns of every type that a browser's change has to fit.
func planets() Data {
	return Data{
		"name": []string{"Earth", "Mars", "Jupiter"}, "moons": []int{1, 2, 97}, "size": []float64{1, 0.5, 11},
		"ring": []bool{false, false, true}, "byte": []uint8{1, 2, 3}, "any": []any{1.0, "x", nil},
	}
}

// TestWhatABrowserMayPatch: cells that fit are changed, all of an event or none, and what is refused
// changes nothing.
func TestWhatABrowserMayPatch(t *testing.T) {
	patch := func(patches string) string {
		return `{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{"type":"map","entries":[` + patches + `]}}`
	}
	slice := func(start, stop, step string) string {
		return fmt.Sprintf(`{"type":"slice","start":%s,"stop":%s,"step":%s}`, start, stop, step)
	}
	for event, want := range map[string]struct {
		column  string
		values  any    // of the column then
		refused string // a part of the error
	}{
		patch(`["moons",[[1,7]]]`):                                           {"moons", []int{1, 7, 97}, ""},
		patch(`["moons",[[1,7],[1,8]]]`):                                     {"moons", []int{1, 8, 97}, ""},
		patch(`["moons",[[` + slice("0", "2", "1") + `,[4,5]]]]`):            {"moons", []int{4, 5, 97}, ""},
		patch(`["moons",[[` + slice("0", "9", "2") + `,[4,5]]]]`):            {"moons", []int{4, 2, 5}, ""},
		patch(`["moons",[[` + slice("null", "null", "null") + `,[4,5,6]]]]`): {"moons", []int{4, 5, 6}, ""},
		patch(`["moons",[[` + slice("5", "9", "1") + `,[]]]]`):               {"moons", []int{1, 2, 97}, ""},
		patch(`["name",[[0,"Terra"]]]`):                                      {"name", []string{"Terra", "Mars", "Jupiter"}, ""},
		patch(`["ring",[[0,true]]]`):                                         {"ring", []bool{true, false, true}, ""},
		patch(`["any",[[0,null]]]`):                                          {"any", []any{nil, "x", nil}, ""},
		patch(`["moons",[[1,1.5]]]`):                                         {"moons", []int{1, 2, 97}, "1.5"},
		patch(`["moons",[[0,7],[1,1.5]]]`):                                   {"moons", []int{1, 2, 97}, "1.5"},
		patch(`["name",[[0,"Terra"]]],["moons",[[1,1.5]]]`):                  {"name", []string{"Earth", "Mars", "Jupiter"}, "1.5"},
		patch(`["byte",[[1,300]]]`):                                          {"byte", []uint8{1, 2, 3}, "300"},
		patch(`["moons",[[1,"many"]]]`):                                      {"moons", []int{1, 2, 97}, "many"},
		patch(`["moons",[[3,1]]]`):                                           {"moons", []int{1, 2, 97}, "no row 3"},
		patch(`["moons",[[-1,1]]]`):                                          {"moons", []int{1, 2, 97}, "no row -1"},
		patch(`["moons",[[1.5,1]]]`):                                         {"moons", []int{1, 2, 97}, "rows"},
		patch(`["moons",[[` + slice("0", "3", "1") + `,[1]]]]`):              {"moons", []int{1, 2, 97}, "3 rows need as many values"},
		patch(`["moons",[[` + slice("0", "3", "0") + `,[1]]]]`):              {"moons", []int{1, 2, 97}, "slice"},
		patch(`["moons",[[` + slice("-1", "3", "1") + `,[1]]]]`):             {"moons", []int{1, 2, 97}, "slice"},
		patch(`["moons",[[[0,0],1]]]`):                                       {"moons", []int{1, 2, 97}, "no array"},
		patch(`["moons",[[[[0],0],1]]]`):                                     {"moons", []int{1, 2, 97}, "rows"},
		patch(`["moons",[1]]`):                                               {"moons", []int{1, 2, 97}, "pair"},
		patch(`["moons",1]`):                                                 {"moons", []int{1, 2, 97}, "patches by column"},
		patch(`[1,[[0,1]]]`):                                                 {"moons", []int{1, 2, 97}, "patches by column"},
		patch(`["mass",[[0,1]]]`):                                            {"moons", []int{1, 2, 97}, "mass"},
	} {
		s := New[source]()
		s.Data.Set(planets())
		d, v := opened(t, s)
		err := sent(t, d, v, s, event)
		if (err == nil) != (want.refused == "") || err != nil && !strings.Contains(err.Error(), want.refused) {
			t.Errorf("%s: %v, want %q", event, err, want.refused)
		}
		if got := s.Data.Get()[want.column]; !reflect.DeepEqual(got, want.values) {
			t.Errorf("%s: the column is %v, want %v", event, got, want.values)
		}
	}
}

// TestWhatABrowserMayStream: rows of all columns, the oldest of which go beyond the rollover.
func TestWhatABrowserMayStream(t *testing.T) {
	stream := func(rows, rollover string) string {
		return `{"kind":"ColumnsStreamed","model":{"id":"ID"},"attr":"data","data":{"type":"map","entries":[` + rows + `]},"rollover":` + rollover + `}`
	}
	for event, want := range map[string]struct {
		moons   []int
		refused string
	}{
		stream(`["name",["Saturn"]],["moons",[146]]`, "null"):            {[]int{1, 2, 146}, ""},
		stream(`["name",["Saturn"]],["moons",[146]]`, "2"):               {[]int{2, 146}, ""},
		stream(`["name",["Saturn"]],["moons",[146]]`, "-3"):              {[]int{1, 2, 146}, ""},
		stream(`["name",["Saturn"]],["moons",[146]]`, "1e300"):           {[]int{1, 2, 146}, ""},
		stream(`["name",[]],["moons",[]]`, "1"):                          {[]int{2}, ""},
		stream(`["name",["Saturn"]],["moons",[14.6]]`, "2"):              {[]int{1, 2}, "14.6"},
		stream(`["moons",[146]]`, "null"):                                {[]int{1, 2}, "name"},
		stream(`["name",["Saturn"]],["moons",[1,2]]`, "null"):            {[]int{1, 2}, "rows"},
		stream(`["name",["Saturn"]],["moons",[1]],["mass",[1]]`, "null"): {[]int{1, 2}, "mass"},
		stream(`["name",["Saturn"]],["moons",1]`, "null"):                {[]int{1, 2}, ""},
	} {
		s := New[source]()
		s.Data.Set(Data{"name": []string{"Earth", "Mars"}, "moons": []int{1, 2}})
		d, v := opened(t, s)
		err := sent(t, d, v, s, event)
		if strings.Contains(event, `"moons",1]`) {
			if err == nil {
				t.Errorf("%s: taken", event)
			}
		} else if (err == nil) != (want.refused == "") || err != nil && !strings.Contains(err.Error(), want.refused) {
			t.Errorf("%s: %v, want %q", event, err, want.refused)
		}
		if got := s.Data.Get()["moons"]; !reflect.DeepEqual(got, want.moons) {
			t.Errorf("%s: the column is %v, want %v", event, got, want.moons)
		}
	}
}

// TestInexactCellsAreToldAndShownAgain: the program hears which cell, and every browser is told what
// stands there.
func TestInexactCellsAreToldAndShownAgain(t *testing.T) {
	s := New[source]()
	s.Data.Set(Data{"moons": []int{1, 2}})
	d, v := opened(t, s)
	var told *InexactError
	turn(t, d, func() { OnInexact(&s.Data, func(e *InexactError) { told = e }); heard(d) })
	err := sent(t, d, v, s, `{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{"type":"map","entries":[["moons",[[1,1.5]]]]}}`)
	if err != nil || told == nil {
		t.Fatalf("answered %v, told %v", err, told)
	}
	if again := heard(d)[v]; !strings.Contains(again, `"attr":"data"`) || !strings.Contains(again, "moons") {
		t.Errorf("the browser is told %s", again)
	}
}

// TestCellsInsideAnArrayArePatched: a row that holds an array of its own, as pictures do.
func TestCellsInsideAnArrayArePatched(t *testing.T) {
	picture := func() *Array {
		a := numbers(reflect.ValueOf([]float64{1, 2, 3, 4, 5, 6}))
		a.Shape = []int{2, 3}
		return a
	}
	for at, want := range map[string][]float64{
		`[0,1,2],9`: {1, 2, 3, 4, 5, 9},
		`[0,{"type":"slice","start":0,"stop":2,"step":1},0],[8,9]`:    {8, 2, 3, 9, 5, 6},
		`[0,0,{"type":"slice","start":0,"stop":null,"step":2}],[8,9]`: {8, 2, 9, 4, 5, 6},
		`[0,2,0],9`:     nil,
		`[0,0],9`:       nil,
		`[1,0,0],9`:     nil,
		`[0,0,0],"x"`:   nil,
		`[0,0,0],[1,2]`: nil,
		`[],9`:          nil,
	} {
		s := New[source]()
		s.Data.Set(Data{"picture": []any{picture()}})
		d, v := opened(t, s)
		err := sent(t, d, v, s, `{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{"type":"map","entries":[["picture",[[`+at+`]]]]}}`)
		if (err == nil) != (want != nil) {
			t.Errorf("%s: %v", at, err)
		}
		if want == nil {
			want = []float64{1, 2, 3, 4, 5, 6}
		}
		if got := s.Data.Get()["picture"].([]any)[0].(*Array).Slice(); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: the array is %v, want %v", at, got, want)
		}
	}
}

// TestProgramsPatchAndStreamOrHearWhyNot: the same rules hold for what a program does.
func TestProgramsPatchAndStreamOrHearWhyNot(t *testing.T) {
	s := New[source]()
	s.Data.Set(planets())
	d, v := opened(t, s)
	turn(t, d, func() {
		if err := Patch(&s.Data, map[string][]Cells{"moons": {{Rows: Rows(0, 2), Values: []int{4, 5}}}, "size": {{Rows: 2, Values: math.Inf(1)}}}); err != nil {
			t.Error(err)
		}
		for _, bad := range []map[string][]Cells{
			{"moons": {{Rows: 0, Values: 1.5}}}, {"moons": {{Rows: "0", Values: 1}}}, {"mass": {{Rows: 0, Values: 1}}},
			{"moons": {{Rows: Rows(0, 2), Values: []int{1}}}}, {"name": {{Rows: 0, Values: 65}}},
		} {
			if err := Patch(&s.Data, bad); err == nil {
				t.Errorf("%v was taken", bad)
			}
		}
	})
	if told := heard(d)[v]; strings.Count(told, "ColumnsPatched") != 1 || !strings.Contains(told, `"stop":2`) {
		t.Errorf("the browser is told %s", told)
	}
	if got := s.Data.Get()["moons"]; !reflect.DeepEqual(got, []int{4, 5, 97}) {
		t.Errorf("the column is %v", got)
	}
	defer func() {
		if recover() == nil {
			t.Error("a patch outside a turn was taken")
		}
	}()
	_ = Patch(&s.Data, map[string][]Cells{"moons": {{Rows: 0, Values: 1}}})
}

// TestForgedPatchesChangeNothing: each of these is answered with an error, and the page stays.
func TestForgedPatchesChangeNothing(t *testing.T) {
	s, text := New[slider](), New[div]()
	d, v := opened(t, s, text)
	for event, want := range map[string]string{
		`{"kind":"Unheard","model":{"id":"ID"}}`:                                      "of the kind",
		`{"kind":"ModelChanged","model":{"id":"none"},"attr":"value","new":1}`:        "no model has the id",
		`{"kind":"ModelChanged","model":{},"attr":"value","new":1}`:                   "no model has the id",
		`{"kind":"ModelChanged","attr":"value","new":1}`:                              "no model has the id",
		`{"kind":"ModelChanged","model":{"id":"ID"},"attr":"value","new":"x"}`:        "Slider.value",
		`{"kind":"ModelChanged","model":{"id":"ID"},"attr":"title","new":{"a":1}}`:    "Slider.title",
		`{"kind":"TitleChanged"}`:                                                     "a title",
		`{"kind":"RootAdded","model":{"type":"object","id":"x"}}`:                     "a model",
		`{"kind":"RootAdded","model":{"id":"x"}}`:                                     "no model has the id",
		`{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{}}`:    "holds no columns",
		`{"kind":"ColumnsStreamed","model":{"id":"ID"},"attr":"value","data":{}}`:     "holds no columns",
		`{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event"}}`: "an event",
		`{`: "patch",
	} {
		err := sent(t, d, v, s, event)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", event, err, want)
		}
	}
	if s.Value.IsSet() || s.Title.IsSet() || d.Document().Title() != DefaultTitle || len(d.Document().Roots()) != 2 {
		t.Error("something has changed")
	}
	var refusal *Refusal
	content := `{"events":[{"kind":"TitleChanged","title":"new"},{"kind":"ModelChanged","model":{"id":"` + s.ID() + `"},"attr":"value","new":"x"}]}`
	turn(t, d, func() {
		if err := d.Apply(v, []byte(content), []wire.Buffer{}); !errors.As(err, &refusal) || refusal.Event != 1 || refusal.Whole {
			t.Errorf("answered %v", err)
		}
	})
	if d.Document().Title() != "new" {
		t.Error("what came before the bad event does not stand")
	}
}
