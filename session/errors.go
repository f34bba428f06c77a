package session

import (
	"errors"

	"github.com/panelgo/panelgo/internal/rescue"
)

// Why a session or store did not do what it was asked.
var (
	ErrFull       = errors.New("session: as many sessions as --max-sessions allows")
	ErrClientFull = errors.New("session: as many sessions of one address or user as --max-sessions-per-client allows")
	ErrClosed     = errors.New("session: the server is stopping")
	ErrEnded      = errors.New("session: it has ended")
	ErrBusy       = errors.New("session: as many turns are waiting as --session-inbox allows")
	ErrDetached   = errors.New("session: this peer is not attached")
)

// PanicError is a panic in an app's code. The stack is for the log, not for visitors.
type PanicError = rescue.Error
