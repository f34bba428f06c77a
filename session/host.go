package session

import (
	"context"
	"errors"
	"log/slog"
	"net/url"
	"path"
	"strings"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/internal/rescue"
)

var (
	_ document.Host    = (*Session)(nil)
	_ document.Fetched = (*Session)(nil)
)

// Next calls f in a turn of its own, after those that wait. It never blocks; it
// may be called in a turn. If too many wait, f is dropped and the log says so.
func (s *Session) Next(f func()) {
	first, err := s.post(func() { s.act(f) })
	if first && errors.Is(err, ErrBusy) {
		s.Log().Error("calls of Next are dropped: too many turns are waiting", "limit", s.limit)
	}
}

// Go runs work on a goroutine, and what it returns in a turn. It may be called in
// a turn. Once the session ends, nothing more is run.
func (s *Session) Go(work func(context.Context) func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shut {
		return
	}
	life := s.context()
	// Added before the store can wait for it: shut is set before that.
	s.store.work.Go(func() {
		then, err := s.background(life, work)
		if err != nil {
			s.report("background work failed", err)
			then = func() { s.doc.Tell(failed, s.told(err)) }
		}
		if then == nil || s.acquire(life, must) != nil {
			return
		}
		defer s.release()
		s.act(then)
	})
}

func (s *Session) background(life context.Context, work func(context.Context) func()) (then func(), err error) {
	err = rescue.Call(func() error {
		then = work(life)
		return nil
	})
	return then, err
}

// Context ends when the session has ended.
func (s *Session) Context() context.Context {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.context()
}

// context makes the session's context when it is first wanted: most never need
// one, and it would be a third of an idle session. mu is held.
func (s *Session) context() context.Context {
	if s.ctx == nil {
		s.ctx, s.cancel = context.WithCancel(s.store.ctx)
	}
	return s.ctx
}

// Visit is who asked for the session, and how.
func (s *Session) Visit() document.Visit { return *s.visit }

// Address is where the server has what the document offers under a key. It names the session, which
// keeps what it offers from the browsers of others.
func (s *Session) Address(key string) string {
	return strings.TrimPrefix(path.Join(s.visit.Path, "download"), "/") + "?" + url.Values{"session": {string(s.id)}, "key": {key}}.Encode()
}

// Log is the store's logger, naming the session.
func (s *Session) Log() *slog.Logger {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.log == nil {
		s.log = s.store.log.With("session", s.id.short())
	}
	return s.log
}
