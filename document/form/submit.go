package form

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/document"
)

// Validate has a function judge the whole, each time that the form is submitted and its fields are
// right by themselves. What it returns is shown in the form: errors made by [At] beside their
// field, others above the buttons. [errors.Join] puts several together.
func (f *Form[T]) Validate(rule func(T) error) { f.rules = append(f.rules, rule) }

// OnSubmit shows the buttons, and calls a function with what is entered when it is right. An error
// that it returns is shown as those of [Form.Validate] are.
func (f *Form[T]) OnSubmit(handle func(T) error) {
	f.submit = func(v T) { f.say(handle(v)) }
	f.buttons.Visible.Set(true)
}

// OnSubmitWork is OnSubmit for what takes a while: the function runs in a goroutine of its own, and
// must not touch the document. Meanwhile the buttons wait. What it returns is run in a turn, and
// may be nil.
func (f *Form[T]) OnSubmitWork(work func(context.Context, T) (done func(), err error)) {
	f.submit = func(v T) {
		f.wait(true)
		beside(f.Document(), func(ctx context.Context) (func(), error) { return work(ctx, v) }, func(done func(), err error) {
			f.wait(false)
			f.say(err)
			if err == nil && done != nil {
				done()
			}
		})
	}
	f.buttons.Visible.Set(true)
}

// beside runs slow work in a goroutine of its own, and a turn take what it returns, also if it
// panics.
func beside[R any](doc *document.Document, work func(context.Context) (R, error), take func(R, error)) {
	doc.Go(func(ctx context.Context) func() {
		var result R
		err := errPanicked
		done := func() { take(result, err) }
		defer func() {
			if err == errPanicked { // the session logs why
				doc.Next(done)
			}
		}()
		result, err = work(ctx)
		return done
	})
}

// errPanicked is what a visitor is told of a function that panicked.
var errPanicked = errors.New("this did not work; the server's log says why")

// wait disables the buttons, and lays a spinner over the form.
func (f *Form[T]) wait(on bool) {
	f.busy.Set(on)
	for _, b := range f.allButtons() {
		b.Disabled.Set(on)
	}
}

// Check judges what is entered, shows what is wrong with it, and returns that.
func (f *Form[T]) Check() error {
	err := f.checkFields(func(string) bool { return true })
	if err == nil {
		err = f.checkWhole()
	}
	f.say(err)
	return err
}

// checkFields judges each field that matters by itself.
func (f *Form[T]) checkFields(matters func(path string) bool) error {
	var all []error
	f.root.walk("", func(path string, p *part) {
		if !matters(path) {
			return
		}
		if err := p.judge(nil); err != nil {
			all = append(all, &FieldError{path, err})
		}
	})
	return errors.Join(all...)
}

// checkWhole asks the functions of Validate.
func (f *Form[T]) checkWhole() error {
	var all []error
	v := f.Value()
	for _, rule := range f.rules {
		all = append(all, rule(v))
	}
	return errors.Join(all...)
}

// say shows an error: beside the fields that it is about, and in the summary. Without an error all
// that is taken away.
func (f *Form[T]) say(err error) {
	fields, others := split(err)
	var lines []string
	beside := 0
	f.root.walk("", func(path string, p *part) {
		told, ok := fields[path]
		if !ok || p == f.root {
			return
		}
		delete(fields, path)
		if p.view == nil {
			lines = append(lines, fmt.Sprintf("%s: %v", p.label, told))
			return
		}
		_ = p.judge(told)
		beside++
	})
	for _, path := range slices.Sorted(maps.Keys(fields)) { // of no field
		lines = append(lines, fmt.Sprintf("%s: %v", path, fields[path]))
	}
	for _, other := range others {
		lines = append(lines, other.Error())
	}
	if beside > 0 {
		f.turn(false)
		lines = append(lines, "Not everything is right yet: see the fields above.")
	}
	f.summary.Text.Set(strings.Join(lines, "\n"))
	f.summary.Visible.Set(len(lines) > 0)
}

// press is a click on Submit.
func (f *Form[T]) press() {
	if f.busy.Value() || f.submit == nil || f.Check() != nil {
		return
	}
	if f.review != nil && !f.review.open {
		f.turn(true)
		return
	}
	f.submit(f.Value())
}

// reset enters what the form began with.
func (f *Form[T]) reset() {
	if f.busy.Value() {
		return
	}
	f.SetValue(f.first)
}
