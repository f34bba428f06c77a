package session

import (
	"context"
	"errors"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
)

// Deliver handles a message from an attached browser and returns when that is
// done: everything it caused is queued, and then the answer. Messages of one
// browser have to be delivered one after the other.
//
// An error means that the connection is of no further use. The peer has then
// been told to close.
func (s *Session) Deliver(p Peer, m *wire.Message) error {
	err := s.deliver(p, m)
	var broken *wire.ProtocolError
	switch {
	case err == nil:
	case errors.As(err, &broken):
		p.Close(broken.Code, broken.Reason)
	case errors.Is(err, ErrBusy):
		p.Close(wire.CloseSlow, "session is busy")
	default:
		p.Close(wire.CloseGoingAway, "session has ended")
	}
	return err
}

func (s *Session) deliver(p Peer, m *wire.Message) error {
	if !m.Type.FromClient() {
		return wire.Unexpected(m.Type)
	}
	if err := s.acquire(context.Background(), ordinary); err != nil {
		return err
	}
	defer s.release()
	from := s.seat(p)
	if from == nil {
		return ErrDetached
	}
	if err := s.turn(func() error { return s.handle(from, m) }); err != nil {
		s.send(from, s.explain(m, err))
		return nil
	}
	if m.Type == wire.PatchDoc || m.Type == wire.PushDoc {
		s.send(from, wire.NewOK(m.ID)) // after the patches
	}
	return nil
}

// handle does what a message asks for, in a turn.
func (s *Session) handle(from *attachment, m *wire.Message) error {
	switch m.Type {
	case wire.PatchDoc:
		return s.doc.Apply(from.view, m.Content, m.Buffers)
	case wire.PushDoc:
		return s.doc.Replace(from.view, m.Content, m.Buffers)
	case wire.PullDocReq:
		// Queued in the same turn: the browser drops patches that come before it,
		// and must not miss those that come after the snapshot.
		s.send(from, wire.NewPullDocReply(m.ID, s.doc.Pull(from.view)))
	case wire.ServerInfoReq:
		s.send(from, wire.NewServerInfoReply(m.ID))
	}
	return nil
}

// explain answers a message that failed with what a browser may know of that.
func (s *Session) explain(m *wire.Message, err error) *wire.Message {
	var p *PanicError
	if errors.As(err, &p) {
		s.report("callback failed", err)
		return wire.NewFailure(m.ID, "the application failed; its log says why", s.told(err), s.doc.Reached())
	}
	s.Log().Debug("message refused", "type", string(m.Type), "err", err)
	var refusal *document.Refusal
	if errors.As(err, &refusal) {
		return wire.NewRefusal(m.ID, err.Error(), refusal.Said, refusal.Event, refusal.Whole)
	}
	return wire.NewError(m.ID, err.Error())
}
