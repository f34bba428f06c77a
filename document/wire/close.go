package wire

import "fmt"

// The codes with which a connection is closed, RFC 6455 section 7.4. Bokeh's own
// server uses 10000 and 10001, which the standard does not allow; BokehJS treats
// every code alike.
const (
	CloseGoingAway = 1001 // the session ended
	ClosePolicy    = 1008 // the peer broke the protocol
	CloseTooBig    = 1009 // a frame or message over the limit
	CloseInternal  = 1011 // our own failure
	CloseRestart   = 1012 // the server stops; a new one may be coming
	CloseSlow      = 1013 // the peer does not read what it is sent
	CloseSignedOut = 4001 // the visitor's sign-in is gone
)

// ProtocolError says that a peer broke the protocol. Its connection is to be
// closed with Code and Reason; Reason is fixed text and fits in a close frame.
type ProtocolError struct {
	Code   int
	Reason string
}

func (e *ProtocolError) Error() string {
	return fmt.Sprintf("wire: %s (close code %d)", e.Reason, e.Code)
}

func violation(reason string) error { return &ProtocolError{ClosePolicy, reason} }

func tooBig(reason string) error { return &ProtocolError{CloseTooBig, reason} }

// Unexpected is the error for a message of a known type that this side never
// takes, such as an OK from a browser.
func Unexpected(t Type) error { return violation("not expected here: " + string(t)) }
