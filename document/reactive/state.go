package reactive

// State is a value of the program's own: what a page knows besides what its widgets hold.
type State[T any] struct {
	node
	value     T
	listeners listeners[T]
}

// NewState makes a State.
func NewState[T any](v T) *State[T] {
	s := &State[T]{value: v}
	s.init(nil, nil, func() bool { return false })
	return s
}

// Value is the value that was set last.
func (s *State[T]) Value() T { return s.value }

// Set gives the State a value. One that == finds equal to the one it has does nothing; slices and
// maps always count as changed: make a new one rather than change what is in it, since others may
// hold the old one.
func (s *State[T]) Set(v T) {
	s.claim("a State")
	if same(v, s.value) {
		return
	}
	s.value = v
	s.version++
	settleSoon(s.invalidateFollowers(nil))
	s.listeners.tell(v)
}

// SetValue is Set by the name that widgets have for it, so that a State can stand where a widget
// can.
func (s *State[T]) SetValue(v T) { s.Set(v) }

// Update sets what f makes of the value.
func (s *State[T]) Update(f func(T) T) { s.Set(f(s.value)) }

// OnChange calls f right after each change. Calling stop ends it.
func (s *State[T]) OnChange(f func(T)) (stop func()) { return s.listeners.add(f) }
