package server

import (
	"io"
	"net/http"
	"time"
)

// patient lets the body of a request take its time as long as it comes: it has to be complete
// within the time, or another maxSend bytes of it. Without a deadline a visitor holds a connection,
// and a handler, with a byte a minute.
func patient(timeout time.Duration) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		if timeout <= 0 {
			return next
		}
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.Body != nil && r.Body != http.NoBody {
				b := &body{ReadCloser: r.Body, conn: http.NewResponseController(w), timeout: timeout}
				b.extend()
				r.Body = b
			}
			next.ServeHTTP(w, r)
		})
	}
}

// body is a request's body with a deadline. net/http lifts the deadline when the request is done.
type body struct {
	io.ReadCloser
	conn    *http.ResponseController
	timeout time.Duration
	piece   int // bytes since the deadline was set last
}

func (b *body) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.piece += n; b.piece >= maxSend {
		b.extend()
	}
	return n, err
}

func (b *body) extend() {
	b.piece = 0
	_ = b.conn.SetReadDeadline(time.Now().Add(b.timeout)) // a test's recorder has no connection
}
