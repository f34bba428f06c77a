package widgets_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	. "github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/document/widgets/richtext"
)

// planet is a type of the author's own.
type planet struct {
	name  string
	moons int
}

var planets = []planet{{"Earth", 1}, {"Mars", 2}, {"Venus", 0}}

func choices() []Choice[planet] {
	return ChoicesOf(planets, func(p planet) string { return p.name })
}

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

// valued is a widget with a value of a type.
type valued[T any] interface {
	document.Model
	Value() T
	OnChange(func(T)) (stop func())
	Describe(string)
}

// play has a browser set a property of a widget to something good and to what a forged one could
// send.
type play struct {
	name string
	attr string
	good string   // JSON
	bad  []string // JSON
	run  func(t *testing.T, p play)
}

// of makes a play of a widget: with the good value it must answer want, and setting it from the
// program must reach the browser.
func of[T any](name string, make func() (valued[T], func()), attr, good string, want T, bad ...string) play {
	return play{name, attr, good, bad, func(t *testing.T, p play) {
		w, set := make()
		w.Describe("help")
		var heard []T
		stop := w.OnChange(func(v T) { heard = append(heard, v) })
		b := documenttest.Open(t, w)
		before := w.Value()
		for _, value := range append(p.bad, `{"type":"map","entries":[]}`) {
			if err := b.Set(w, p.attr, value); err == nil {
				t.Errorf("%s = %s was taken", p.attr, value)
			}
			if !reflect.DeepEqual(w.Value(), before) || len(heard) > 0 {
				t.Fatalf("%s = %s left the value %v, heard %v", p.attr, value, w.Value(), heard)
			}
		}
		if err := b.Set(w, p.attr, p.good); err != nil {
			t.Fatalf("%s = %s: %v", p.attr, p.good, err)
		}
		if !reflect.DeepEqual(w.Value(), want) || len(heard) != 1 || !reflect.DeepEqual(heard[0], want) {
			t.Errorf("value %v, heard %v, want %v", w.Value(), heard, want)
		}
		if told := b.Hears(); told != "" {
			t.Errorf("the browser is told what it said: %s", told)
		}
		stop()
		b.Turn(set)
		if told := b.Hears(); !strings.Contains(told, `"attr":"`+p.attr+`"`) {
			t.Errorf("the browser is told %q of what the program set", told)
		}
		if len(heard) != 1 {
			t.Errorf("a stopped listener heard %v", heard)
		}
	}}
}

var plays = []play{
	of("int slider", func() (valued[int], func()) { w := NewIntSlider("n", 0, 9); return w, func() { w.SetValue(7) } }, "value", `5`, 5, `10`, `-1`, `2.5`, `"3"`, `null`, `{"type":"number","value":"nan"}`),
	of("float slider", func() (valued[float64], func()) {
		w := NewFloatSlider("n", 0, 1)
		return w, func() { w.SetValue(0.7) }
	}, "value", `0.25`, 0.25, `1.01`, `-1e300`, `true`),
	of("range slider", func() (valued[Range[float64]], func()) {
		w := NewRangeSlider("n", 0, 1)
		return w, func() { w.SetRange(0.5, 0.6) }
	}, "value", `[0.25,0.5]`, Range[float64]{Start: 0.25, End: 0.5}, `[0.5,0.25]`, `[0,2]`, `[0]`, `0.5`, `[0,{"type":"number","value":"nan"}]`),
	of("int range slider", func() (valued[Range[int]], func()) {
		w := NewIntRangeSlider("n", 0, 10)
		return w, func() { w.SetRange(1, 2) }
	}, "value", `[3,4]`, Range[int]{Start: 3, End: 4}, `[3,4.5]`, `[4,3]`, `[-1,3]`),
	of("discrete slider", func() (valued[int], func()) {
		w := NewDiscreteSlider("n", Choices(1, 10, 100))
		return w, func() { w.SetValue(100) }
	}, "value", `"10"`, 10, `"11"`, `10`, `null`),
	of("date slider", func() (valued[time.Time], func()) {
		w := NewDateSlider("d", day("2024-01-01"), day("2024-12-31"))
		return w, func() { w.SetValue(day("2024-07-01")) }
	}, "value", `1717200000000`, day("2024-06-01"), `0`, `"2025-01-01"`, `"x"`),
	of("datetime slider", func() (valued[time.Time], func()) {
		w := NewDatetimeSlider("d", Period{Start: day("2024-01-01"), End: day("2024-12-31")}, time.Minute)
		return w, func() { w.SetValue(day("2024-07-01")) }
	}, "value", `1717200000000`, day("2024-06-01"), `0`, `null`),
	of("date range slider", func() (valued[Period], func()) {
		w := NewDateRangeSlider("d", day("2024-01-01"), day("2024-12-31"))
		return w, func() { w.SetValue(Period{Start: day("2024-07-01"), End: day("2024-07-02")}) }
	}, "value", `[1717200000000,1717286400000]`, Period{Start: day("2024-06-01"), End: day("2024-06-02")}, `[1717286400000,1717200000000]`, `[0,1717200000000]`),
	of("datetime range slider", func() (valued[Period], func()) {
		w := NewDatetimeRangeSlider("d", Period{Start: day("2024-01-01"), End: day("2024-12-31")}, time.Hour)
		return w, func() { w.SetValue(Period{Start: day("2024-07-01"), End: day("2024-07-02")}) }
	}, "value", `[1717200000000,1717286400000]`, Period{Start: day("2024-06-01"), End: day("2024-06-02")}, `[1717286400000,1717200000000]`, `[0,1717200000000]`),
	of("datetime input", func() (valued[time.Time], func()) {
		w := NewDatetimeInput("d")
		w.SetBounds(day("2024-01-01"), day("2024-12-31"))
		return w, func() { w.SetValue(day("2024-07-01")) }
	}, "value", `"2024-06-01 00:00:00"`, day("2024-06-01"), `5`, `null`),
	of("video stream", func() (valued[[]byte], func()) {
		w := NewVideoStream()
		return w, func() { w.VideoStream.Value.Set("") }
	}, "value", `"data:image/jpeg;base64,/9j/"`, []byte("\xff\xd8\xff"), `"data:image/png;base64,/9j/"`, `"data:image/svg+xml;base64,PHN2Zz4="`, `"javascript:alert(1)"`, `5`, `"data:image/jpeg;base64,!"`),
	of("speech to text", func() (valued[string], func()) {
		w := NewSpeechToText("")
		return w, func() { w.Results.Set(nil) }
	}, "results", `[{"type":"map","entries":[["is_final",true],["alternatives",[{"type":"map","entries":[["confidence",0.5],["transcript","hi"]]}]]]}]`, "hi", `[5]`, `[{"type":"map","entries":[["is_final",true],["alternatives",[]]]}]`, `"x"`),
	of("int input", func() (valued[int], func()) {
		w := NewIntInput("n")
		w.SetBounds(0, 9)
		return w, func() { w.SetValue(7) }
	}, "value", `5`, 5, `10`, `0.5`, `"5"`),
	of("float input", func() (valued[float64], func()) {
		w := NewFloatInput("n", 0.1)
		w.SetBounds(0, 9)
		return w, func() { w.SetValue(7.5) }
	}, "value", `0.5`, 0.5, `10`, `{"type":"number","value":"+inf"}`, `{"type":"number","value":"nan"}`),
	of("text", func() (valued[string], func()) {
		w := NewTextInput("t")
		w.MaxLength.Set(document.Some(5))
		return w, func() { w.SetValue("x") }
	}, "value", `"hello"`, "hello", `"hello!"`, `5`, `null`),
	of("text area", func() (valued[string], func()) { w := NewTextAreaInput("t", 3); return w, func() { w.SetValue("x") } }, "value", `"a\nb"`, "a\nb", `5`, `"`+strings.Repeat("x", 1_000_001)+`"`),
	of("password", func() (valued[string], func()) { w := NewPasswordInput("t"); return w, func() { w.SetValue("x") } }, "value", `"a"`, "a", `[]`),
	of("autocomplete", func() (valued[string], func()) {
		w := NewAutocompleteInput("t", "Rome", "Turin")
		return w, func() { w.SetValue("Turin") }
	}, "value", `"Rome"`, "Rome", `"Paris"`, `1`),
	of("select", func() (valued[planet], func()) {
		w := NewSelect("p", choices())
		return w, func() { w.SetValue(planets[2]) }
	}, "value", `"Mars"`, planets[1], `"Pluto"`, `""`, `1`, `null`),
	of("multi-select", func() (valued[[]planet], func()) {
		w := NewMultiSelect("p", choices())
		return w, func() { w.Select(planets[2]) }
	}, "value", `["Mars","Earth"]`, []planet{planets[1], planets[0]}, `["Mars","Pluto"]`, `["Mars","Mars"]`, `"Mars"`),
	of("multi-choice", func() (valued[[]planet], func()) {
		w := NewMultiChoice("p", choices())
		w.MaxItems.Set(document.Some(2))
		return w, func() { w.Select(planets[2]) }
	}, "value", `["Mars"]`, planets[1:2], `["Pluto"]`, `["Mars","Venus","Earth"]`),
	of("radio boxes", func() (valued[planet], func()) {
		w := NewRadioBoxGroup(choices())
		return w, func() { w.SetValue(planets[2]) }
	}, "active", `1`, planets[1], `3`, `-1`, `0.5`, `"Mars"`),
	of("radio buttons", func() (valued[planet], func()) {
		w := NewRadioButtonGroup(choices())
		return w, func() { w.SetValue(planets[2]) }
	}, "active", `1`, planets[1], `3`, `-1`),
	of("check boxes", func() (valued[[]planet], func()) {
		w := NewCheckBoxGroup(choices())
		return w, func() { w.Select(planets[2]) }
	}, "active", `[0,1]`, planets[:2], `[3]`, `[0,0]`, `1`),
	of("check buttons", func() (valued[[]planet], func()) {
		w := NewCheckButtonGroup(choices())
		return w, func() { w.Select(planets[2]) }
	}, "active", `[0,1]`, planets[:2], `[-1]`, `[0,0]`),
	of("checkbox", func() (valued[bool], func()) { w := NewCheckbox("c"); return w, func() { w.SetValue(false) } }, "active", `true`, true, `1`, `"true"`),
	of("switch", func() (valued[bool], func()) { w := NewSwitch("c"); return w, func() { w.SetValue(false) } }, "active", `true`, true, `1`),
	of("toggle", func() (valued[bool], func()) { w := NewToggle("c"); return w, func() { w.SetValue(false) } }, "active", `true`, true, `1`),
	of("toggle icon", func() (valued[bool], func()) {
		w := NewToggleIcon("<svg/>", "<svg/>")
		return w, func() { w.SetValue(false) }
	}, "value", `true`, true, `1`),
	of("date", func() (valued[time.Time], func()) {
		w := NewDatePicker("d")
		w.SetBounds(day("2024-01-01"), day("2024-12-31"))
		return w, func() { w.SetValue(day("2024-07-01")) }
	}, "value", `"2024-06-01"`, day("2024-06-01"), `"2025-01-01"`, `"2024-02-30"`, `"soon"`, `0`),
	of("date range", func() (valued[Period], func()) {
		w := NewDateRangePicker("d")
		w.SetBounds(day("2024-01-01"), time.Time{})
		return w, func() { w.SetValue(Period{Start: day("2024-07-01"), End: day("2024-07-02")}) }
	}, "value", `["2024-06-01","2024-06-02"]`, Period{Start: day("2024-06-01"), End: day("2024-06-02")}, `["2024-06-02","2024-06-01"]`, `["2023-06-01","2024-06-01"]`, `["2024-06-01",null]`),
	of("datetime", func() (valued[time.Time], func()) {
		w := NewDatetimePicker("d")
		w.SetBounds(time.Time{}, day("2024-12-31"))
		return w, func() { w.SetValue(day("2024-07-01")) }
	}, "value", `"2024-06-01T12:30:00"`, day("2024-06-01").Add(12*time.Hour+30*time.Minute), `"2025-01-01T00:00:00"`, `"noon"`),
	of("datetime range", func() (valued[Period], func()) {
		w := NewDatetimeRangePicker("d")
		return w, func() { w.SetValue(Period{Start: day("2024-07-01"), End: day("2024-07-02")}) }
	}, "value", `["2024-06-01T00:00:00","2024-06-02T00:00:00"]`, Period{Start: day("2024-06-01"), End: day("2024-06-02")}, `["2024-06-02","2024-06-01"]`),
	of("time", func() (valued[time.Duration], func()) {
		w := NewTimePicker("t")
		w.SetBounds(8*time.Hour, 18*time.Hour)
		return w, func() { w.SetValue(9 * time.Hour) }
	}, "value", `"12:30:00"`, 12*time.Hour+30*time.Minute, `"19:00:00"`, `"noon"`, `1e300`),
	of("colour", func() (valued[document.Color], func()) {
		w := NewColorPicker("c", "#000000")
		return w, func() { w.SetValue("#ffffff") }
	}, "color", `"#20a0ff"`, document.Color("#20a0ff"), `"red;background:url(x)"`, `"#12"`, `null`),
	of("code", func() (valued[string], func()) {
		w := NewCodeEditor("golang", "")
		return w, func() { w.SetValue("x") }
	}, "code", `"a\nb"`, "a\nb", `5`, `"`+strings.Repeat("x", 1_000_001)+`"`),
	of("rich text", func() (valued[string], func()) { w := richtext.NewTextEditor(""); return w, func() { w.SetValue("x") } }, "text", `"<b>a</b><script>alert(1)</script>"`, "<b>a</b>", `5`),
	of("player", func() (valued[int], func()) { w := NewPlayer("p", 0, 9); return w, func() { w.SetValue(7) } }, "value", `5`, 5, `10`, `-1`, `0.5`),
	of("discrete player", func() (valued[int], func()) {
		w := NewDiscretePlayer("p", Choices(1, 10, 100))
		return w, func() { w.SetValue(100) }
	}, "value", `1`, 10, `3`, `-1`, `"10"`),
	of("colour map", func() (valued[Palette], func()) {
		w := NewColorMap("c", Palette{"Greys", []document.Color{"#000"}}, Palette{"Reds", []document.Color{"#f00"}})
		return w, func() { w.Select("Greys") }
	}, "value", `"Reds"`, Palette{"Reds", []document.Color{"#f00"}}, `"Blues"`, `1`),
}

func TestEveryWidgetTakesGoodValuesAndRefusesForgedOnes(t *testing.T) {
	for _, p := range plays {
		t.Run(p.name, func(t *testing.T) { p.run(t, p) })
	}
}

func TestWhatAWidgetReliesOnIsNotForBrowsersToChange(t *testing.T) {
	slider, list, menu := NewIntSlider("n", 0, 9), NewSelect("p", choices()), NewMenuButton("m", "Save")
	b := documenttest.Open(t, slider, list, menu)
	for _, try := range []struct {
		m           document.Model
		attr, value string
	}{{slider, "end", "99"}, {slider, "start", "-9"}, {list, "options", `["Pluto"]`}, {menu, "menu", `["Delete"]`}} {
		if err := b.Set(try.m, try.attr, try.value); err == nil {
			t.Errorf("%s was changed", try.attr)
		}
	}
}

func TestAFieldShowsWhatIsWrongWithIt(t *testing.T) {
	mail := NewTextInput("E-mail")
	var heard []string
	mail.OnChange(func(s string) { heard = append(heard, s) })
	check := mail.Validate(func(s string) error {
		if !strings.Contains(s, "@") {
			return errors.New(`an address has an "@"`)
		}
		return nil
	})
	b := documenttest.Open(t, mail)
	if err := b.Set(mail, "value", `"nobody"`); err != nil {
		t.Fatalf("a visitor's mistake is answered as an error: %v", err)
	}
	told := b.Hears()
	if len(heard) > 0 || mail.Value() != "" || !strings.Contains(told, "pg-invalid") || !strings.Contains(told, `an address has an \\22 @\\22 `) {
		t.Errorf("heard %v, value %q, told %s", heard, mail.Value(), told)
	}
	b.Turn(func() {
		if check() == nil {
			t.Error("the form is complete while the page shows something wrong")
		}
	})
	if err := b.Set(mail, "value", `"a@b"`); err != nil || fmt.Sprint(heard) != "[a@b]" {
		t.Errorf("%v, heard %v", err, heard)
	}
	if told := b.Hears(); !strings.Contains(told, `"attr":"css_classes","new":[]`) {
		t.Errorf("the complaint stays: %s", told)
	}
	b.Turn(func() {
		if err := check(); err != nil {
			t.Error(err)
		}
	})
}

func TestAnEmptyFieldIsFoundWhenTheFormIsSent(t *testing.T) {
	name := NewTextInput("Name")
	check := name.Validate(func(s string) error {
		if s == "" {
			return errors.New("say who you are")
		}
		return nil
	})
	b := documenttest.Open(t, name)
	b.Turn(func() { check() })
	if told := b.Hears(); !strings.Contains(told, "say who you are") {
		t.Errorf("told %s", told)
	}
}
