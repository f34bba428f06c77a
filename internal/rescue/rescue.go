package rescue

import (
	"fmt"
	"runtime"
	"runtime/debug"
)

// Error is a panic. Where it came from is for the log, not for visitors.
type Error struct {
	Value any
	Stack []byte // of the goroutine, as runtime/debug.Stack writes it

	callers []uintptr
}

// New returns the error of a value that was recovered. It must be called by the function that
// recovered it, while the stack of the panic is still there.
func New(value any) *Error {
	callers := make([]uintptr, 128)
	return &Error{value, debug.Stack(), callers[:runtime.Callers(1, callers)]}
}

func (e *Error) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap returns the error that was panicked with, if it was one.
func (e *Error) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// Call calls f and returns its error; a panic in it becomes an *[Error].
func Call(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = New(v)
		}
	}()
	return f()
}
