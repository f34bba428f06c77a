package server

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"net/http"
)

// trace follows one request through its handlers: what it is called in the log, and why it failed.
type trace struct {
	id    string
	peer  string // IP address at the other end of the connection
	https bool   // the visitor's connection is encrypted, as far as this server or a trusted proxy knows
	root  string // path that a trusted proxy took off
	err   error  // set by the handler that failed, read by the access log

	forwards bool  // a trusted proxy says for whom it asks
	refused  error // what it says cannot be
}

type traceKey struct{}

// traceFrom is the request's trace. Outside the server's own handlers there is none, and an empty
// one is returned.
func traceFrom(ctx context.Context) *trace {
	if t, ok := ctx.Value(traceKey{}).(*trace); ok {
		return t
	}
	return &trace{}
}

// RequestID names the request of a context in the log and on error pages, empty outside of one.
func RequestID(ctx context.Context) string { return traceFrom(ctx).id }

// newRequestID is eight random bytes: unique enough to find one request among those of a year.
func newRequestID() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails
	return hex.EncodeToString(b[:])
}

// given is the request id that a trusted proxy has chosen, if it is one that can stand in a log.
func given(r *http.Request) string {
	id := r.Header.Get("X-Request-Id")
	if len(id) > 64 {
		return ""
	}
	for _, c := range []byte(id) {
		if c != '-' && c != '_' && (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') {
			return ""
		}
	}
	return id
}
