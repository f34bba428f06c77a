package session

import (
	"errors"

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

// act runs f in a turn that nobody waits for: a panic is logged.
func (s *Session) act(f func()) {
	err := s.turn(func() error {
		f()
		return nil
	})
	if err != nil {
		s.report("callback failed", err)
	}
}

// report logs an error with the stack of the panic that it may be.
func (s *Session) report(what string, err error) {
	var p *PanicError
	if errors.As(err, &p) {
		s.Log().Error(what, "err", err, "stack", string(p.Stack))
		return
	}
	s.Log().Error(what, "err", err)
}
