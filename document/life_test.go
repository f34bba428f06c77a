package document

import (
	"context"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
)

// TestTheDocumentEndsOnce: all that wait for its end are called in order, also after one that
// panics, and never again.
func TestTheDocumentEndsOnce(t *testing.T) {
	d, _ := opened(t)
	var order []string
	turn(t, d, func() {
		d.Document().OnClose(func() { order = append(order, "a"); panic("first") })
		d.Document().OnClose(func() { order = append(order, "b") })
		d.Document().OnClose(func() { panic(errors.New("last")) })
		err := d.Close()
		if err == nil || !strings.Contains(err.Error(), "first") || !strings.Contains(err.Error(), "last") {
			t.Errorf("the error is %v", err)
		}
		if err := d.Close(); err != nil {
			t.Errorf("the second time: %v", err)
		}
	})
	if got := strings.Join(order, " "); got != "a b" {
		t.Errorf("called: %s", got)
	}
}

// lent is a host that a test looks into.
type lent struct {
	still
	visit Visit
}

func (l lent) Visit() Visit            { return l.visit }
func (lent) Address(key string) string { return "downloads/" + key }

// signedIn is an account whose token ends.
type signedIn struct{ out *bool }

func (signedIn) AccessToken(context.Context) (string, error) { return "token", nil }
func (s signedIn) SignOut(context.Context) error             { *s.out = true; return nil }

// TestTheVisitorsAccount: guests have none, and are told so.
func TestTheVisitorsAccount(t *testing.T) {
	guest := NewDriver(lent{}).Document()
	if _, err := guest.AccessToken(t.Context()); !errors.Is(err, ErrNoAccount) {
		t.Errorf("a guest's token: %v", err)
	}
	if err := guest.SignOut(t.Context()); !errors.Is(err, ErrNoAccount) {
		t.Errorf("a guest signs out: %v", err)
	}
	out := false
	d := NewDriver(lent{visit: Visit{Account: signedIn{&out}, Arguments: map[string][]string{"year": {"2026", "2027"}, "none": {}}}})
	if token, err := d.Document().AccessToken(t.Context()); token != "token" || err != nil {
		t.Errorf("the token: %q, %v", token, err)
	}
	if err := d.Document().SignOut(t.Context()); err != nil || !out {
		t.Errorf("signing out: %v", err)
	}
	visit := d.Document().Visit()
	if got := visit.Argument("year") + "," + visit.Argument("none") + "," + visit.Argument("other"); got != "2026,," {
		t.Errorf("the arguments are %s", got)
	}
	renewed := 0
	turn(t, d, func() { d.Document().OnRenewal(func() { renewed++ }); d.Renewed(); d.Renewed() })
	if renewed != 2 {
		t.Errorf("told of %d renewals", renewed)
	}
}

// TestModelsComeAndGo: roots in order, found by name and type, once each, and gone when nothing holds
// them.
func TestModelsComeAndGo(t *testing.T) {
	inner, twice, text := New[slider](), New[slider](), New[div]()
	inner.Name.Set(Some("inner"))
	box := New[column]()
	box.Children.Set([]Model{inner, twice, twice})
	d, v := opened(t, box, text)
	doc := d.Document()
	names := func() (all []string) {
		d.Names(func(name string) { all = append(all, name) })
		slices.Sort(all)
		return all
	}
	if got := fmt.Sprint(names()); got != "[Column Div DocumentConfig Notifications Slider Slider]" {
		t.Errorf("the models are %s", got)
	}
	if roots := d.PageRoots(); len(roots) != 2 || roots[0].Type != "Column" || !slices.Equal(d.RootIDs(), []string{box.ID(), text.ID()}) {
		t.Errorf("the roots are %v", roots)
	}
	if got, ok := Find[*slider](doc, "inner"); !ok || got != inner {
		t.Error("the slider is not found by its name")
	}
	if got, ok := Find[*slider](doc, ""); !ok || got != inner {
		t.Error("the first slider is not found")
	}
	if _, ok := Find[*source](doc, ""); ok {
		t.Error("a source is found")
	}
	heard(d)
	gone := twice.ID()
	var came []string
	turn(t, d, func() {
		d.OnModel(func(name string) { came = append(came, name) })
		box.Children.Set([]Model{inner})
		doc.Remove(text, text)
		doc.Add(New[div](), box)
		d.OnModel(nil)
		doc.Add(New[source]())
	})
	told := heard(d)[v]
	for kind, n := range map[string]int{"ModelChanged": 1, "RootRemoved": 1, "RootAdded": 2} {
		if strings.Count(told, `"`+kind+`"`) != n {
			t.Errorf("not %d of %s in %s", n, kind, told)
		}
	}
	if got := fmt.Sprint(names()); got != "[Column ColumnDataSource Div DocumentConfig Notifications Slider]" || fmt.Sprint(came) != "[Div]" || twice.ID() != gone {
		t.Errorf("the models are %s, came %v", got, came)
	}
	if err := sent(t, d, v, fixedID{id: gone}, `{"kind":"ModelChanged","model":{"id":"ID"},"attr":"value","new":1}`); err != nil || twice.Value.IsSet() {
		t.Errorf("a change of a model that has left: %v", err)
	}
	n := 0
	for range doc.Models() {
		n++
		break
	}
	if n != 1 {
		t.Error("the models cannot be left early")
	}
	defer func() {
		if said := fmt.Sprint(recover()); !strings.Contains(said, "another document") {
			t.Errorf("a model in two documents: %s", said)
		}
	}()
	opened(t, box)
}

// fixedID is a model that is known by its id alone.
type fixedID struct {
	Model
	id string
}

func (f fixedID) ID() string { return f.id }

// TestOffersAreFetchedOncePerBrowser: by a key that nobody can guess, and by nobody when there are
// too many.
func TestOffersAreFetchedOncePerBrowser(t *testing.T) {
	d := NewDriver(lent{})
	var first, last string
	turn(t, d, func() {
		for range 2 {
			joined(t, d)
		}
		first = d.Document().Offer(Offer{Name: "first.csv", Write: func(context.Context, io.Writer) error { return nil }})
		key := strings.TrimPrefix(first, "downloads/")
		if len(key) < 26 {
			t.Errorf("the key is %q", key)
		}
		for i, want := range []bool{true, true, false} {
			if o, ok := d.Fetch(key); ok != want || ok && o.Name != "first.csv" {
				t.Errorf("fetch %d: %v", i, ok)
			}
		}
		if _, ok := d.Fetch(""); ok {
			t.Error("no key fetches something")
		}
		first = d.Document().Offer(Offer{Name: "old.csv"})
		for range maxOffers {
			last = d.Document().Offer(Offer{Name: "new.csv"})
		}
		if _, ok := d.Fetch(strings.TrimPrefix(first, "downloads/")); ok {
			t.Error("the oldest offer is kept for ever")
		}
		if o, ok := d.Fetch(strings.TrimPrefix(last, "downloads/")); !ok || o.Name != "new.csv" {
			t.Error("the latest offer is gone")
		}
	})
	alone, _ := opened(t)
	turn(t, alone, func() {
		if at := alone.Document().Offer(Offer{}); at != "" {
			t.Errorf("without a server there is an address %q", at)
		}
	})
}

// TestAsManyBrowsersAsThereAreBits: the next is refused, and one that leaves makes room.
func TestAsManyBrowsersAsThereAreBits(t *testing.T) {
	s := New[slider]()
	d, v := opened(t, s)
	turn(t, d, func() {
		for range maxViews - 1 {
			joined(t, d)
		}
		if _, err := d.Join(); err == nil {
			t.Error("one more browser came in")
		}
		d.Leave(v)
		d.Leave(v) // again
		w := joined(t, d)
		s.Value.Set(1)
		told := heard(d)
		if len(told) != maxViews || told[w] == "" || told[v] != "" {
			t.Errorf("%d browsers are told", len(told))
		}
	})
}

// TestWhatBrowsersSendIsBounded: the message that would be too much is refused whole, and there is
// room again when what was kept is gone.
func TestWhatBrowsersSendIsBounded(t *testing.T) {
	kept, other := New[bag](), New[div]()
	d, v := opened(t, kept, other)
	turn(t, d, func() {
		long, all := strings.Repeat("x", 1<<20), make([]any, maxQuota>>20) // weighs 256 MiB, and takes one
		for i := range all {
			all[i] = long
		}
		kept.Any.Set(all)
		place, _ := own(&kept.Any)
		d.Document().keep(*place) // as if a browser had sent it
	})
	d.Document().quota.received = maxQuota // it is time to weigh
	change := `{"kind":"ModelChanged","model":{"id":"ID"},"attr":"text","new":"a"}`
	if err := sent(t, d, v, other, change); err == nil || !strings.Contains(err.Error(), "more than is kept") || other.Text.IsSet() {
		t.Errorf("too much was taken: %v", err)
	}
	turn(t, d, func() { d.Document().Remove(kept); heard(d) })
	if err := sent(t, d, v, other, change); err != nil || other.Text.Get() != "a" {
		t.Errorf("there is no room again: %v", err)
	}
}

// TestWhatValuesWeigh: roughly the bytes that they take; models count by themselves.
func TestWhatValuesWeigh(t *testing.T) {
	for _, c := range []struct {
		value any
		least int
	}{
		{"twelve bytes", 12}, {[]float64{1, 2, 3}, 24}, {[]string{"ab", "cd"}, 36}, {map[string]int{"ab": 1}, 26},
		{[]any{"abcdef", []float64{1}}, 46}, {Data{"x": []int32{1, 2}}, 40}, {Some("abc"), 3}, {7, 0}, {New[slider](), 0}, {[]Model{New[slider](), nil}, 32},
	} {
		if got := weightOf(reflect.ValueOf(c.value)); got < c.least || got > c.least+16*3 {
			t.Errorf("%#v weighs %d, want about %d", c.value, got, c.least)
		}
	}
}
