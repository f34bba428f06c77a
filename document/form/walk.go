package form

import (
	"errors"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/widgets"
)

// How a visitor walks through a wizard. Each page has buttons of its own, which count only while
// their page is shown: neither a second click that was already on its way nor a forged one does
// what its page does not offer.

const (
	nextLabel   = "Next"
	reviewTitle = "Review"
)

// build places all pages below each other; one of them is shown.
func (w *Wizard[T]) build() {
	var titles []string
	var cards []models.UIElement
	for i, s := range w.steps {
		titles = append(titles, s.title)
		cards = append(cards, s.card())
		s.next.OnClick(func() { w.leave(i) })
		s.edit.OnClick(func() { w.turn(len(w.steps), i) })
		w.add(s.title, layout.Column(arrange(s.parts)...), s.next)
	}
	w.add(reviewTitle, layout.Column(cards...), w.Confirm)
	w.add("Done", w.last, w.Again)

	w.trail = newTrail(append(titles, reviewTitle))
	children := []models.UIElement{w.trail}
	for _, p := range w.pages {
		children = append(children, p.view)
	}
	children = append(children, w.Form.summary)
	for _, p := range w.pages {
		children = append(children, p.buttons)
	}
	arrive := newArrive(w.trail)
	for _, p := range w.pages {
		p.view.JSPropertyCallbacks.Set(map[string][]document.Model{"change:visible": {arrive}})
	}
	w.Column = layout.Column(children...)
	w.MaxWidth.Set(document.Some(float64(maxWidth)))
	w.Form.OnChange(func(T) {
		if w.now == len(w.steps) {
			w.draw()
		}
	})
	w.show(0)
}

// add adds a page, with a way back unless it is the first or the end.
func (w *Wizard[T]) add(name string, view *models.Column, next widgets.Button) {
	i := len(w.pages)
	buttons := layout.Row(next)
	if 0 < i && i <= len(w.steps) {
		back := widgets.NewButton("Back")
		back.OnClick(func() { w.turn(i, i-1) })
		buttons = layout.Row(next, back)
		w.backs = append(w.backs, back)
	}
	view.HTMLAttributes.Set(map[string]string{"role": "group", "aria-label": name, "tabindex": "-1"})
	view.Stylesheets.Set([]models.StyleSheetOrStrOrStyleRules{models.Str(":host(:focus){outline:none}")})
	w.pages = append(w.pages, page{view, buttons})
}

// show shows a page.
func (w *Wizard[T]) show(now int) {
	w.now = now
	w.trail.show(now)
	for i, p := range w.pages {
		p.view.Visible.Set(i == now)
		p.buttons.Visible.Set(i == now)
	}
	switch {
	case now == len(w.steps):
		w.reviewed = true
		w.draw()
	case now > len(w.steps):
		w.reviewed = false
	}
	for i, s := range w.steps {
		label := nextLabel
		if w.reviewed || i == len(w.steps)-1 {
			label = reviewTitle
		}
		s.next.Label.Set(models.Str(label))
	}
}

// draw shows in the review what is entered now.
func (w *Wizard[T]) draw() {
	for _, s := range w.steps {
		s.draw()
	}
}

// turn goes from one page to another, whatever is entered.
func (w *Wizard[T]) turn(from, to int) {
	if w.now == from && !w.Form.busy.Value() {
		w.Form.say(nil)
		w.show(to)
	}
}

// leave goes on from a step in which everything is right.
func (w *Wizard[T]) leave(from int) {
	if w.now != from || w.Form.busy.Value() {
		return
	}
	s, f := w.steps[from], w.Form
	err := f.checkFields(s.has)
	if err == nil {
		err = s.own(f.checkWhole())
	}
	if f.say(err); err != nil {
		return
	}
	if !w.reviewed && from+1 < len(w.steps) {
		w.show(from + 1)
		return
	}
	if w.complain(f.Check()) {
		return
	}
	w.show(len(w.steps))
}

// complain shows an error, and the first step with a field that it is about. It reports whether
// there is one.
func (w *Wizard[T]) complain(err error) bool {
	if err == nil {
		return false
	}
	for i, s := range w.steps {
		if s.own(err) != nil {
			w.show(i)
			break
		}
	}
	w.Form.say(err)
	return true
}

// own is what of an error is about the fields of a step.
func (s *step) own(err error) error {
	var all []error
	fields, _ := split(err)
	for path, one := range fields {
		if s.has(path) {
			all = append(all, &FieldError{path, one})
		}
	}
	return errors.Join(all...)
}

// confirm is a click on Confirm. What was right when a step was left may have changed since.
func (w *Wizard[T]) confirm() {
	if w.handle == nil || w.now != len(w.steps) || w.Form.busy.Value() || w.complain(w.Form.Check()) {
		return
	}
	w.handle(w.Value())
}

// finish shows what came of the confirmation.
func (w *Wizard[T]) finish(last models.UIElement, err error) {
	if w.complain(err) {
		return
	}
	w.last.Children.Set(nil)
	if last != nil {
		w.last.Children.Set([]models.UIElement{last})
	}
	w.show(len(w.steps) + 1)
}

// again begins anew with the first value.
func (w *Wizard[T]) again() {
	if w.now > len(w.steps) {
		w.Form.reset()
		w.show(0)
	}
}

// wait disables the buttons.
func (w *Wizard[T]) wait(on bool) {
	w.Form.busy.Set(on)
	all := append([]widgets.Button{w.Confirm}, w.backs...)
	for _, s := range w.steps {
		all = append(all, s.edit)
	}
	for _, b := range all {
		b.Disabled.Set(on)
	}
}
