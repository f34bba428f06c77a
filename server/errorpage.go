package server

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/internal/rescue"
)

// showError answers with fixed words: a page for browsers that want one, a line for programs. The
// cause is for the log; in development the page shows it too.
func (s *Server) showError(w http.ResponseWriter, r *http.Request, status int, err error) {
	said, ok := words[status]
	if !ok {
		said.title, said.text = http.StatusText(status), "The server answered "+strconv.Itoa(status)+"."
	}
	h := w.Header()
	for _, stale := range [...]string{"Content-Length", "Content-Encoding", "Etag", "Last-Modified"} {
		h.Del(stale)
	}
	h["Cache-Control"] = noStore
	switch status {
	case http.StatusServiceUnavailable, http.StatusTooManyRequests:
		h.Set("Retry-After", "10")
	case http.StatusUpgradeRequired:
		h.Set("Upgrade", "websocket")
		h.Set("Sec-Websocket-Version", "13")
	}
	if !strings.Contains(r.Header.Get("Accept"), "text/html") {
		h.Set("Content-Type", "text/plain; charset=utf-8")
		w.WriteHeader(status)
		_, _ = w.Write([]byte(said.title + ". " + said.text + " (request " + RequestID(r.Context()) + ")\n"))
		return
	}
	cause := ""
	if s.opts.Dev {
		cause = rescue.Details(err)
	}
	h["Content-Type"] = htmlType
	h.Set("Content-Security-Policy", plainPolicy)
	w.WriteHeader(status)
	page := errorPage{status, said.title, said.text, cause, RequestID(r.Context())}
	_ = plainPages.ExecuteTemplate(w, "error.html", page) // fails only where nobody reads any more
}

// errorPage is what templates/error.html shows.
type errorPage struct {
	Status         int
	Title, Text    string
	Cause, Request string
}
