package document

import "reflect"

// SetAsVisitor calls f, in which the program sets a widget to a value that a visitor chose by other
// means than its field, such as an argument of the page's address. What f sets of the model and of
// the models that it is made of is checked as if a browser had sent it (see [Check]); a value that
// is refused is not set. It returns the first refusal. What listeners set is the program's own, and
// not checked.
func SetAsVisitor(m Model, f func()) error {
	t := &trial{}
	var models []*extra
	seen := map[*Base]bool{}
	var mark func(Model)
	mark = func(m Model) {
		b := bound(m)
		if seen[b] {
			return
		}
		seen[b] = true
		x := more(b)
		x.trial = t
		models = append(models, x)
		children(b, mark)
	}
	mark(m)
	defer func() {
		for _, x := range models {
			x.trial = nil
		}
	}()
	f()
	return t.err
}

// trial is the state of one call of [SetAsVisitor].
type trial struct {
	err    error // the first refusal
	paused bool  // while listeners run
}

// allowed reports whether a property may be set: outside of SetAsVisitor always, inside if its
// checks accept the value.
func allowed(b *Base, p *property, v reflect.Value) bool {
	if b.extra == nil || b.extra.trial == nil || b.extra.trial.paused {
		return true
	}
	err := judge(b, p, v)
	if err != nil && b.extra.trial.err == nil {
		b.extra.trial.err = err
	}
	return err == nil
}

// RefuseVisitor reports whether the program sets a model as a visitor would, in [SetAsVisitor], and
// then has that return the error: for what a widget judges before it sets anything.
func RefuseVisitor(m Model, err error) bool {
	x := bound(m).extra
	if x == nil || x.trial == nil || x.trial.paused {
		return false
	}
	if x.trial.err == nil {
		x.trial.err = err
	}
	return true
}

// pauseTrial lifts the checks of SetAsVisitor from a model while its listeners run.
func pauseTrial(b *Base) (resume func()) {
	if b.extra == nil || b.extra.trial == nil {
		return func() {}
	}
	t, before := b.extra.trial, b.extra.trial.paused
	t.paused = true
	return func() { t.paused = before }
}
