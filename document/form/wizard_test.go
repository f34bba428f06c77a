package form_test

import (
	"context"
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/documenttest"
	"github.com/panelgo/panelgo/document/form"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
)

type trip struct {
	Name  string `section:"Who?" form:"required"`
	Child bool
	To    string `section:"Where to?" options:"Bath,York"`
	Seats int    `min:"1" max:"9"`
}

// walk is a wizard in a page, and whom it has been confirmed for.
type walk struct {
	*documenttest.Browser
	*form.Wizard[trip]
	t         *testing.T
	confirmed []trip
}

func newWalk(t *testing.T) *walk {
	t.Helper()
	w, err := form.NewWizard(trip{To: "Bath", Seats: 1})
	if err != nil {
		t.Fatal(err)
	}
	all := &walk{t: t, Wizard: w}
	w.Validate(func(v trip) error {
		if v.Child && v.Seats < 2 {
			return errors.Join(form.At("Seats", "a child does not travel alone"), errors.New("see the rules"))
		}
		return nil
	})
	w.OnConfirm(func(v trip) (models.UIElement, error) {
		switch v.Name {
		case "Eve":
			return nil, errors.New("Eve is not served")
		case "Bob":
			return nil, form.At("Name", "Bob is on the train already")
		}
		all.confirmed = append(all.confirmed, v)
		return pane.NewText("Good journey, " + v.Name), nil
	})
	all.Browser = documenttest.Open(t, w)
	return all
}

// press clicks the button with a label, also where it is not shown.
func (w *walk) press(label string, which int) {
	w.t.Helper()
	if err := w.Fire(button(w.Browser, label, which), "button_click", ""); err != nil {
		w.t.Fatal(err)
	}
}

// enter has the visitor fill in a field.
func (w *walk) enter(path, value string) {
	w.t.Helper()
	if err := w.Set(w.Form.Component(path).(document.Model), "value", value); err != nil {
		w.t.Fatal(err)
	}
}

// shown is the name of the page that a wizard shows.
func shown(wizard *models.Column) string {
	var names []string
	for _, child := range wizard.Children.Get() {
		if c, ok := child.(*models.Column); ok && c.Visible.Get() && c.HTMLAttributes.Get()["role"] == "group" {
			names = append(names, c.HTMLAttributes.Get()["aria-label"])
		}
	}
	return strings.Join(names, " and ")
}

func (w *walk) expect(page string) {
	w.t.Helper()
	if got := shown(w.Column); got != page {
		w.t.Fatalf("the page is %q, not %q; told %s", got, page, w.Hears())
	}
}

func TestAWizardGoesStepByStep(t *testing.T) {
	w := newWalk(t)
	w.expect("Who?")
	w.press("Next", 0)
	w.expect("Who?")
	if told := w.Hears(); !strings.Contains(told, "this is needed") {
		t.Errorf("told %s", told)
	}
	w.enter("Name", `"Ada"`)
	w.press("Next", 0)
	w.expect("Where to?")
	w.press("Back", 0)
	w.expect("Who?")
	w.press("Next", 0)
	w.enter("Seats", `3`)
	w.press("Review", 0)
	w.expect("Review")
	told := w.Hears()
	for _, want := range []string{"Ada", "Bath", "3"} {
		if !strings.Contains(told, want) {
			t.Errorf("the review does not tell %q: %s", want, told)
		}
	}
	w.press("Change", 0)
	w.expect("Who?")
	w.enter("Name", `"Grace"`)
	w.press("Review", 0) // what Next says now
	w.expect("Review")
	w.press("Confirm", 0)
	w.expect("Done")
	want := trip{Name: "Grace", To: "Bath", Seats: 3}
	if !slices.Equal(w.confirmed, []trip{want}) {
		t.Errorf("confirmed %+v", w.confirmed)
	}
	if told := w.Hears(); !strings.Contains(told, "Good journey, Grace") {
		t.Errorf("told %s", told)
	}
	w.press("Start again", 0)
	w.expect("Who?")
	if got := w.Value(); got != (trip{To: "Bath", Seats: 1}) {
		t.Errorf("again with %+v", got)
	}
}

func TestAWizardIsConfirmedOnce(t *testing.T) {
	w := newWalk(t)
	w.enter("Name", `"Ada"`)
	w.press("Next", 0)
	w.press("Next", 0) // a second click that was on its way
	w.expect("Where to?")
	w.press("Review", 0)
	confirm := `{"kind":"MessageSent","msg_type":"bokeh_event","msg_data":{"type":"event","name":"button_click","values":{"model":{"id":"ID"}}}}`
	if err := w.Send(w.Confirm.Button, nil, confirm, confirm); err != nil {
		t.Fatal(err)
	}
	w.press("Confirm", 0)
	if len(w.confirmed) != 1 {
		t.Errorf("confirmed %d times", len(w.confirmed))
	}
}

func TestForgedClicksSkipNoStep(t *testing.T) {
	w := newWalk(t)
	for _, label := range []string{"Confirm", "Review", "Start again"} {
		w.press(label, 0)
	}
	for i := range 2 {
		w.press("Change", i)
		w.press("Back", i)
	}
	w.expect("Who?")

	w.enter("Name", `"Ada"`)
	w.press("Next", 0)
	w.press("Review", 0)
	w.expect("Review")
	w.Hears()
	// What was right when its step was left is changed behind the review's back.
	if err := w.Set(w.Form.Component("Child").(document.Model), "active", `true`); err != nil {
		t.Fatal(err)
	}
	w.press("Confirm", 0)
	w.expect("Where to?")
	if told := w.Hears(); !strings.Contains(told, "does not travel alone") || !strings.Contains(told, "see the rules") {
		t.Errorf("told %s", told)
	}
	if len(w.confirmed) != 0 {
		t.Errorf("confirmed %+v", w.confirmed)
	}
}

func TestAStepIsJudgedByItsOwnFields(t *testing.T) {
	w := newWalk(t)
	w.enter("Name", `"Ada"`)
	if err := w.Set(w.Form.Component("Child").(document.Model), "active", `true`); err != nil {
		t.Fatal(err)
	}
	w.press("Next", 0) // the seats are asked for later
	w.expect("Where to?")
	w.press("Review", 0)
	w.expect("Where to?")
	w.enter("Seats", `2`)
	w.press("Review", 0)
	w.expect("Review")
}

func TestAnErrorAtConfirmLosesNothing(t *testing.T) {
	w := newWalk(t)
	w.enter("Name", `"Eve"`)
	w.press("Next", 0)
	w.press("Review", 0)
	w.press("Confirm", 0)
	w.expect("Review")
	if told := w.Hears(); !strings.Contains(told, "Eve is not served") {
		t.Errorf("told %s", told)
	}
	w.press("Change", 0)
	w.enter("Name", `"Bob"`)
	w.press("Review", 0)
	w.press("Confirm", 0)
	w.expect("Who?") // where the field is that is wrong
	if told := w.Hears(); !strings.Contains(told, "on the train already") {
		t.Errorf("told %s", told)
	}
	w.enter("Name", `"Ada"`)
	w.press("Review", 0)
	w.press("Confirm", 0)
	w.expect("Done")
	if len(w.confirmed) != 1 || w.confirmed[0].Name != "Ada" {
		t.Errorf("confirmed %+v", w.confirmed)
	}
}

func TestAWizardWaitsForSlowWork(t *testing.T) {
	w, err := form.NewWizard(trip{Name: "Ada", To: "Bath", Seats: 1})
	if err != nil {
		t.Fatal(err)
	}
	var source reactive.Source[trip] = w
	answer, runs := make(chan error), 0
	w.OnConfirmWork(func(_ context.Context, v trip) (func() models.UIElement, error) {
		runs++
		if err := <-answer; err != nil {
			if err.Error() == "panic" {
				runtime.Goexit() // as a panic ends it, which the session takes
			}
			return nil, err
		}
		return func() models.UIElement { return pane.NewText("Good journey, " + source.Value().Name) }, nil
	})
	b := documenttest.Open(t, w)
	all := &walk{t: t, Wizard: w, Browser: b}
	all.press("Next", 0)
	all.press("Review", 0)
	for _, wrong := range []string{"no such train", "panic"} {
		all.press("Confirm", 0)
		all.press("Confirm", 0)
		all.press("Change", 0)
		all.press("Back", 1)
		all.expect("Review")
		answer <- errors.New(wrong)
		b.Settle()
		all.expect("Review")
		want := wrong
		if wrong == "panic" {
			want = "did not work"
		}
		if told := b.Hears(); !strings.Contains(told, want) {
			t.Errorf("told %s", told)
		}
	}
	all.press("Confirm", 0)
	close(answer)
	b.Settle()
	all.expect("Done")
	if runs != 3 {
		t.Errorf("the work ran %d times", runs)
	}
}

func TestStructsAreStepsAndWhatIsNoStepIsRefused(t *testing.T) {
	type parts struct {
		You    struct{ Name string } `label:"Who?"`
		Home   *address              `label:"Where?"`
		Guests []guest
		Secret string `form:"hidden"`
	}
	w, err := form.NewWizard(parts{Secret: "kept", Guests: []guest{{"Bob", 30}}})
	if err != nil {
		t.Fatal(err)
	}
	b := documenttest.Open(t, w)
	for i, page := range []string{"Who?", "Where?", "Guests"} {
		if got := shown(w.Column); got != page {
			t.Errorf("page %d is %q", i, got)
		}
		label := "Next"
		if i == 2 {
			label = "Review"
		}
		if err := b.Fire(button(b, label, i%2), "button_click", ""); err != nil {
			t.Fatal(err)
		}
	}
	if got := shown(w.Column); got != "Review" {
		t.Errorf("the page is %q", got)
	}
	if w.Value().Secret != "kept" || w.Value().Home != nil {
		t.Errorf("%+v", w.Value())
	}
	type loose struct {
		Name string
		Home address
	}
	type late struct {
		Name string
		To   string `section:"Where?"`
	}
	for _, err := range []error{second(form.NewWizard(loose{})), second(form.NewWizard(late{})), second(form.NewWizard(struct{}{}))} {
		if err == nil || !strings.Contains(err.Error(), "form: ") {
			t.Errorf("the error is %v", err)
		}
	}
}

func second[T any](_ T, err error) error { return err }
