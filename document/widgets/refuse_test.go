package widgets_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/widgets"
)

func TestBoundsThatAreNoneAreRefused(t *testing.T) {
	a, b := day("2026-01-01"), day("2026-02-01")
	for _, f := range []func(){
		func() { NewFloatSlider("Here", 0, math.NaN()) }, func() { NewFloatSlider("Here", math.Inf(-1), 0) }, func() { NewFloatSlider("Here", 2, 1) },
		func() { NewFloatSlider("Here", -math.MaxFloat64, math.MaxFloat64) }, func() { NewIntSlider("Here", 2, 1) }, func() { NewRangeSlider("Here", 0, math.Inf(1)) },
		func() { NewIntRangeSlider("Here", 1, 0) }, func() { NewEditableFloatSlider("Here", math.NaN(), 1) }, func() { NewEditableIntSlider("Here", 1, 0) },
		func() { NewEditableRangeSlider("Here", 1, 0) }, func() { NewDateSlider("Here", b, a) }, func() { NewDateRangeSlider("Here", b, a) },
		func() { NewDatetimeSlider("Here", Period{b, a}, time.Hour) }, func() { NewDatetimeSlider("Here", Period{a, b}, 0) },
		func() { NewDatetimeRangeSlider("Here", Period{a, b}, -time.Hour) }, func() { NewPlayer("Here", 3, 2) }, func() { NewFloatInput("Here", math.NaN()) },
		func() { NewFloatInput("Here", 0) }, func() { NewFloatInput("Here", 1).SetBounds(1, 0) }, func() { NewFloatInput("Here", 1).SetBounds(math.NaN(), 0) },
		func() { NewIntInput("Here").SetBounds(1, 0) }, func() { NewDatePicker("Here").SetBounds(b, a) }, func() { NewDateRangePicker("Here").SetBounds(b, a) },
		func() { NewDatetimePicker("Here").SetBounds(b, a) }, func() { NewDatetimeRangePicker("Here").SetBounds(b, a) }, func() { NewDatetimeInput("Here").SetBounds(b, a) },
		func() { NewTimePicker("Here").SetBounds(2*time.Hour, time.Hour) }, func() { NewTimePicker("Here").SetBounds(0, 24*time.Hour) },
		func() { NewFloatSlider("Here", 0, 1).SetBounds(0, math.NaN()) },
	} {
		panics(t, `"Here"`, f)
	}
	NewFloatSlider("Here", 1, 1) // does not move, and is drawn
}

// bounded is a widget with bounds: a value within the first ones, one within the second ones alone.
type bounded struct {
	name          string
	first, second func() // set the bounds
	set           func(inside bool)
	value         func() any
	moved         any // of the first value, by the second bounds
	hear          func(func())
}

func bound[T any](name string, w interface {
	Value() T
	SetValue(T)
	OnChange(func(T)) func()
}, first, second func(), inside, outside, moved T) bounded {
	return bounded{name, first, second, func(in bool) {
		if in {
			w.SetValue(inside)
		} else {
			w.SetValue(outside)
		}
	}, func() any { return w.Value() }, moved, func(f func()) { w.OnChange(func(T) { f() }) }}
}

func TestBoundsMeanTheSameInAllWidgets(t *testing.T) {
	d := func(month int) time.Time { return time.Date(2026, time.Month(month), 1, 0, 0, 0, 0, time.UTC) }
	is, fs, irs, rs := NewIntSlider("W", 0, 10), NewFloatSlider("W", 0, 10), NewIntRangeSlider("W", 0, 10), NewRangeSlider("W", 0, 10)
	ii, fi, ef, ei, er := NewIntInput("W"), NewFloatInput("W", 0.5), NewEditableFloatSlider("W", 0, 10), NewEditableIntSlider("W", 0, 10), NewEditableRangeSlider("W", 0, 10)
	ds, dts, drs, dtrs := NewDateSlider("W", d(1), d(3)), NewDatetimeSlider("W", Period{d(1), d(3)}, time.Hour), NewDateRangeSlider("W", d(1), d(3)), NewDatetimeRangeSlider("W", Period{d(1), d(3)}, time.Hour)
	dp, drp, dtp, dtrp := NewDatePicker("W"), NewDateRangePicker("W"), NewDatetimePicker("W"), NewDatetimeRangePicker("W")
	tp, di, dri, pl := NewTimePicker("W"), NewDatetimeInput("W"), NewDatetimeRangeInput("W"), NewPlayer("W", 0, 10)
	ints := func(w interface{ SetBounds(a, b int) }) (func(), func()) {
		return func() { w.SetBounds(0, 10) }, func() { w.SetBounds(20, 30) }
	}
	floats := func(w interface{ SetBounds(a, b float64) }) (func(), func()) {
		return func() { w.SetBounds(0, 10) }, func() { w.SetBounds(20, 30) }
	}
	times := func(w interface{ SetBounds(a, b time.Time) }) (func(), func()) {
		return func() { w.SetBounds(d(1), d(3)) }, func() { w.SetBounds(d(5), d(7)) }
	}
	var all []bounded
	add := func(b bounded) { all = append(all, b) }
	f, s := ints(is)
	add(bound("IntSlider", is, f, s, 5, 25, 20))
	f, s = ints(ii)
	add(bound("IntInput", ii, f, s, 5, 25, 20))
	f, s = ints(ei)
	add(bound("EditableIntSlider", ei, f, s, 5, 25, 20))
	f, s = ints(pl)
	add(bound("Player", pl, f, s, 5, 25, 20))
	f, s = floats(fs)
	add(bound("FloatSlider", fs, f, s, 5.0, 25, 20))
	f, s = floats(fi)
	add(bound("FloatInput", fi, f, s, 5.0, 25, 20))
	f, s = floats(ef)
	add(bound("EditableFloatSlider", ef, f, s, 5.0, 25, 20))
	f, s = ints(irs)
	add(bound("IntRangeSlider", irs, f, s, Range[int]{1, 5}, Range[int]{5, 25}, Range[int]{20, 20}))
	f, s = floats(rs)
	add(bound("RangeSlider", rs, f, s, Range[float64]{1, 5}, Range[float64]{5, 25}, Range[float64]{20, 20}))
	f, s = floats(er)
	add(bound("EditableRangeSlider", er, f, s, Range[float64]{1, 5}, Range[float64]{5, 25}, Range[float64]{20, 20}))
	f, s = times(ds)
	add(bound("DateSlider", ds, f, s, d(2), d(6), d(5)))
	f, s = times(dts)
	add(bound("DatetimeSlider", dts, f, s, d(2), d(6), d(5)))
	f, s = times(dp)
	add(bound("DatePicker", dp, f, s, d(2), d(6), d(5)))
	f, s = times(dtp)
	add(bound("DatetimePicker", dtp, f, s, d(2), d(6), d(5)))
	f, s = times(di)
	add(bound("DatetimeInput", di, f, s, d(2), d(6), d(5)))
	period, late, moved := Period{d(1), d(2)}, Period{d(2), d(6)}, Period{d(5), d(5)}
	f, s = times(drs)
	add(bound("DateRangeSlider", drs, f, s, period, late, moved))
	f, s = times(dtrs)
	add(bound("DatetimeRangeSlider", dtrs, f, s, period, late, moved))
	f, s = times(drp)
	add(bound("DateRangePicker", drp, f, s, period, late, moved))
	f, s = times(dtrp)
	add(bound("DatetimeRangePicker", dtrp, f, s, period, late, moved))
	f, s = times(dri)
	add(bound("DatetimeRangeInput", dri, f, s, period, late, moved))
	add(bound("TimePicker", tp, func() { tp.SetBounds(0, 10*time.Hour) }, func() { tp.SetBounds(20*time.Hour, 22*time.Hour) }, 5*time.Hour, 21*time.Hour, 20*time.Hour))

	for _, w := range all {
		w.first()
		w.set(true)
		before, heard := w.value(), 0
		w.hear(func() { heard++ })
		panics(t, `"W"`, func() { w.set(false) })
		if got := w.value(); got != before || heard > 0 {
			t.Errorf("%s: a value beyond the bounds changed it to %v", w.name, got)
		}
		w.second()
		if got := w.value(); got != w.moved || heard == 0 {
			t.Errorf("%s: other bounds moved it to %v (told %d times), want %v", w.name, got, heard, w.moved)
		}
	}
}

func TestAnEmptyFieldOfASliderTakesItsNumber(t *testing.T) {
	e := NewEditableFloatSlider("W", 5, 10)
	e.SetValue(7)
	b := documenttest.Open(t, e)
	if err := b.Set(e.Field, "value", "null"); err != nil {
		t.Fatal(err)
	}
	if e.Value() != 7 || e.Slider.Value() != 7 {
		t.Errorf("an emptied field is %v, its slider %v", e.Value(), e.Slider.Value())
	}
	third := NewEditableRangeSlider("W", 1.0/3, 2.0/3)
	if got := third.Start.Value(); got != 1.0/3 {
		t.Errorf("a start that has no end in digits is %v", got)
	}
}

// picker is a widget of choices, for ints.
type picker struct {
	models.UIElement
	set   func([]Choice[int])
	value func() []int
	pick  func(int)
}

func just(v int) []int { return []int{v} }

func pickers(heard func(name string)) map[string]picker {
	all := map[string]picker{}
	start := []Choice[int]{{Label: "A", Value: 1}, {Label: "B", Value: 2}, {Label: "C", Value: 3}}
	one := func(name string, w interface {
		models.UIElement
		SetChoices([]Choice[int])
		Value() int
		SetValue(int)
		OnChange(func(int)) func()
	}) {
		w.OnChange(func(int) { heard(name) })
		all[name] = picker{w, w.SetChoices, func() []int { return just(w.Value()) }, w.SetValue}
	}
	many := func(name string, w interface {
		models.UIElement
		SetChoices([]Choice[int])
		Value() []int
		SetValue([]int)
		OnChange(func([]int)) func()
	}) {
		w.OnChange(func([]int) { heard(name) })
		all[name] = picker{w, w.SetChoices, w.Value, func(v int) { w.SetValue(just(v)) }}
	}
	one("Select", NewSelect("S", start))
	one("RadioBoxGroup", NewRadioBoxGroup(start))
	one("RadioButtonGroup", NewRadioButtonGroup(start))
	one("DiscreteSlider", NewDiscreteSlider("S", start))
	one("DiscretePlayer", NewDiscretePlayer("S", start))
	many("MultiSelect", NewMultiSelect("S", start))
	many("MultiChoice", NewMultiChoice("S", start))
	many("CheckBoxGroup", NewCheckBoxGroup(start))
	many("CheckButtonGroup", NewCheckButtonGroup(start))
	many("CrossSelector", NewCrossSelector(start))
	return all
}

func TestChoicesAreToldApartByValue(t *testing.T) {
	heard := map[string]int{}
	for name, w := range pickers(func(name string) { heard[name]++ }) {
		w.pick(2)
		heard[name] = 0
		w.set([]Choice[int]{{Label: "Z", Value: 9}, {Label: "renamed", Value: 2}})
		if got := w.value(); !reflect.DeepEqual(got, just(2)) || heard[name] > 0 {
			t.Errorf("%s: a renamed and moved option became %v, told %d times", name, got, heard[name])
		}
		w.set([]Choice[int]{{Label: "Z", Value: 9}, {Label: "renamed", Value: 7}})
		got := w.value()
		if len(got) > 0 && got[0] != 9 {
			t.Errorf("%s: another option by the same label and at the same place is picked: %v", name, got)
		}
		if heard[name] != 1 {
			t.Errorf("%s: told %d times that the option is gone", name, heard[name])
		}
		heard[name] = 0
		w.pick(9)
		w.set([]Choice[int]{{Label: "Z", Value: 10}, {Label: "renamed", Value: 7}})
		if got := w.value(); len(got) > 0 && got[0] != 10 || heard[name] == 0 {
			t.Errorf("%s: a first option by the same label is %v, told %d times", name, got, heard[name])
		}
	}
}

func TestWidgetsOfChoicesGoOnWithoutOptions(t *testing.T) {
	for name, w := range pickers(func(string) {}) {
		w.set(nil)
		if got := w.value(); len(got) > 0 && got[0] != 0 {
			t.Errorf("%s: without options it is %v", name, got)
		}
		w.set(Choices(4, 5))
		w.pick(5)
		if got := w.value(); !reflect.DeepEqual(got, just(5)) {
			t.Errorf("%s: with new options it is %v", name, got)
		}
	}
	NewDiscreteSlider("S", []Choice[string]{})
	NewDiscretePlayer("S", []Choice[string]{})
	NewNestedSelect([]string{"a", "b"}, nil)
}

func TestALabelThatIsNoUTF8CanBePicked(t *testing.T) {
	s := NewSelect("S", Choices("a", "caf\xe9"))
	b := documenttest.Open(t, s)
	if err := b.Set(s, "value", "\"caf\ufffd\""); err != nil || s.Value() != "caf\xe9" {
		t.Errorf("it is %q (%v)", s.Value(), err)
	}
	panics(t, "with a Group", func() { s.SetChoices([]Choice[string]{{Label: "a", Group: "g"}, {Label: "b"}}) })
}

func TestNamesOfJavaScriptAreNoColumns(t *testing.T) {
	for _, name := range []string{"constructor", "valueOf", "hasOwnProperty", "toString", "__proto__"} {
		panics(t, name, func() { NewTabulator(document.Data{name: []int{1}}, Column{Field: name}) })
	}
}

func TestEachPickOfFilesIsToldOnce(t *testing.T) {
	f := NewFileInput("Data")
	var heard []string
	f.OnFile(func(file File) { heard = append(heard, file.Name+" "+string(file.Data)) })
	b := documenttest.Open(t, f)
	choose := func(name, content string) {
		t.Helper()
		if err := pick(b, f, name, content); err != nil {
			t.Fatal(err)
		}
		if err := b.Fire(f, "file_pick", ""); err != nil {
			t.Fatal(err)
		}
	}
	choose("a.csv", "1")
	choose("a.csv", "1")
	choose("b.csv", "1")
	choose("empty.csv", "")
	choose("empty.csv", "")
	choose("c.csv", "2")
	if got := strings.Join(heard, ","); got != "a.csv 1,a.csv 1,b.csv 1,empty.csv ,empty.csv ,c.csv 2" {
		t.Errorf("heard %s", got)
	}
}
