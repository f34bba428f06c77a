package server

import (
	"errors"
	"log/slog"
	"net/http"
	"strings"
	"time"
)

// accessLog writes a line per request when it is done: errors of ours as errors, refusals as
// warnings, pages and sockets as information, and files and probes, which are many and say little,
// for debugging only. Of refusals for one reason the first ten in a second are told, the others are
// counted. It is safe anywhere inside identify, and logs neither query nor headers, for those hold
// tokens.
func accessLog(log *slog.Logger) func(http.Handler) http.Handler {
	refused := newRepeats()
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			began := time.Now()
			a := &answer{ResponseWriter: w}
			next.ServeHTTP(a, r)
			t := traceFrom(r.Context())
			level := levelOf(a.status, r.URL.Path)
			if !log.Enabled(r.Context(), level) {
				return
			}
			if level == slog.LevelWarn && !refused.tell(kindOf(a.status, t.err), func(untold int) {
				log.Warn("requests refused", "status", a.status, "err", t.err, "more", untold)
			}) {
				return
			}
			attrs := [...]slog.Attr{
				slog.String("request", t.id), slog.String("method", r.Method), slog.String("path", r.URL.Path), slog.Int("status", a.status),
				slog.Int64("bytes", a.bytes), slog.Duration("took", time.Since(began)), slog.String("from", r.RemoteAddr), slog.Any("err", t.err),
			}
			used := attrs[:]
			if t.err == nil {
				used = attrs[:len(attrs)-1]
			}
			log.LogAttrs(r.Context(), level, "request", used...)
		})
	}
}

// kindOf is what requests have in common that are refused for the same reason.
func kindOf(status int, err error) string {
	for _, known := range statuses {
		if errors.Is(err, known.err) {
			return known.err.Error()
		}
	}
	return http.StatusText(status)
}

func levelOf(status int, path string) slog.Level {
	switch {
	case status == statusGone:
		return slog.LevelDebug
	case status >= 500:
		return slog.LevelError
	case status >= 400:
		return slog.LevelWarn
	case strings.Contains(path, "/static/") || strings.HasSuffix(path, "/favicon.ico") || strings.HasSuffix(path, "/liveness") || strings.HasSuffix(path, "/readiness"):
		return slog.LevelDebug
	}
	return slog.LevelInfo
}
