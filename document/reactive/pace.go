package reactive

import (
	"time"

	"github.com/panelgo/panelgo/document"
)

// Debounce follows a source once it has kept still for a while: for what is too slow to run at each
// key or step of a slider. It is to be made in a turn.
func Debounce[T any](s Source[T], still time.Duration) Source[T] {
	calm := NewState(s.Value())
	stop := func() {}
	later := func(T) {
		stop()
		stop = document.Current().After(still, func() { calm.Set(s.Value()) })
	}
	subscribe(func() func() { return s.OnChange(later) }, func() { calm.Set(s.Value()) })
	return calm
}

// Throttle follows a source at most once in a period: at once after a pause, and with the latest
// value when the period is over. It is to be made in a turn.
func Throttle[T any](s Source[T], period time.Duration) Source[T] {
	paced := NewState(s.Value())
	resting, missed := false, false
	var rest func()
	rest = func() {
		resting = false
		if missed {
			resting, missed = true, false
			document.Current().After(period, rest)
			paced.Set(s.Value())
		}
	}
	now := func(v T) {
		if missed = resting; !resting {
			resting = true
			document.Current().After(period, rest)
			paced.Set(v)
		}
	}
	subscribe(func() func() { return s.OnChange(now) }, func() { paced.Set(s.Value()) })
	return paced
}
