package reactive_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	. "github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
	"github.com/panelgo/panelgo/server/servertest/chrome"
)

type task struct {
	ID    int
	Title string
}

func TestEachMovesAndKeepsWhatItHas(t *testing.T) {
	tasks, suffix := NewState([]task{{1, "a"}, {2, "b"}, {3, "c"}}), NewState("!")
	built := map[int]int{}
	var shown *Placeholder
	build := func(doc *document.Document) {
		shown = Each(tasks, func(t task) int { return t.ID }, func(t task) models.UIElement {
			built[t.ID]++
			d := document.New[models.Div]()
			Set(&d.Text, Bind(suffix, func(s string) string { return t.Title + s }))
			return d
		})
		doc.Add(shown)
	}
	st := open(t, build)
	set := func(items []task) { st.must(func() { tasks.Set(items) }) }
	texts := func() string {
		var all []string
		for _, c := range shown.Children.Get() {
			all = append(all, c.(*models.Div).Text.Get())
		}
		return strings.Join(all, " ")
	}
	first := shown.Children.Get()[0]
	for _, c := range []struct {
		items []task
		texts string
		built string
	}{
		{[]task{{1, "a"}, {2, "b"}, {3, "c"}}, "a! b! c!", "map[1:1 2:1 3:1]"},
		{[]task{{3, "c"}, {1, "a"}, {2, "b"}}, "c! a! b!", "map[1:1 2:1 3:1]"},
		{[]task{{4, "d"}, {1, "a"}}, "d! a!", "map[1:1 2:1 3:1 4:1]"},
		{[]task{{1, "a"}, {4, "D"}}, "a! D!", "map[1:1 2:1 3:1 4:2]"},
		{nil, "", "map[1:1 2:1 3:1 4:2]"},
	} {
		set(c.items)
		if got := texts(); got != c.texts || fmt.Sprint(built) != c.built {
			t.Errorf("%v shows %q, built %v", c.items, got, built)
		}
		if len(c.items) == 2 && c.items[0].ID == 1 && shown.Children.Get()[0] != first {
			t.Error("the first was built again")
		}
	}
	set([]task{{1, "a"}})
	st.must(func() { suffix.Set("?") })
	if texts() != "a?" {
		t.Errorf("what is shown does not follow: %q", texts())
	}
	if old := first.(*models.Div).Text.Get(); old != "a!" {
		t.Errorf("what has left still follows: %q", old)
	}
	err := st.turn(func() { tasks.Set([]task{{1, "a"}, {1, "b"}}) })
	if err == nil || !strings.Contains(err.Error(), "two items of a list have the key 1") {
		t.Errorf("with two of a key: %v", err)
	}
}

// What is typed stays while a part of the page is built again, and while a list moves.
func TestAFieldKeepsItsTextAndCaretWhileItsPlaceIsBuiltAgain(t *testing.T) {
	tab := show(t, func(doc *document.Document) error {
		round := NewState(0)
		tasks := NewState([]task{{1, "a"}, {2, "b"}})
		again, move := widgets.NewButton("Again"), widgets.NewButton("Move")
		again.OnClick(func() { round.Set(round.Value() + 1) })
		move.OnClick(func() { tasks.Set([]task{{9, "z"}, tasks.Value()[len(tasks.Value())-1], {1, "a"}}) })
		doc.Add(layout.Column(again, move))
		doc.Add(View(round, func(n int) models.UIElement {
			f := widgets.NewTextInput("Built")
			f.OnChange(func(v string) { doc.SetTitle("taken " + v) })
			return layout.Column(layout.Row(f), widgets.NewTextInput(fmt.Sprint("Round ", n)))
		}))
		doc.Add(Each(tasks, func(t task) int { return t.ID }, func(t task) models.UIElement { return widgets.NewTextInput(t.Title) }))
		return nil
	})
	const state = `(() => { let el = document.activeElement; while (el?.shadowRoot) el = el.shadowRoot.activeElement; return el == null ? "" : el.value + "@" + el.selectionStart + "-" + el.selectionEnd; })()`
	press := func(label string) {
		chrome.Model[bool](tab, label, `m.trigger_event(new (Bokeh.require("core/bokeh_events").ButtonClick)()), true`)
	}
	tab.Click(tab.Inside("Built", "input"))
	tab.Keys("half typed")
	chrome.Eval[bool](tab, `(() => { let el = document.activeElement; while (el.shadowRoot) el = el.shadowRoot.activeElement; el.setSelectionRange(2, 4); return true; })()`)
	for n := range 2 {
		press("Again")
		tab.WaitText(fmt.Sprint("Round ", n+1))
		tab.Wait(state + ` === "half typed@2-4"`)
	}
	tab.Keys("XY" + chrome.Enter)
	tab.Wait(`document.title === "taken haXY typed"`)

	tab.Click(tab.Inside("a", "input"))
	tab.Keys("in a list")
	press("Move")
	tab.WaitText("z")
	tab.Wait(state + ` === "in a list@9-9"`)
	if p := tab.Problems(); len(p) > 0 {
		t.Errorf("the console has %q", p)
	}
}
