package reactive_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

func TestAValueIsComputedOncePerTurnAndTravelsWithWhatItFollows(t *testing.T) {
	var a, b widgets.IntSlider
	var text pane.Text
	runs := 0
	st := open(t, func(doc *document.Document) {
		a, b, text = widgets.NewIntSlider("a", 0, 10), widgets.NewIntSlider("b", 0, 10), pane.NewText("")
		sum := Bind2(a, b, func(x, y int) int { runs++; return x + y })
		sum.OnChange(func(n int) { text.SetText(fmt.Sprint(n)) })
		doc.Add(a, b, text)
	})
	runs = 0
	st.must(func() {
		a.SetValue(1)
		b.SetValue(2)
		a.SetValue(3)
	})
	if got, want := st.patches(), []string{"value=2.0 value=3.0 text=\"5\""}; runs != 1 || len(got) != 1 || !strings.Contains(got[0], `text="5"`) {
		t.Errorf("%d runs, patches %q, want %q", runs, got, want)
	}
}

func TestAChainHasNoGlitch(t *testing.T) {
	var seen []string
	var base *State[int]
	st := open(t, func(*document.Document) {
		base = NewState(1)
		twice := Bind(base, func(n int) int { return 2 * n })
		thrice := Bind(base, func(n int) int { return 3 * n })
		both := Bind3(base, twice, thrice, func(a, b, c int) string { return fmt.Sprint(a, b, c) })
		both.OnChange(func(s string) { seen = append(seen, s) })
		Bind2(both, base, func(s string, n int) string { return fmt.Sprint(s, "/", n) }).OnChange(func(s string) { seen = append(seen, s) })
	})
	st.must(func() { base.Set(2); base.Set(5) })
	if want := []string{"5 10 15", "5 10 15/5"}; !slices.Equal(seen, want) {
		t.Errorf("heard %q, want %q", seen, want)
	}
}

func TestWhatHasNotChangedStopsThere(t *testing.T) {
	var n *State[int]
	runs := 0
	st := open(t, func(*document.Document) {
		n = NewState(1)
		even := Bind(n, func(n int) bool { return n%2 == 0 })
		Bind(even, func(bool) int { runs++; return runs }).OnChange(func(int) {})
	})
	runs = 0
	st.must(func() { n.Set(3) })
	st.must(func() { n.Set(4); n.Set(5) })
	if runs != 0 {
		t.Errorf("computed %d times though its input did not change", runs)
	}
	st.must(func() { n.Set(6) })
	if runs != 1 {
		t.Errorf("computed %d times", runs)
	}
}

func TestAValueIsFreshInTheMiddleOfATurn(t *testing.T) {
	st := open(t, func(*document.Document) {})
	st.must(func() {
		n := NewState(1)
		twice := Bind(Bind(n, func(n int) int { return n + 1 }), func(n int) int { return 2 * n })
		twice.OnChange(func(int) {})
		n.Set(4)
		if twice.Value() != 10 {
			t.Errorf("answers %d", twice.Value())
		}
	})
}

func TestOutsideOfTurnsValuesFollowAtOnce(t *testing.T) {
	n := NewState(1)
	var seen []int
	twice := Bind(n, func(n int) int { return 2 * n })
	twice.OnChange(func(n int) { seen = append(seen, n) })
	n.Set(2)
	n.Set(2)
	twice.Stop()
	n.Set(3)
	if !slices.Equal(seen, []int{4}) {
		t.Errorf("heard %d", seen)
	}
}

func TestAPanicLeavesTheRestOfTheTurn(t *testing.T) {
	var n *State[int]
	var seen []int
	st := open(t, func(*document.Document) {
		n = NewState(1)
		Bind(n, func(n int) int {
			if n == 2 {
				panic("two")
			}
			return n
		}).OnChange(func(n int) { seen = append(seen, n) })
		Bind(n, func(n int) int { return 10 * n }).OnChange(func(n int) { seen = append(seen, n) })
	})
	if err := st.turn(func() { n.Set(2) }); err == nil || !strings.Contains(err.Error(), "two") {
		t.Errorf("the turn answers %v", err)
	}
	st.must(func() { n.Set(3) })
	if !slices.Equal(seen, []int{20, 3, 30}) {
		t.Errorf("heard %d", seen)
	}
}

func TestACircleIsCutShort(t *testing.T) {
	var n *State[int]
	st := open(t, func(*document.Document) {
		n = NewState(1)
		Bind(n, func(n int) int { return n + 1 }).OnChange(func(m int) { n.Set(m) })
	})
	if err := st.turn(func() { n.Set(2) }); err == nil || !strings.Contains(err.Error(), "circle") {
		t.Errorf("the turn answers %v", err)
	}
}

func TestAStateBelongsToOneSessionAndItsTurns(t *testing.T) {
	var n *State[int]
	one := open(t, func(*document.Document) { n = NewState(1) })
	other := open(t, func(*document.Document) {})
	if err := other.turn(func() { n.Set(2) }); err == nil || !strings.Contains(err.Error(), "session") {
		t.Errorf("another session's turn answers %v", err)
	}
	func() {
		defer func() {
			if p := fmt.Sprint(recover()); !strings.Contains(p, "doc.Next") {
				t.Errorf("outside a turn: %v", p)
			}
		}()
		n.Set(2)
	}()
	one.must(func() { n.Set(2) })
}

func TestAViewShowsWhatAFunctionAnswers(t *testing.T) {
	var n *State[int]
	st := open(t, func(doc *document.Document) {
		n = NewState(1)
		many := pane.NewText("many")
		doc.Add(View(n, func(n int) models.UIElement {
			switch {
			case n == 0:
				return nil
			case n < 3:
				return pane.NewText(fmt.Sprint(n))
			}
			return many
		}))
	})
	for _, step := range []struct {
		n    int
		want string
	}{{2, `"text":"2"`}, {3, `"text":"many"`}, {4, ""}, {0, "children=[]"}} {
		st.must(func() { n.Set(step.n) })
		if got := strings.Join(st.patches(), "\n"); !strings.Contains(got, step.want) || step.want == "" && got != "" {
			t.Errorf("%d: patches %s, want %s", step.n, got, step.want)
		}
	}
}
