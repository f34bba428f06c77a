package reactive_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

func TestWhatAViewMadeRestsWhenItShowsSomethingElse(t *testing.T) {
	var page *State[int]
	var n widgets.IntSlider
	runs := map[int]int{}
	st := open(t, func(doc *document.Document) {
		page, n = NewState(0), widgets.NewIntSlider("n", 0, 1000)
		kept := map[int]models.UIElement{}
		doc.Add(n, View(page, func(page int) models.UIElement {
			if kept[page] != nil {
				return kept[page]
			}
			text := pane.NewText("")
			Set(&text.Text, Bind(n, func(n int) string { runs[page]++; return fmt.Sprint(page, ":", n) }))
			inner := View(n, func(int) models.UIElement {
				Bind(n, func(int) int { runs[page]++; return 0 }).OnChange(func(int) {})
				return pane.NewText("inner")
			})
			column := document.New[models.Column]()
			column.Children.Set([]models.UIElement{text, inner})
			if page < 3 {
				kept[page] = column
			}
			return column
		}))
	})
	for p := range 10 {
		st.must(func() { page.Set(p) })
	}
	clear(runs)
	st.must(func() { n.SetValue(1) })
	if len(runs) != 1 || runs[9] == 0 {
		t.Errorf("these pages have computed though page 9 is shown: %v", runs)
	}
	st.patches()
	st.must(func() { page.Set(1) })
	if got := strings.Join(st.patches(), " "); !strings.Contains(got, `1:1`) {
		t.Errorf("a page that is shown again did not catch up: %s", got)
	}
	clear(runs)
	st.must(func() { n.SetValue(2) })
	if got := strings.Join(st.patches(), " "); len(runs) != 1 || !strings.Contains(got, `1:2`) {
		t.Errorf("pages that have computed %v, patches %s", runs, got)
	}
	for i := range 100 {
		st.must(func() { n.SetValue(i) })
	}
	clear(runs)
	st.must(func() { n.SetValue(200) })
	if runs[1] > 3 {
		t.Errorf("computed %d times in a turn: earlier runs go on", runs[1])
	}
}

func TestLinksAreAlike(t *testing.T) {
	st := open(t, func(*document.Document) {})
	st.must(func() {
		a, b := widgets.NewIntSlider("a", 0, 10), widgets.NewIntInput("b")
		stop := Sync(a, b)
		one, other := NewState([]int{1}), NewState([]int(nil))
		Sync(one, other)
		other.Set([]int{2, 3})
		a.SetValue(3)
		b.SetValue(4)
		if a.Value() != 4 || b.Value() != 4 || len(one.Value()) != 2 {
			t.Errorf("a %d, b %d, one %d", a.Value(), b.Value(), one.Value())
		}
		stop()
		a.SetValue(7)
		text := widgets.NewTextInput("text")
		Link(Bind(a, func(n int) string { return fmt.Sprint(n) }), text)
		check := widgets.NewCheckbox("shown")
		Set(&text.Visible, check)
		Set(&text.Disabled, Not(check))
		if b.Value() != 4 || text.Value() != "7" || text.Visible.Get() || !text.Disabled.Get() {
			t.Errorf("b %d, text %q, visible %v", b.Value(), text.Value(), text.Visible.Get())
		}
		check.SetValue(true)
		if !text.Visible.Get() {
			t.Error("a widget that follows a checkbox is not visible")
		}
		limited := Of(&a.Slider.Value)
		if limited.SetValue(2); a.Value() != 2 {
			t.Errorf("set by its property, a is %d", a.Value())
		}
	})
}
