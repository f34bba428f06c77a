package form_test

import (
	"errors"
	"fmt"
	"net/netip"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// level is a type with a list of values.
type level string

func (level) Allowed() []string { return []string{"low", "high"} }

type address struct {
	Street string `form:"required"`
	City   string
}

type guest struct {
	Name string `form:"required"`
	Age  uint8  `max:"120"`
}

// everything has a field of each kind.
type everything struct {
	common
	Name     string       `form:"required" help:"As on the passport" max:"20"`
	Mail     string       `form:"email"`
	Code     string       `pattern:"[A-Z]{2}-\\d+" error:"like AB-12"`
	Secret   string       `form:"password" min:"4"`
	Note     string       `form:"multiline"`
	Size     string       `options:"s=Small,m=Medium,l=Large"`
	Rank     int          `options:"1=First,2=Second" form:"radio"`
	Level    level        `label:"How much"`
	Levels   []level      ``
	Tags     []string     `options:"red,green,blue" max:"2"`
	Lines    []string     ``
	Counts   []int        `max:"4"`
	Shares   []float64    ``
	Months   []time.Month ``
	Hosts    []netip.Addr ``
	Waits    []time.Duration
	Count    int            `min:"1" max:"9"`
	Small    int8           ``
	Big      uint64         ``
	Share    float64        `min:"0" max:"1" step:"0.01" form:"slider"`
	Price    float32        ``
	Maybe    *int           ``
	Perhaps  *string        ``
	Whether  *bool          ``
	Agreed   bool           ``
	On       bool           `form:"switch"`
	Day      time.Time      `min:"2024-01-01" max:"2024-12-31" section:"When"`
	At       *time.Time     `form:"clock"`
	Long     time.Duration  `min:"1s" max:"2h"`
	Host     netip.Addr     ``
	Paint    document.Color ``
	File     *widgets.File  `accept:".csv"`
	Files    []widgets.File ``
	Home     address        ``
	Second   *address       ``
	Guests   []guest        `max:"3"`
	Internal string         `form:"-"`
	Hidden   string         `form:"hidden"`
	Skipped  any            `form:"-"`
}

type common struct{ Remark string }

var first = everything{
	common: common{"a remark"},
	Name:   "Ada", Mail: "ada@example.org", Code: "AB-12", Secret: "secret", Note: "a\nb", Size: "m", Rank: 2, Level: "high",
	Levels: []level{"low"}, Tags: []string{"red", "blue"}, Lines: []string{"one", "two"},
	Counts: []int{1, -20}, Shares: []float64{0.5, 1e6}, Months: []time.Month{time.May},
	Hosts: []netip.Addr{netip.MustParseAddr("192.0.2.1")}, Waits: []time.Duration{time.Minute}, Count: 3, Small: -5, Big: 1 << 40, Share: 0.25,
	Price: 9.5, Maybe: new(7), Perhaps: new("so"), Whether: new(false), Agreed: true, On: true,
	Day: time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC), At: new(time.Date(2024, 5, 6, 7, 8, 0, 0, time.UTC)), Long: 90 * time.Minute,
	Host: netip.MustParseAddr("192.0.2.1"), Paint: "#20a0ff", Home: address{"High Street 1", "Bath"}, Second: &address{Street: "Low Road"},
	Guests: []guest{{"Bob", 30}, {"Cy", 40}}, Hidden: "kept",
}

func made[T any](t *testing.T, v T, options ...form.Option) *form.Form[T] {
	t.Helper()
	f, err := form.New(v, options...)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAFormHoldsWhatItIsGiven(t *testing.T) {
	f := made(t, first)
	want := first
	if remark := f.Component("Remark"); remark == nil {
		t.Error("the embedded field is not shown")
	}
	if got := f.Value(); !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	var source reactive.Source[everything] = f
	var heard []everything
	source.OnChange(func(v everything) { heard = append(heard, v) })
	empty := everything{Rank: 1, Count: 1, Day: want.Day, Paint: "#000000"}
	f.SetValue(empty)
	if got := f.Value(); !reflect.DeepEqual(got, empty) {
		t.Errorf("got  %+v\nwant %+v", got, empty)
	}
	if len(heard) != 1 || !reflect.DeepEqual(heard[0], empty) {
		t.Errorf("heard %d times", len(heard))
	}
}

func TestAFormOfAPointerKeepsWhatIsBehindIt(t *testing.T) {
	v := address{Street: "A"}
	f, err := form.FromStruct(&v)
	if err != nil {
		t.Fatal(err)
	}
	b := documenttest.Open(t, f)
	street := f.Component("Street").(widgets.TextInput)
	if err := b.Set(street, "value", `"B"`); err != nil {
		t.Fatal(err)
	}
	if v.Street != "B" || f.Value().Street != "B" {
		t.Errorf("%+v", v)
	}
}

// wrong is a struct whose tags are wrong, and what the error says.
func wrong[T any](t *testing.T, says ...string) {
	t.Helper()
	var v T
	_, err := form.New(v)
	if err == nil {
		t.Errorf("%T: no error", v)
		return
	}
	for _, text := range append(says, "form: ") {
		if !strings.Contains(err.Error(), text) {
			t.Errorf("%T: %v; it does not say %q", v, err, text)
		}
	}
}

func TestAWrongTagSaysWhereItIsAndWhatToWrite(t *testing.T) {
	type loop struct {
		Next *struct{ X chan int }
	}
	type circle struct{ Rows []struct{ Rows []circleRow } }
	wrong[struct {
		Count int `min:"few"`
	}](t, ".Count (int)", `min:"few"`, "no whole number", `write min:"1"`)
	wrong[struct {
		Name string `form:"requierd"`
	}](t, ".Name (string)", `"requierd"`, "required, multiline")
	wrong[struct {
		Name string `step:"1"`
	}](t, `step:"1"`, "a text has no use for it", "take it away")
	wrong[struct {
		Agreed bool `form:"multiline"`
	}](t, "a bool has no use for the word")
	wrong[struct {
		N int8 `max:"300"`
	}](t, "an int8 goes"[3:], "-128 to 127")
	wrong[struct {
		N int `min:"3" max:"2"`
	}](t, "it is more than max")
	wrong[struct {
		X float64 `form:"slider"`
	}](t, "a slider needs both its ends")
	wrong[struct {
		X float64 `step:"0"`
	}](t, "not above 0")
	wrong[struct {
		S string `pattern:"("`
	}](t, "missing closing", "regexp/syntax")
	wrong[struct {
		Day time.Time `min:"tomorrow"`
	}](t, "it is no day", `min:"today"`)
	wrong[struct {
		D time.Duration `max:"5"`
	}](t, "it is no duration")
	wrong[struct {
		N int `options:"1,two"`
	}](t, `"two" is no int`)
	wrong[struct {
		S string `form:"multiline,password"`
	}](t, "a password has one line")
	wrong[struct {
		S string `order:"first"`
	}](t, `write order:"1"`)
	wrong[struct {
		C chan int
	}](t, "there is no field for a chan int", `form:"-"`)
	wrong[struct {
		c string `form:"required"`
	}](t, "not exported")
	wrong[loop](t, ".X", "chan int")
	wrong[circle](t, "lies in itself")
	wrong[int](t, "not of a int")
	if _, err := form.New(struct{ S string }{}, form.Options("T", "a")); err == nil || !strings.Contains(err.Error(), "no field T") {
		t.Errorf("options for no field: %v", err)
	}
	if _, err := form.New(struct {
		S string `options:"a,b"`
	}{"c"}); err == nil || !strings.Contains(err.Error(), "S: c is not among the options") {
		t.Errorf("a value that is no option: %v", err)
	}
}

type circleRow struct{ Rows []circleRow }

func TestAFieldTakesWhatAVisitorCanEnterAndNothingElse(t *testing.T) {
	f := made(t, first)
	b := documenttest.Open(t, f)
	tries := []struct {
		path, attr string
		bad        []string // JSON
	}{
		{"Name", "value", []string{`""`, `"` + strings.Repeat("x", 21) + `"`, `5`}},
		{"Mail", "value", []string{`"no mail"`, `"Ada <ada@example.org>"`}},
		{"Code", "value", []string{`"AB-12 "`, `"x AB-12"`}},
		{"Secret", "value", []string{`"abc"`}},
		{"Size", "value", []string{`"Huge"`, `"m"`, `null`}},
		{"Level", "value", []string{`"middle"`}},
		{"Tags", "value", []string{`["red","green","blue"]`, `["pink"]`, `["red","red"]`}},
		{"Count", "value", []string{`0`, `10`, `2.5`, `"3"`}},
		{"Small", "value", []string{`128`, `-129`}},
		{"Big", "value", []string{`-1`, `1e30`}},
		{"Share", "value", []string{`1.1`, `-0.1`}},
		{"Day", "value", []string{`"2023-12-31"`, `"2025-01-01"`, `"soon"`}},
		{"Long", "value", []string{`"3h"`, `"1"`, `"long"`}},
		{"Host", "value", []string{`"example.org"`}},
		{"Paint", "color", []string{`"red; x: y"`, `"#12345"`}},
		{"Home.Street", "value", []string{`""`}},
		{"Guests[1].Age", "value", []string{`121`, `-1`}},
	}
	for _, try := range tries {
		m, ok := f.Component(try.path).(document.Model)
		if !ok {
			t.Fatalf("%s is no model", try.path)
		}
		for _, bad := range try.bad {
			_ = b.Set(m, try.attr, bad) // refused, or shown beside the field
			if got := f.Value(); !reflect.DeepEqual(got, first) {
				t.Errorf("%s took %s: %+v", try.path, bad, got)
			}
		}
	}
}

func TestTheWholeIsJudgedBeforeItIsSubmitted(t *testing.T) {
	type order struct {
		Name  string `form:"required"`
		Count int    `min:"0" max:"100"`
		Guest []guest
		Key   string `form:"hidden"`
	}
	f := made(t, order{Count: 5})
	var submitted []order
	f.OnSubmit(func(o order) error { submitted = append(submitted, o); return nil })
	f.Validate(func(o order) error {
		if o.Count > 10 {
			return errors.Join(form.At("Count", "only %d are left", 10), errors.New("try later"), form.At("Key", "is odd"), form.At("Nothing", "is not there"))
		}
		return nil
	})
	b := documenttest.Open(t, f)
	press := func() {
		t.Helper()
		if err := b.Fire(f.Submit, "button_click", ""); err != nil {
			t.Fatal(err)
		}
	}
	press()
	if told := b.Hears(); len(submitted) != 0 || !strings.Contains(told, "this is needed") || !strings.Contains(told, "see the fields above") {
		t.Errorf("submitted %v, told %s", submitted, told)
	}
	if err := b.Set(f.Component("Name").(document.Model), "value", `"Ada"`); err != nil {
		t.Fatal(err)
	}
	if err := b.Set(f.Component("Count").(document.Model), "value", `11`); err != nil {
		t.Fatal(err)
	}
	press()
	told := b.Hears()
	for _, want := range []string{"only 10 are left", "try later", "Key: is odd", "Nothing: is not there"} {
		if !strings.Contains(told, want) {
			t.Errorf("not told %q: %s", want, told)
		}
	}
	if err := b.Set(f.Component("Count").(document.Model), "value", `10`); err != nil {
		t.Fatal(err)
	}
	if told := b.Hears(); strings.Contains(told, "only 10") || !strings.Contains(told, "pg-error") && !strings.Contains(told, "css_") {
		t.Errorf("the complaint stays: %s", told)
	}
	press()
	if len(submitted) != 1 || submitted[0].Name != "Ada" || submitted[0].Count != 10 {
		t.Errorf("submitted %+v", submitted)
	}
}

func TestRowsAreAddedAndRemoved(t *testing.T) {
	f := made(t, struct {
		Guests []guest `max:"3"`
	}{[]guest{{Name: "A"}, {Name: "B"}}})
	b := documenttest.Open(t, f)
	var counts []int
	f.OnChange(func(v struct {
		Guests []guest `max:"3"`
	}) {
		counts = append(counts, len(v.Guests))
	})
	click := func(label string, which int) {
		t.Helper()
		if err := b.Fire(button(b, label, which), "button_click", ""); err != nil {
			t.Fatal(err)
		}
	}
	click("Add", 0)
	click("Add", 0) // one too many
	click("✕", 0)
	if got := f.Value().Guests; len(got) != 2 || got[0].Name != "B" || got[1].Name != "" {
		t.Errorf("%+v", got)
	}
	if fmt.Sprint(counts) != "[3 2]" {
		t.Errorf("heard of %v rows", counts)
	}
	var err error
	b.Turn(func() { err = f.Check() })
	if err == nil || !strings.Contains(err.Error(), "Guests[1].Name: this is needed") {
		t.Errorf("an empty row: %v", err)
	}
}

func TestAReviewEscapesWhatAVisitorWrote(t *testing.T) {
	f := made(t, struct {
		Name   string
		Secret string `form:"password"`
	}{"<script>alert(1)</script>", "hunter2"})
	sheet := f.Summary()
	b := documenttest.Open(t, f, sheet.(document.Model))
	page := string(b.Page)
	if strings.Contains(page, "<dd><script>") || !strings.Contains(page, "&lt;script&gt;") && !strings.Contains(page, `\u0026lt;script`) {
		t.Errorf("%s", page)
	}
	if i := strings.Index(page, "<dl>"); i >= 0 && strings.Contains(page[i:], "hunter2</dd>") {
		t.Error("the summary shows a password")
	}
}

func TestOptionsOfTheRunningProgram(t *testing.T) {
	f := made(t, struct{ Home struct{ Land string } }{}, form.Options("Home.Land", "CH", "DE"))
	b := documenttest.Open(t, f)
	if err := b.Set(f.Component("Home.Land").(document.Model), "value", `"DE"`); err != nil {
		t.Fatal(err)
	}
	if f.Value().Home.Land != "DE" {
		t.Errorf("%+v", f.Value())
	}
	if err := b.Set(f.Component("Home.Land").(document.Model), "value", `"FR"`); err == nil || f.Value().Home.Land != "DE" {
		t.Errorf("took FR: %v, %+v", err, f.Value())
	}
}
