package form

import (
	"context"
	"fmt"
	"reflect"

	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// Wizard asks for a struct of type T in steps. A step is left when everything in it is right, and
// Back keeps what was entered. After the last step all of it is shown for review; once that is
// confirmed, a last page says what came of it. It is a component, and a source of its value.
//
//	type registration struct {
//		You  person  `label:"Who are you?"`
//		Book booking `label:"What do you book?"`
//	}
//
//	wizard, err := form.NewWizard(registration{})
//	wizard.OnConfirm(func(r registration) (models.UIElement, error) {
//		return pane.NewText("Welcome, " + r.You.Name), save(r)
//	})
//
// An embedded struct has its fields among those around it, as in a form.
type Wizard[T any] struct {
	*models.Column
	Form           *Form[T]       // what is entered: its fields, what they are called and how they are judged
	Confirm, Again widgets.Button // below the review, and on the last page

	trail    trail
	steps    []*step
	pages    []page // of the steps, the review, the end
	now      int    // the page that is shown
	reviewed bool   // the review has been shown: from a step one goes there again
	last     *models.Column
	backs    []widgets.Button
	handle   func(T) // nil: nothing can be confirmed
}

// page is what a wizard shows at a time.
type page struct {
	view    *models.Column
	buttons *models.Row
}

// NewWizard makes a wizard that begins with a value. Each section of the struct is a step (the tag
// section, which the first field must have), or each field where those are structs themselves. Tags
// and errors are those of [New].
func NewWizard[T any](v T, options ...Option) (*Wizard[T], error) {
	f, all, err := prepare(v, options)
	if err != nil {
		return nil, err
	}
	steps, err := divide(all)
	if err != nil {
		return nil, fmt.Errorf("form: %v %w", reflect.TypeFor[T](), err)
	}
	f.build(nil)
	w := &Wizard[T]{Form: f, steps: steps, last: layout.Column()}
	w.Confirm, w.Again = widgets.NewButton("Confirm"), widgets.NewButton("Start again")
	w.Confirm.SetColor(widgets.Primary)
	w.Confirm.Visible.Set(false)
	w.Confirm.OnClick(w.confirm)
	w.Again.OnClick(w.again)
	w.build()
	reactive.Busy(w, f.busy)
	return w, nil
}

// Value is what is entered. Fields whose content is refused have the value from before.
func (w *Wizard[T]) Value() T { return w.Form.Value() }

// SetValue enters a value, as [Form.SetValue] does. The step stays.
func (w *Wizard[T]) SetValue(v T) { w.Form.SetValue(v) }

// OnChange calls f when something was entered. Calling stop ends it.
func (w *Wizard[T]) OnChange(f func(T)) (stop func()) { return w.Form.OnChange(f) }

// Validate has a function judge the whole. It is asked at the end of each step, where only that
// counts which it says of the fields of this step with [At]; and for the review and once more when
// that is confirmed, where all counts.
func (w *Wizard[T]) Validate(rule func(T) error) { w.Form.Validate(rule) }

// OnConfirm calls a function when the review is confirmed and everything is right. The last page
// shows what it returns. An error is shown instead, one made by [At] beside its field, and nothing
// that was entered is lost.
func (w *Wizard[T]) OnConfirm(handle func(T) (models.UIElement, error)) {
	w.handle = func(v T) { w.finish(handle(v)) }
	w.Confirm.Visible.Set(true)
}

// OnConfirmWork is OnConfirm for what takes a while: the function runs in a goroutine of its own,
// and must not touch the document. Meanwhile the wizard waits. What it returns makes the last page,
// in a turn.
func (w *Wizard[T]) OnConfirmWork(work func(context.Context, T) (last func() models.UIElement, err error)) {
	w.handle = func(v T) {
		w.wait(true)
		beside(w.Document(), func(ctx context.Context) (func() models.UIElement, error) { return work(ctx, v) },
			func(last func() models.UIElement, err error) {
				if w.wait(false); err != nil || last == nil {
					w.finish(nil, err)
					return
				}
				w.finish(last(), nil)
			})
	}
	w.Confirm.Visible.Set(true)
}
