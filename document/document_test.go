package document

import (
	"context"
	"log/slog"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document/wire"
)

// The models of these tests, as the generated ones are written.
type slider struct {
	Base  `bokeh:"Slider"`
	Start Prop[float64] `bokeh:"start" default:"0"`
	End   Prop[float64] `bokeh:"end" default:"1"`
	Value Prop[float64] `bokeh:"value"`
	Title Prop[string]  `bokeh:"title"`
}

type div struct {
	Base `bokeh:"Div"`
	Text Prop[string] `bokeh:"text"`
}

type column struct {
	Base     `bokeh:"Column"`
	Children Prop[[]Model] `bokeh:"children"`
}

type source struct {
	Base `bokeh:"ColumnDataSource"`
	Data Prop[Data] `bokeh:"data"`
}

type bag struct {
	Base  `bokeh:"test.Bag"`
	Any   Prop[any]           `bokeh:"any"`
	Floor Prop[Opt[float64]]  `bokeh:"floor"`
	Count Prop[int]           `bokeh:"count" default:"7"`
	Size  Prop[Spec[float64]] `bokeh:"size"`
}

func init() {
	Register((*slider)(nil), (*div)(nil), (*column)(nil), (*source)(nil), (*bag)(nil))
}

// still is a host in which nothing happens by itself.
type still struct{}

func (still) Next(func())                               {}
func (still) After(time.Duration, func()) (stop func()) { return func() {} }
func (still) Every(time.Duration, func()) (stop func()) { return func() {} }
func (still) Go(func(context.Context) func())           {}
func (still) Context() context.Context                  { return context.Background() }
func (still) Visit() Visit                              { return Visit{} }
func (still) Log() *slog.Logger                         { return slog.Default() }

func turn(t *testing.T, d *Driver, f func()) {
	t.Helper()
	if err := d.Turn(func() error { f(); return nil }); err != nil {
		t.Fatal(err)
	}
}

// opened is a document with the roots, and a view that has pulled it.
func opened(t *testing.T, roots ...Model) (*Driver, *View) {
	t.Helper()
	d := NewDriver(still{})
	var v *View
	turn(t, d, func() {
		d.Document().Add(roots...)
		v = joined(t, d)
	})
	return d, v
}

func joined(t *testing.T, d *Driver) *View {
	t.Helper()
	v, err := d.Join()
	if err != nil {
		t.Fatal(err)
	}
	d.Pull(v)
	return v
}

// heard is what each view is told by a flush.
func heard(d *Driver) map[*View]string {
	out := map[*View]string{}
	d.Flush(func(v *View, content []byte, _ []wire.Buffer) { out[v] = string(content) })
	return out
}

// short writes a document's ids as the names that a test gave the models.
func short(text string, models map[string]Model) string {
	for name, m := range models {
		text = strings.ReplaceAll(text, `"`+m.ID()+`"`, `"`+name+`"`)
	}
	return text
}

func TestPullHoldsWhatIsSetAndNothingElse(t *testing.T) {
	s := New[slider]()
	s.Value.Set(3)
	s.Title.Set(`a"<&>é` + "\x01")
	d, v := opened(t, s)
	var got string
	turn(t, d, func() { got = string(d.Pull(v)) })
	want := `"roots":[{"type":"object","name":"Slider","id":"s","attributes":{"value":3,"title":"a\"<&>é\u0001"}}]}`
	if got = short(got, map[string]Model{"s": s}); !strings.HasSuffix(got, want) {
		t.Errorf("got %s\nwant the end %s", got, want)
	}
}

func TestDefaultsAreAnswered(t *testing.T) {
	s, b := New[slider](), New[bag]()
	if s.End.Get() != 1 || b.Count.Get() != 7 || !s.Syncable.Get() || s.End.IsSet() {
		t.Errorf("end %v, count %v, syncable %v", s.End.Get(), b.Count.Get(), s.Syncable.Get())
	}
}

func TestAChangeReachesOtherBrowsersInOrder(t *testing.T) {
	s, text := New[slider](), New[div]()
	d, v := opened(t, s, text)
	var w *View
	turn(t, d, func() {
		w = joined(t, d)
		s.Value.OnChange(func(c Change[float64]) {
			if c.Origin != v || c.Old != 0 || c.New != 5 {
				t.Errorf("change %+v", c)
			}
			text.Text.Set("value: 5")
		})
		if err := d.Apply(v, []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"`+s.ID()+`"},"attr":"value","new":5}]}`), nil); err != nil {
			t.Fatal(err)
		}
	})
	names := map[string]Model{"s": s, "text": text}
	got := heard(d)
	if g, want := short(got[v], names), `{"events":[{"kind":"ModelChanged","model":{"id":"text"},"attr":"text","new":"value: 5"}]}`; g != want {
		t.Errorf("the one who moved heard %s", g)
	}
	if g, want := short(got[w], names), `{"events":[{"kind":"ModelChanged","model":{"id":"s"},"attr":"value","new":5},{"kind":"ModelChanged","model":{"id":"text"},"attr":"text","new":"value: 5"}]}`; g != want {
		t.Errorf("the other heard %s", g)
	}
}

func TestAServerSideCorrectionWinsEverywhere(t *testing.T) {
	s := New[slider]()
	d, v := opened(t, s)
	turn(t, d, func() {
		w := joined(t, d)
		s.Value.OnChange(func(c Change[float64]) { s.Value.Set(min(c.New, 10)) })
		d.Apply(v, []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"`+s.ID()+`"},"attr":"value","new":50}]}`), nil)
		got := heard(d)
		for _, view := range []*View{v, w} {
			if !strings.HasSuffix(got[view], `"attr":"value","new":10}]}`) {
				t.Errorf("heard %s", got[view])
			}
		}
	})
}

func TestNewModelsComeInFullOncePerBrowser(t *testing.T) {
	box := New[column]()
	d, v := opened(t, box)
	fresh := New[div]()
	names := map[string]Model{"box": box, "fresh": fresh}
	turn(t, d, func() {
		box.Children.Set([]Model{fresh})
		fresh.Text.Set("late") // in the full description: said once
	})
	names = map[string]Model{"box": box, "fresh": fresh}
	if g, want := short(heard(d)[v], names), `{"events":[{"kind":"ModelChanged","model":{"id":"box"},"attr":"children","new":[{"type":"object","name":"Div","id":"fresh","attributes":{"text":"late"}}]}]}`; g != want {
		t.Errorf("first heard %s", g)
	}
	var w *View
	turn(t, d, func() {
		w, _ = d.Join()
		d.Pull(w)
		box.Children.Set([]Model{fresh, fresh})
	})
	got := heard(d)
	for _, view := range []*View{v, w} {
		if g, want := short(got[view], names), `{"events":[{"kind":"ModelChanged","model":{"id":"box"},"attr":"children","new":[{"id":"fresh"},{"id":"fresh"}]}]}`; g != want {
			t.Errorf("then heard %s", g)
		}
	}
}

func TestAModelThatLeftIsSilentAndComesBackInFull(t *testing.T) {
	box, child := New[column](), New[div]()
	box.Children.Set([]Model{child})
	d, v := opened(t, box)
	turn(t, d, func() { box.Children.Set(nil) })
	heard(d)
	turn(t, d, func() {
		child.Text.Set("unseen") // not part of the document: no turn needed, nobody hears
		patch := []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"` + child.ID() + `"},"attr":"text","new":"x"}]}`)
		if err := d.Apply(v, patch, nil); err != nil {
			t.Errorf("a change of a model that left: %v", err)
		}
		box.Children.Set([]Model{child})
	})
	if g := heard(d)[v]; !strings.Contains(g, `"attributes":{"text":"unseen"}`) {
		t.Errorf("heard %s", g)
	}
}

func TestRowsTravelAlone(t *testing.T) {
	src := New[source]()
	src.Data.Set(Data{"x": []float64{1, 2}, "n": []string{"a", "b"}})
	d, v := opened(t, src)
	turn(t, d, func() {
		if err := Stream(&src.Data, Data{"x": []float64{3}, "n": []string{"c"}}, 2); err != nil {
			t.Fatal(err)
		}
		if err := Stream(&src.Data, Data{"x": []float64{3}}, 2); err == nil {
			t.Error("a missing column was accepted")
		}
	})
	if x := src.Data.Get()["x"].([]float64); len(x) != 2 || x[0] != 2 || x[1] != 3 {
		t.Errorf("rows kept: %v", x)
	}
	d.Flush(func(_ *View, content []byte, buffers []wire.Buffer) {
		want := `{"events":[{"kind":"ColumnsStreamed","model":{"id":"src"},"attr":"data","data":{"type":"map","entries":[["n",["c"]],["x",{"type":"ndarray","array":{"type":"bytes","data":{"id":"b0"}},"dtype":"float64","order":"little","shape":[1]}]]},"rollover":2}]}`
		if g := short(string(content), map[string]Model{"src": src}); g != want {
			t.Errorf("heard %s", g)
		}
		if len(buffers) != 1 || len(buffers[0].Data) != 8 {
			t.Errorf("buffers %v", buffers)
		}
	})
	turn(t, d, func() { // what is sent whole holds the rows that came after it
		src.Data.Set(Data{"x": []float64{9}, "n": []string{"z"}})
		Stream(&src.Data, Data{"x": []float64{10}, "n": []string{"y"}}, 0)
	})
	if g := heard(d)[v]; strings.Contains(g, "ColumnsStreamed") || !strings.Contains(g, `["z","y"]`) {
		t.Errorf("heard %s", g)
	}
}

// BokehJS keeps a typed column's length when a stream's rollover is below it, and so shows rows
// that are gone.
func TestAStreamThatShrinksItsColumnsTravelsWhole(t *testing.T) {
	src := New[source]()
	src.Data.Set(Data{"x": []float64{1, 2, 3}})
	d, v := opened(t, src)
	turn(t, d, func() {
		if err := Stream(&src.Data, Data{"x": []float64{4}}, 2); err != nil {
			t.Fatal(err)
		}
	})
	if g := heard(d)[v]; strings.Contains(g, "ColumnsStreamed") || !strings.Contains(g, `"shape":[2]`) {
		t.Errorf("heard %s", g)
	}
}

func TestBadInputIsRefusedAndChangesNothing(t *testing.T) {
	s, b := New[slider](), New[bag]()
	src := New[source]()
	src.Data.Set(Data{"x": []float64{1, 2}})
	d, v := opened(t, s, b, src)
	set := func(m Model, attr, value string) string {
		return `{"events":[{"kind":"ModelChanged","model":{"id":"` + m.ID() + `"},"attr":"` + attr + `","new":` + value + `}]}`
	}
	cases := map[string]string{
		"no JSON":              `{"events":[`,
		"deep nesting":         set(b, "any", strings.Repeat("[", 100)+strings.Repeat("]", 100)),
		"unknown id":           `{"events":[{"kind":"ModelChanged","model":{"id":"nobody"},"attr":"value","new":1}]}`,
		"no id":                `{"events":[{"kind":"ModelChanged","attr":"value","new":1}]}`,
		"unknown kind":         `{"events":[{"kind":"Explode","model":{"id":"` + s.ID() + `"}}]}`,
		"text for a number":    set(s, "value", `"5"`),
		"NaN for a number":     set(s, "value", `{"type":"number","value":"nan"}`),
		"null for a number":    set(s, "value", `null`),
		"fraction for a count": set(b, "count", `1.5`),
		"huge count":           set(b, "count", `1e300`),
		"number for a text":    set(s, "title", `5`),
		"symbol":               set(b, "any", `{"type":"symbol","name":"x"}`),
		"raw base64":           set(b, "any", `{"type":"bytes","data":"YWJj"}`),
		"missing buffer":       set(b, "any", `{"type":"bytes","data":{"id":"7"}}`),
		"shape too large":      set(b, "any", `{"type":"ndarray","array":{"type":"bytes","data":{"id":"0"}},"dtype":"float64","order":"little","shape":[99999,99999]}`),
		"uneven columns":       set(src, "data", `{"type":"map","entries":[["x",[1]],["y",[1,2]]]}`),
		"columns of a slider":  `{"events":[{"kind":"ColumnsStreamed","model":{"id":"` + s.ID() + `"},"attr":"data","data":{"type":"map"},"rollover":null}]}`,
		"row out of range":     `{"events":[{"kind":"ColumnsPatched","model":{"id":"` + src.ID() + `"},"attr":"data","patches":{"type":"map","entries":[["x",[[5,1]]]]}}]}`,
		"negative slice":       `{"events":[{"kind":"ColumnsPatched","model":{"id":"` + src.ID() + `"},"attr":"data","patches":{"type":"map","entries":[["x",[[{"type":"slice","start":-1,"stop":null,"step":null},[1]]]]]}}]}`,
	}
	for name, patch := range cases {
		t.Run(name, func(t *testing.T) {
			var before, after string
			turn(t, d, func() {
				before = string(d.Pull(v))
				if err := d.Apply(v, []byte(patch), []wire.Buffer{{ID: "0", Data: []byte("12345678")}}); err == nil {
					t.Error("accepted")
				} else if len(err.Error()) > 400 {
					t.Errorf("a complaint of %d bytes", len(err.Error()))
				}
				after = string(d.Pull(v))
			})
			if before != after {
				t.Errorf("changed from %s\nto %s", before, after)
			}
		})
	}
}

func TestOutsideATurnIsRefusedWithAdvice(t *testing.T) {
	s := New[slider]()
	d, _ := opened(t, s)
	advice := func(f func()) (said string) {
		defer func() { said, _ = recover().(string) }()
		f()
		return ""
	}
	if said := advice(func() { s.Value.Set(1) }); !strings.Contains(said, "doc.Next") {
		t.Errorf("Set between turns: %q", said)
	}
	if said := advice(func() { d.Document().SetTitle("x") }); !strings.Contains(said, "doc.Next") {
		t.Errorf("SetTitle between turns: %q", said)
	}
	turn(t, d, func() {
		done := make(chan string)
		go func() { done <- advice(func() { s.Value.Set(1) }) }()
		if said := <-done; !strings.Contains(said, "doc.Next") {
			t.Errorf("Set from another goroutine: %q", said)
		}
	})
	other := NewDriver(still{})
	turn(t, other, func() {
		if said := advice(func() { other.Document().Add(s) }); !strings.Contains(said, "another document") {
			t.Errorf("a model of another document: %q", said)
		}
	})
}

func TestEventsReachThoseWhoAsked(t *testing.T) {
	s := New[slider]()
	clicks, readies := 0, 0
	s.OnEvent("button_click", func(e Event) { clicks++ })
	d, v := opened(t, s)
	turn(t, d, func() {
		d.Document().OnReady(func() { readies++ })
		for _, msg := range []string{
			`{"type":"event","name":"button_click","values":{"type":"map","entries":[["model",{"id":"` + s.ID() + `"}]]}}`,
			`{"type":"event","name":"document_ready","values":{"type":"map"}}`,
			`{"type":"event","name":"never_heard_of","values":{"type":"map"}}`,
		} {
			if err := d.Apply(v, []byte(`{"events":[{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":`+msg+`}]}`), nil); err != nil {
				t.Error(err)
			}
		}
	})
	if clicks != 1 || readies != 1 {
		t.Errorf("%d clicks, %d readies", clicks, readies)
	}
	if got := s.SubscribedEvents.Get(); len(got) != 1 || got[0] != "button_click" {
		t.Errorf("subscribed %v", got)
	}
}

func TestReconnectStormIsHarmless(t *testing.T) {
	s := New[slider]()
	d, v := opened(t, s)
	turn(t, d, func() {
		s.Value.Set(4)
		heard(d)
		storm := `{"events":[{"kind":"RootAdded","model":{"type":"object","name":"Slider","id":"` + s.ID() + `","attributes":{"value":1}}}]}`
		if err := d.Apply(v, []byte(storm), nil); err != nil {
			t.Fatal(err)
		}
	})
	if s.Value.Get() != 4 || len(d.RootIDs()) != 1 || len(heard(d)) != 0 {
		t.Errorf("value %v, roots %v", s.Value.Get(), d.RootIDs())
	}
}

func TestModelsMadeInABrowserAreKept(t *testing.T) {
	box := New[column]()
	d, v := opened(t, box)
	turn(t, d, func() {
		made := `{"events":[{"kind":"ModelChanged","model":{"id":"` + box.ID() + `"},"attr":"children","new":[{"type":"object","name":"Div","id":"1286A59C5EC24580BBD40E493FFD4E53","attributes":{"text":"client"}},{"type":"object","name":"acme.Thing","id":"FF","attributes":{"size":3}}]}]}`
		if err := d.Apply(v, []byte(made), nil); err != nil {
			t.Fatal(err)
		}
		if err := d.Apply(v, []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"FF"},"attr":"size","new":4}]}`), nil); err != nil {
			t.Fatal(err)
		}
		w, _ := d.Join()
		if got := string(d.Pull(w)); !strings.Contains(got, `"attributes":{"text":"client"}`) || !strings.Contains(got, `{"type":"object","name":"acme.Thing","id":"FF","attributes":{"size":4}}`) {
			t.Errorf("pulled %s", got)
		}
	})
}
