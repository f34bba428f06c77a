package document

import (
	"errors"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document/wire"
)

// told has a browser set a property, and answers what it is told.
func told(t *testing.T, d *Driver, v *View, m Model, attr, value string) (err error) {
	t.Helper()
	turn(t, d, func() {
		err = d.Apply(v, []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"`+m.ID()+`"},"attr":"`+attr+`","new":`+value+`}]}`), nil)
	})
	return err
}

func TestACheckRefusesWhatABrowserSets(t *testing.T) {
	s := New[slider]()
	s.Value.Set(3)
	Check(&s.Value, func(x float64) error {
		if x > 10 {
			return errors.New("10 is the most")
		}
		return nil
	})
	calls := 0
	s.Value.OnChange(func(Change[float64]) { calls++ })
	d, v := opened(t, s)
	if err := told(t, d, v, s, "value", "11"); err == nil || !strings.Contains(err.Error(), "10 is the most") {
		t.Errorf("the browser is told %v", err)
	}
	if s.Value.Get() != 3 || calls != 0 {
		t.Errorf("value %v after %d calls", s.Value.Get(), calls)
	}
	if err := told(t, d, v, s, "value", "9"); err != nil || s.Value.Get() != 9 || calls != 1 {
		t.Errorf("a good value: %v, %v, %d calls", err, s.Value.Get(), calls)
	}
	turn(t, d, func() { s.Value.Set(12) })
	if s.Value.Get() != 12 {
		t.Error("the program is bound by the check")
	}
}

func TestACheckCanLeaveAValueOutWithoutAWord(t *testing.T) {
	s := New[slider]()
	Check(&s.Title, func(string) error { return ErrIgnore })
	d, v := opened(t, s)
	if err := told(t, d, v, s, "title", `"x"`); err != nil || s.Title.Get() != "" {
		t.Errorf("told %v, title %q", err, s.Title.Get())
	}
}

func TestFixedPropertiesAreTheProgramsAlone(t *testing.T) {
	s := New[slider]()
	s.End.Set(5)
	ReadOnly(&s.Start, &s.End)
	d, v := opened(t, s)
	for _, attr := range []string{"start", "end"} {
		if err := told(t, d, v, s, attr, "99"); err == nil {
			t.Errorf("%s was changed", attr)
		}
	}
	if s.Start.Get() != 0 || s.End.Get() != 5 {
		t.Errorf("from %v to %v", s.Start.Get(), s.End.Get())
	}
}

func TestColumnsAreCheckedInEveryWayTheyChange(t *testing.T) {
	s := New[source]()
	s.Data.Set(Data{"x": []float64{1}})
	ReadOnly(&s.Data)
	d, v := opened(t, s)
	for _, event := range []string{
		`{"kind":"ModelChanged","model":{"id":"ID"},"attr":"data","new":{"x":[2]}}`,
		`{"kind":"ColumnDataChanged","model":{"id":"ID"},"attr":"data","data":{"x":[2]}}`,
		`{"kind":"ColumnsStreamed","model":{"id":"ID"},"attr":"data","data":{"x":[2]}}`,
		`{"kind":"ColumnsPatched","model":{"id":"ID"},"attr":"data","patches":{"x":[[0,2]]}}`,
	} {
		var err error
		turn(t, d, func() {
			err = d.Apply(v, []byte(`{"events":[`+strings.ReplaceAll(event, "ID", s.ID())+`]}`), []wire.Buffer{})
		})
		if x := s.Data.Get()["x"].([]float64); err == nil || len(x) != 1 || x[0] != 1 {
			t.Errorf("%s: %v, %v", event, err, x)
		}
	}
}

// TestAPropertyIsGivenByAPointerToTheModelsOwn gives every function that takes a property of any
// type what is none.
func TestAPropertyIsGivenByAPointerToTheModelsOwn(t *testing.T) {
	const notOne, literal, copied = "give a pointer to one", "make it with document.New", "give a pointer to the model's own"
	s, unset, set := New[slider](), Prop[float64]{}, Prop[float64]{}
	s.Value.Set(3)
	unset.ref, set.ref = s.Start.ref, s.Value.ref // as an assignment would copy them
	cases := []struct {
		what string
		p    any
		want string
	}{
		{"nothing", nil, notOne}, {"a number", 5, notOne}, {"a pointer to a number", new(float64), notOne},
		{"a model", s, notOne}, {"a value", s.Value.Get(), notOne}, {"nil", (*Prop[float64])(nil), notOne},
		{"a literal's", &(&slider{}).Value, literal}, {"a lone one", new(Prop[float64]), literal},
		{"a copy of one that is not set", &unset, copied}, {"a copy of one that is", &set, copied},
		{"the model's own", &s.Start, ""}, {"the model's own that is set", &s.Value, ""}, {"one of every model", &s.Name, ""},
	}
	takers := map[string]func(p any){
		"ReadOnly":   func(p any) { ReadOnly(p) },
		"PropertyOf": func(p any) { PropertyOf(p) },
		"Check": func(p any) {
			if p, ok := p.(*Prop[float64]); ok {
				Check(p, func(float64) error { return nil })
			}
		},
	}
	for name, take := range takers {
		for _, c := range cases {
			if _, ok := c.p.(*Prop[float64]); !ok && name == "Check" {
				continue // the compiler refuses these
			}
			said := func() (said string) {
				defer func() { said, _ = recover().(string) }()
				take(c.p)
				return ""
			}()
			if !strings.Contains(said, c.want) || c.want == "" && said != "" {
				t.Errorf("%s of %s: %q, want %q", name, c.what, said, c.want)
			}
		}
	}
}
