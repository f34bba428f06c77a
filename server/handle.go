package server

import (
	"errors"
	"net/http"

	"github.com/panelgo/panelgo/internal/rescue"
	"github.com/panelgo/panelgo/session"
)

// handle makes a handler of a function that returns errors. The error is for the log; the visitor
// reads the status.
func (s *Server) handle(do func(http.ResponseWriter, *http.Request) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if err := do(w, r); err != nil {
			s.fail(w, r, err)
		}
	}
}

// fail answers with an error page, unless an answer has begun.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	t := traceFrom(r.Context())
	t.err = err
	status := statusOf(err)
	if panicked := (*session.PanicError)(nil); errors.As(err, &panicked) {
		s.log.Error("app panicked", append([]any{"request", t.id, "path", r.URL.Path}, rescue.Attrs(err, s.opts.Dev)...)...)
	}
	if a, ok := w.(*answer); ok && a.status != 0 {
		return // too late to say so
	}
	s.showError(w, r, status, err)
}

// rescue turns a panic in a handler into an error page and a line in the log. It stands inside
// accessLog, and lets http.ErrAbortHandler through, by which handlers cut a connection on purpose.
func (s *Server) rescue(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			v := recover()
			if v == nil {
				return
			}
			if v == http.ErrAbortHandler {
				panic(v)
			}
			err := rescue.New(v)
			traceFrom(r.Context()).err = err
			s.log.Error("handler panicked", append([]any{"request", RequestID(r.Context()), "path", r.URL.Path}, rescue.Attrs(err, s.opts.Dev)...)...)
			s.fail(w, r, errPanicked)
		}()
		next.ServeHTTP(w, r)
	})
}

var errPanicked = errors.New("server: a handler panicked")
