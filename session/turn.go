package session

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/internal/rescue"
)

// turn runs f with the document, then tells every browser what has changed, also
// if f failed: what it did before stands. The mailbox's turn must be held.
func (s *Session) turn(f func() error) error {
	err := rescue.Call(func() error { return s.doc.Turn(f) })
	if err := rescue.Call(s.flush); err != nil {
		s.report("changes cannot be sent", err)
		s.ClosePeers(wire.CloseInternal, "internal error") // they missed something
	}
	return err
}

func (s *Session) flush() error {
	if len(s.seats) == 0 {
		s.doc.Flush(nil)
		return nil
	}
	return s.doc.Turn(func() error {
		s.doc.Flush(s.sendPatch)
		return nil
	})
}

func (s *Session) sendPatch(v *document.View, content []byte, buffers []wire.Buffer) {
	for i := range s.seats {
		if s.seats[i].view == v {
			s.send(&s.seats[i], wire.NewPatchDoc(content, buffers))
		}
	}
}

// act runs f in a turn that nobody waits for: a panic is logged, and browsers are told.
func (s *Session) act(f func()) {
	err := s.turn(func() error {
		f()
		return nil
	})
	if err != nil {
		s.fail(err)
	}
}

// fail logs that a callback of the program failed which no message is waiting for, and has browsers
// tell so.
func (s *Session) fail(err error) {
	s.report("callback failed", err)
	_ = s.turn(func() error { // nothing but a message is left to send
		s.doc.Tell(failed, s.told(err))
		return nil
	})
}

// failed is the kind of the message by which a page hears that a callback failed; own/notices.js
// shows what it says.
const failed = "panelgo_failed"

// told is what browsers may know of a failure: in development where it was, else nothing.
func (s *Session) told(err error) (details string) {
	if s.store.develops {
		return rescue.Details(err)
	}
	return ""
}

// report logs an error, and of a panic where it was.
func (s *Session) report(what string, err error) {
	s.Log().Error(what, rescue.Attrs(err, s.store.develops)...)
}
