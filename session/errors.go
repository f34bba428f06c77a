package session

import (
	"errors"
	"fmt"
	"runtime/debug"
)

// Why a session or store did not do what it was asked.
var (
	ErrFull     = errors.New("session: as many sessions as --max-sessions allows")
	ErrClosed   = errors.New("session: the server is stopping")
	ErrEnded    = errors.New("session: it has ended")
	ErrBusy     = errors.New("session: as many turns are waiting as --session-inbox allows")
	ErrDetached = errors.New("session: this peer is not attached")
)

// PanicError is a panic in an app's code. The stack is for the log, not for visitors.
type PanicError struct {
	Value any
	Stack []byte
}

func (e *PanicError) Error() string { return fmt.Sprintf("panic: %v", e.Value) }

// Unwrap returns the error that was panicked with, if it was one.
func (e *PanicError) Unwrap() error {
	err, _ := e.Value.(error)
	return err
}

// contain runs f; a panic in it becomes a *PanicError.
func contain(f func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &PanicError{Value: v, Stack: debug.Stack()}
		}
	}()
	return f()
}
