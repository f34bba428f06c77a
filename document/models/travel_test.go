package models_test

import (
	"context"
	"encoding/json"
	"log/slog"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// host is a session that has nothing to lend.
type host struct{}

func (host) Next(func())                               {}
func (host) After(time.Duration, func()) (stop func()) { return func() {} }
func (host) Every(time.Duration, func()) (stop func()) { return func() {} }
func (host) Go(func(context.Context) func())           {}
func (host) Context() context.Context                  { return context.Background() }
func (host) Visit() document.Visit                     { return document.Visit{} }
func (host) Log() *slog.Logger                         { return slog.New(slog.DiscardHandler) }

// inTurn runs f in a turn of a new document.
func inTurn(t *testing.T, f func(*document.Driver, *document.View)) {
	t.Helper()
	doc := document.NewDriver(host{})
	view, err := doc.Join()
	if err != nil {
		t.Fatal(err)
	}
	if err := doc.Turn(func() error { f(doc, view); return nil }); err != nil {
		t.Fatal(err)
	}
}

// TestEveryModelAnswersItsDefaults reads each property of each model: kinds without a codec and
// defaults that are not of their type panic.
func TestEveryModelAnswersItsDefaults(t *testing.T) {
	inTurn(t, func(doc *document.Driver, _ *document.View) {
		for _, m := range models.All() {
			v := reflect.New(reflect.TypeOf(m).Elem())
			doc.Document().Add(v.Interface().(document.Model))
			for i := range v.Elem().NumField() {
				if get := v.Elem().Field(i).Addr().MethodByName("Get"); get.IsValid() {
					get.Call(nil)
				}
			}
		}
		if text := doc.Pull(mustJoin(t, doc)); !json.Valid(text) {
			t.Error("the document is not JSON")
		}
	})
}

func mustJoin(t *testing.T, doc *document.Driver) *document.View {
	t.Helper()
	view, err := doc.Join()
	if err != nil {
		t.Fatal(err)
	}
	return view
}

func TestDefaultsAreTheFrontEnds(t *testing.T) {
	check := func(what string, got, want any) {
		t.Helper()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is %#v, expected %#v", what, got, want)
		}
	}
	slider := document.New[models.Slider]()
	check("Slider.step", slider.Step.Get(), 1.0)
	check("Slider.orientation", slider.Orientation.Get(), models.OrientationHorizontal)
	check("Slider.width_policy", slider.WidthPolicy.Get(), models.SizingPolicyOrAuto(models.Auto))
	check("Slider.aspect_ratio", slider.AspectRatio.Get(), models.FloatOrAuto(nil))
	check("Slider.bar_color", slider.BarColor.Get(), document.Color("#e6e6e6"))
	line := document.New[models.Line]()
	check("Line.x", line.X.Get().Column(), "x")
	color, _ := line.LineColor.Get().Get()
	check("Line.line_color", color, document.Color("black"))
	check("BasicTicker.mantissas", document.New[models.BasicTicker]().Mantissas.Get(), []float64{1, 2, 5})
	check("BoxAnnotation.max_width", document.New[models.BoxAnnotation]().MaxWidth.Get(), math.Inf(1))
	tips, _ := document.New[models.HoverTool]().Tooltips.Get().(models.StrPairs)
	check("HoverTool.tooltips", len(tips), 3)
}

// TestUnionsTravel sends a value of each alternative to a browser and takes it back from one.
func TestUnionsTravel(t *testing.T) {
	for _, c := range []struct {
		show string
		set  func(*models.Slider)
		get  func(*models.Slider) any
		want any
		wire string
	}{
		{"a number", func(s *models.Slider) { s.Margin.Set(models.Float(5)) }, func(s *models.Slider) any { return s.Margin.Get() },
			models.Float(5), `"margin":5`},
		{"a list of two", func(s *models.Slider) { s.Margin.Set(models.Pair{5, 10}) }, func(s *models.Slider) any { return s.Margin.Get() },
			models.Pair{5, 10}, `"margin":[5,10]`},
		{"a list of four", func(s *models.Slider) { s.Margin.Set(models.Quadruple{1, 2, 3, 4}) }, func(s *models.Slider) any { return s.Margin.Get() },
			models.Quadruple{1, 2, 3, 4}, `"margin":[1,2,3,4]`},
		{"null", func(s *models.Slider) { s.Margin.Set(nil) }, func(s *models.Slider) any { return s.Margin.Get() },
			nil, `"margin":null`},
		{"an enum", func(s *models.Slider) { s.Align.Set(models.AlignEnd) }, func(s *models.Slider) any { return s.Align.Get() },
			models.AlignEnd, `"align":"end"`},
		{"another enum", func(s *models.Slider) { s.Align.Set(models.Auto) }, func(s *models.Slider) any { return s.Align.Get() },
			models.Auto, `"align":"auto"`},
		{"enums in a list", func(s *models.Slider) { s.Align.Set(models.AlignPair{models.AlignEnd, models.AlignStart}) }, func(s *models.Slider) any { return s.Align.Get() },
			models.AlignPair{models.AlignEnd, models.AlignStart}, `"align":["end","start"]`},
	} {
		t.Run(c.show, func(t *testing.T) {
			inTurn(t, func(doc *document.Driver, view *document.View) {
				s := document.New[models.Slider]()
				c.set(s)
				doc.Document().Add(s)
				text := string(doc.Pull(view))
				if !strings.Contains(text, c.wire) {
					t.Fatalf("sent %s\nwithout %s", text, c.wire)
				}
				back := document.New[models.Slider]()
				doc.Document().Add(back)
				name, value, _ := strings.Cut(c.wire, ":")
				if err := doc.Apply(view, modelChanged(back, name, value), nil); err != nil {
					t.Fatal(err)
				}
				if got := c.get(back); !reflect.DeepEqual(got, c.want) {
					t.Errorf("came back as %#v, expected %#v", got, c.want)
				}
			})
		})
	}
}

// modelChanged is a browser's patch. Name and value are JSON.
func modelChanged(m document.Model, name, value string) []byte {
	return []byte(`{"events":[{"kind":"ModelChanged","model":{"id":"` + m.ID() + `"},"attr":` + name + `,"new":` + value + `}]}`)
}

func TestBrowsersCannotGiveAWrongAlternative(t *testing.T) {
	inTurn(t, func(doc *document.Driver, view *document.View) {
		s := document.New[models.Slider]()
		doc.Document().Add(s)
		for name, value := range map[string]string{
			`"margin"`: `[1,2,3]`, `"align"`: `"middle"`, `"sizing_mode"`: `"huge"`, `"aspect_ratio"`: `true`, `"context_menu"`: `{"type":"object","name":"Slider","id":"x"}`,
		} {
			if err := doc.Apply(view, modelChanged(s, name, value), nil); err == nil {
				t.Errorf("%s may be %s", name, value)
			}
		}
	})
}

func TestBrowsersCanMakeEveryModel(t *testing.T) {
	inTurn(t, func(doc *document.Driver, view *document.View) {
		for i, m := range models.All() {
			id := strings.Repeat("0", 28) + strings.ToUpper(string(rune('A'+i/100))) + string(rune('A'+i/10%10)) + string(rune('A'+i%10))
			rep := `{"type":"object","name":"` + document.WireName(m) + `","id":"` + id + `"}`
			if err := doc.Apply(view, []byte(`{"events":[{"kind":"RootAdded","model":`+rep+`}]}`), nil); err != nil {
				t.Errorf("%T: %v", m, err)
			}
		}
		roots := doc.Document().Roots()
		if len(roots) != len(models.All()) {
			t.Fatalf("%d roots", len(roots))
		}
		for i, m := range models.All() {
			if reflect.TypeOf(roots[i]) != reflect.TypeOf(m) {
				t.Errorf("%T was made as %T", m, roots[i])
			}
		}
	})
}

// gauge is a model of a program's own.
type gauge struct {
	document.Base `bokeh:"app.Gauge" extends:"LayoutDOM"`
	models.AsLayoutDOM
	Level document.Prop[float64] `bokeh:"level" default:"0.5"`
}

func TestAProgramsOwnModelHasItsPlace(t *testing.T) {
	inTurn(t, func(doc *document.Driver, view *document.View) {
		g := document.New[gauge]()
		column := document.New[models.Column]()
		column.Children.Set([]models.UIElement{g})
		doc.Document().Add(column)
		if text := string(doc.Pull(view)); !strings.Contains(text, `"name":"app.Gauge"`) || g.Level.Get() != 0.5 {
			t.Errorf("sent %s", text)
		}
	})
}
