package form

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Validate has a function judge the whole, each time that the form is submitted and its fields are right by themselves.
// What it answers is shown in the form: errors made by [At] beside their field, others above the buttons. [errors.Join]
// puts several together.
func (f *Form[T]) Validate(rule func(T) error) { f.rules = append(f.rules, rule) }

// OnSubmit shows the buttons, and has a function run with what is entered when it is right. An error that it answers is
// shown as those of [Form.Validate] are.
func (f *Form[T]) OnSubmit(handle func(T) error) {
	f.submit = func(v T) { f.say(handle(v)) }
	f.buttons.Visible.Set(true)
}

// OnSubmitWork is OnSubmit for what takes a while: the function runs in a goroutine of its own, and must not touch the
// document. Meanwhile the buttons wait. What it answers is run in a turn, and may be nil.
func (f *Form[T]) OnSubmitWork(work func(context.Context, T) (done func(), err error)) {
	f.submit = func(v T) {
		f.wait(true)
		f.Document().Go(func(ctx context.Context) func() {
			done, err := work(ctx, v)
			return func() {
				f.wait(false)
				f.say(err)
				if err == nil && done != nil {
					done()
				}
			}
		})
	}
	f.buttons.Visible.Set(true)
}

// wait has the buttons wait, and a spinner lie over the form.
func (f *Form[T]) wait(on bool) {
	f.busy.Set(on)
	for _, b := range f.allButtons() {
		b.Disabled.Set(on)
	}
}

// Check judges what is entered, shows what is wrong with it, and answers that.
func (f *Form[T]) Check() error {
	if err := f.checkFields(); err != nil {
		f.say(err)
		return err
	}
	var all []error
	v := f.Value()
	for _, rule := range f.rules {
		all = append(all, rule(v))
	}
	err := errors.Join(all...)
	f.say(err)
	return err
}

// checkFields judges each field by itself.
func (f *Form[T]) checkFields() error {
	var all []error
	f.root.walk("", func(path string, p *part) {
		if err := p.judge(nil); err != nil {
			all = append(all, &FieldError{path, err})
		}
	})
	return errors.Join(all...)
}

// say shows an error: beside the fields that it is about, and in the summary. Without an error all that is taken away.
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
