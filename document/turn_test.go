package document

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestWhatFollowsComesAtTheTurnsEnd: in the order of asking, also what is asked for meanwhile, and
// before browsers are told.
func TestWhatFollowsComesAtTheTurnsEnd(t *testing.T) {
	s := New[slider]()
	d, v := opened(t, s)
	heard(d)
	var order []string
	turn(t, d, func() {
		for _, name := range []string{"a", "b"} {
			d.Document().Settle(func() {
				order = append(order, name)
				d.Document().Settle(func() { order = append(order, name+name); s.Value.Set(s.Value.Get() + 1) })
			})
		}
		order = append(order, "turn")
	})
	if got := strings.Join(order, " "); got != "turn a b aa bb" {
		t.Errorf("the order is %s", got)
	}
	if told := heard(d)[v]; strings.Count(told, "ModelChanged") != 1 || !strings.Contains(told, `"new":2`) {
		t.Errorf("the browser is told %s", told)
	}
}

// TestAPanicEndsNoneOfTheOthers: what was asked for is done, and the first panic comes out.
func TestAPanicEndsNoneOfTheOthers(t *testing.T) {
	d, _ := opened(t)
	var order []string
	panicked := func(f func()) (said any) {
		defer func() { said = recover() }()
		_ = d.Turn(func() error { f(); return nil })
		return nil
	}
	said := panicked(func() {
		d.Document().Settle(func() { order = append(order, "a") })
		d.Document().Settle(func() { order = append(order, "b"); panic("b") })
		d.Document().Settle(func() { order = append(order, "c") })
	})
	if got := strings.Join(order, " "); got != "a b c" || said != "b" {
		t.Errorf("the order is %s, and the panic %v", got, said)
	}
	said = panicked(func() {
		d.Document().Settle(func() { order = append(order, "d") })
		panic("turn")
	})
	if got := strings.Join(order, " "); got != "a b c d" || said != "turn" {
		t.Errorf("the order is %s, and the panic %v", got, said)
	}
	if said = panicked(func() { var again func(); again = func() { d.Document().Settle(again) }; again() }); !strings.Contains(fmt.Sprint(said), "circle") {
		t.Errorf("values in a circle: %v", said)
	}
	turn(t, d, func() {}) // it goes on
}

// TestTheDocumentOfATurnIsKnown: also where a turn is inside that of another document, and by no
// other goroutine.
func TestTheDocumentOfATurnIsKnown(t *testing.T) {
	one, _ := opened(t)
	two, _ := opened(t)
	if Current() != nil || Scope(nil) != nil {
		t.Error("there is a document outside of turns")
	}
	turn(t, one, func() {
		turn(t, two, func() {
			if Current() != two.Document() {
				t.Error("the inner turn is not the current one")
			}
			done := make(chan *Document)
			go func() { done <- Current() }()
			if <-done != nil {
				t.Error("another goroutine is in the turn")
			}
		})
		if Current() != one.Document() {
			t.Error("the outer turn is not the current one again")
		}
		turn(t, one, func() {}) // a turn inside its own is a part of it
		if before := SetScope(one.Document(), "mine"); before != nil || Scope(Current()) != "mine" || Scope(two.Document()) != nil {
			t.Error("the scope is not the document's own")
		}
		if before := SetScope(one.Document(), nil); before != "mine" {
			t.Errorf("the scope before was %v", before)
		}
	})
	if Current() != nil {
		t.Error("a turn is left behind")
	}
}

// TestOutsideATurnNothingIsChanged: every way to change a live document panics with a sentence that
// says what to call instead.
func TestOutsideATurnNothingIsChanged(t *testing.T) {
	s := New[slider]()
	s.OnEvent("tap", func(Event) {})
	rows := New[source]()
	rows.Data.Set(Data{"x": []int{1}})
	d, _ := opened(t, s, rows)
	doc := d.Document()
	for name, f := range map[string]func(){
		"Add": func() { doc.Add(New[div]()) }, "Remove": func() { doc.Remove(s) }, "SetTitle": func() { doc.SetTitle("x") },
		"After": func() { doc.After(0, func() {}) }, "Every": func() { doc.Every(1, func() {}) }, "Go": func() { doc.Go(nil) },
		"OnEvent": func() { doc.OnEvent(Ready, nil) }, "OnClose": func() { doc.OnClose(nil) },
		"OnRenewal": func() { doc.OnRenewal(nil) }, "Settle": func() { doc.Settle(nil) }, "Offer": func() { doc.Offer(Offer{}) },
		"SetScope": func() { SetScope(doc, nil) }, "SetTheme": func() { doc.SetTheme("dark") },
		"value": func() { s.Value.Set(1) }, "tap": func() { Send(s, "tap", nil) }, "data": func() { _ = Stream(&rows.Data, Data{"x": []int{2}}, 0) },
	} {
		func() {
			defer func() {
				said := fmt.Sprint(recover())
				if !strings.Contains(said, name) || !strings.Contains(said, "doc.Next") {
					t.Errorf("%s panics with %s", name, said)
				}
			}()
			f()
		}()
	}
	if s.Value.IsSet() || len(doc.Roots()) != 2 || doc.Title() != DefaultTitle || !slices.Equal(rows.Data.Get()["x"].([]int), []int{1}) {
		t.Error("something has changed")
	}
}
