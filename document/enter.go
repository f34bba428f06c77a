package document

import "reflect"

// Enter runs f, in which the program gives a widget a value that a visitor chose by other means than its field, such as
// an argument of the page's address. What f sets of the model and of what it is made of is judged as if a browser had
// sent it (see [Check]): what is refused is not set. The first refusal is answered. What listeners do is the program's
// own, and not judged.
func Enter(m Model, f func()) error {
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

// trial is a run of [Enter].
type trial struct {
	err     error // the first refusal
	resting bool  // while listeners run
}

// tried reports whether a property may be set; it may unless a trial's checks refuse it.
func tried(b *Base, p *property, v reflect.Value) bool {
	if b.extra == nil || b.extra.trial == nil || b.extra.trial.resting {
		return true
	}
	err := judge(b, p, v)
	if err != nil && b.extra.trial.err == nil {
		b.extra.trial.err = err
	}
	return err == nil
}

// rest has the listeners of a model be free of its trial.
func rest(b *Base) (resume func()) {
	if b.extra == nil || b.extra.trial == nil {
		return func() {}
	}
	t, before := b.extra.trial, b.extra.trial.resting
	t.resting = true
	return func() { t.resting = before }
}
