package reactive

// Computed is a value that is made from others. It is a Source itself, so that more can be made
// from it.
type Computed[T any] struct {
	node
	f         func() T
	value     T
	made      bool
	listeners listeners[T]
}

// Bind makes a value from a source: f is run when the value is first wanted, and after that when
// the source has changed. Values that == finds equal count as unchanged; slices and maps always
// count as changed.
func Bind[A, T any](a Source[A], f func(A) T) *Computed[T] {
	c := computed(func() T { return f(a.Value()) })
	addInput(&c.node, a)
	return c.begin()
}

// Bind2 makes a value from two sources.
func Bind2[A, B, T any](a Source[A], b Source[B], f func(A, B) T) *Computed[T] {
	c := computed(func() T { return f(a.Value(), b.Value()) })
	addInput(&c.node, a)
	addInput(&c.node, b)
	return c.begin()
}

// Bind3 makes a value from three sources.
func Bind3[A, B, C, T any](a Source[A], b Source[B], c Source[C], f func(A, B, C) T) *Computed[T] {
	d := computed(func() T { return f(a.Value(), b.Value(), c.Value()) })
	addInput(&d.node, a)
	addInput(&d.node, b)
	addInput(&d.node, c)
	return d.begin()
}

// Bind4 makes a value from four sources; what needs more can be made in two steps.
func Bind4[A, B, C, D, T any](a Source[A], b Source[B], c Source[C], d Source[D], f func(A, B, C, D) T) *Computed[T] {
	e := computed(func() T { return f(a.Value(), b.Value(), c.Value(), d.Value()) })
	addInput(&e.node, a)
	addInput(&e.node, b)
	addInput(&e.node, c)
	addInput(&e.node, d)
	return e.begin()
}

// begin makes a value follow its inputs, which are all known now.
func (c *Computed[T]) begin() *Computed[T] {
	c.connect()
	join(&c.node)
	return c
}

func computed[T any](f func() T) *Computed[T] {
	c := &Computed[T]{f: f}
	c.init(c.remake, func() { c.listeners.tell(c.value) }, func() bool { return len(c.listeners.all) > 0 })
	return c
}

func (c *Computed[T]) remake() {
	v := c.f()
	if c.made && same(v, c.value) {
		return
	}
	c.value, c.made = v, true
	c.version++
}

// Value is the value, made anew if something that it is made from has changed.
func (c *Computed[T]) Value() T {
	if !c.made {
		c.invalid = true // f has panicked before
	}
	c.refresh()
	return c.value
}

// OnChange calls f at the end of each turn that has changed the value. Calling stop ends it.
func (c *Computed[T]) OnChange(f func(T)) (stop func()) {
	c.Value()
	if len(c.listeners.all) == 0 {
		c.reported = c.version
	}
	return c.listeners.add(f)
}

// Stop keeps the value what it is. Few need it: what a View's function makes is suspended by itself
// while what that returned is not shown, and all ends with the session.
func (c *Computed[T]) Stop() {
	c.suspend()
	c.stopped = true
}
