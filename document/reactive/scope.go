package reactive

import (
	"slices"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// scope holds what was made while a View's function ran: values, views and links that follow
// sources. It is suspended while the component that the function returned is not shown, so that
// views that are built again and again leave nothing behind that follows the sources. The component
// keeps its scope, which resumes when the component is shown once more.
type scope struct {
	parts     []part
	suspended bool
}

// part is something that follows a source.
type part interface {
	suspend()
	resume() // follows again, and catches up
}

func (s *scope) suspend() {
	if s == nil || s.suspended {
		return
	}
	s.suspended = true
	for _, p := range slices.Backward(s.parts) {
		p.suspend()
	}
}

func (s *scope) resume() {
	if s == nil || !s.suspended {
		return
	}
	s.suspended = false
	for _, p := range s.parts {
		p.resume()
	}
}

// join puts something that follows a source into the scope of the function that runs, if one does.
func join(p part) {
	if s, ok := document.Scope(document.Current()).(*scope); ok {
		s.parts = append(s.parts, p)
	}
}

// owner suspends what a View's function makes while what that returned is not shown.
type owner struct{ shown *scope }

func newOwner() *owner {
	o := &owner{}
	join(o)
	return o
}

// run runs the function.
func (o *owner) run(f func() models.UIElement) models.UIElement {
	doc := document.Current()
	if doc == nil {
		return f()
	}
	made := &scope{}
	before := document.SetScope(doc, made)
	defer document.SetScope(doc, before)
	content := f()
	kept := scopeOf(content, made)
	if kept != o.shown {
		o.shown.suspend()
		o.shown = kept
	}
	kept.resume()
	return content
}

func (o *owner) suspend() { o.shown.suspend() }
func (o *owner) resume()  {} // its value is computed anew, which resumes what it returns

// scopeOf is the scope that a component keeps, together with what has been made for it now; nil if
// there is none.
func scopeOf(content models.UIElement, made *scope) *scope {
	if isNothing(content) {
		return nil
	}
	kept, _ := document.Attached(content).(*scope)
	switch {
	case len(made.parts) == 0:
		return kept
	case kept == nil:
		document.Attach(content, made)
		return made
	}
	kept.parts = append(kept.parts, made.parts...)
	return kept
}

// subscription listens to a source on somebody's behalf.
type subscription struct {
	listen  func() (stop func())
	catchUp func()
	stop    func()
	over    bool
}

// subscribe listens to a source as long as the scope in which it was called is not suspended.
func subscribe(listen func() (stop func()), catchUp func()) (stop func()) {
	s := &subscription{listen: listen, catchUp: catchUp, stop: listen()}
	join(s)
	return func() {
		s.over = true
		s.stop()
	}
}

func (s *subscription) suspend() { s.stop() }

func (s *subscription) resume() {
	if !s.over {
		s.stop = s.listen()
		s.catchUp()
	}
}

// follow calls f with the value of a source, now and whenever that changes.
func follow[T any](s Source[T], f func(T)) (stop func()) {
	now := func() { f(s.Value()) }
	now()
	return subscribe(func() func() { return s.OnChange(f) }, now)
}
