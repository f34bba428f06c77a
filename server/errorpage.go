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
	_, _ = w.Write(appendErrorPage(nil, status, said.title, said.text, cause, RequestID(r.Context())))
}

func appendErrorPage(b []byte, status int, title, text, cause, request string) []byte {
	b = append(b, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>"...)
	b = appendHTML(b, title)
	b = append(b, "</title>\n<style>"+plainStyle+errorStyle+"</style>\n</head>\n<body>\n<main class=\"note\">\n<p class=\"status\">"...)
	b = strconv.AppendInt(b, int64(status), 10)
	b = append(b, "</p>\n<h1>"...)
	b = appendHTML(b, title)
	b = append(b, "</h1>\n<p>"...)
	b = appendHTML(b, text)
	b = append(b, "</p>\n"...)
	if cause != "" {
		b = append(b, "<pre>"...)
		b = appendHTML(b, cause)
		b = append(b, "</pre>\n"...)
	}
	b = append(b, "<p class=\"request\">Request <code>"...)
	b = appendHTML(b, request)
	return append(b, "</code></p>\n</main>\n</body>\n</html>\n"...)
}

// plainStyle is shared by the pages that are not apps. Colours follow what the address asks for
// (?theme=dark), else what the visitor's system prefers.
const plainStyle = `
:root{color-scheme:light dark;--ground:light-dark(#f6f7f9,#0f1420);--card:light-dark(#fff,#182030);--text:light-dark(#1a2233,#e8ecf4);--soft:light-dark(#5b6577,#9aa5b8);--line:light-dark(#dfe3ea,#2a3448);--accent:light-dark(#2563eb,#7aa7ff);--lift:0 1px 2px light-dark(#0f172a14,#0006),0 4px 16px light-dark(#0f172a0d,#0006)}
:root[data-theme=light]{color-scheme:light}
:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{height:100%}
body{margin:0;min-height:100%;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .5rem;letter-spacing:-.01em}
code,pre{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:.875em}
`

const errorStyle = `
body{display:grid;place-items:center;padding:1.5rem;min-height:100vh}
.note{width:min(34rem,100%);background:var(--card);border:1px solid var(--line);border-radius:16px;padding:2rem;box-shadow:var(--lift)}
.note p{margin:0 0 1rem}
.note .status{color:var(--accent);font-weight:600;letter-spacing:.08em;margin-bottom:.25rem}
.note:has(pre){width:min(60rem,100%)}
.note pre{white-space:pre-wrap;overflow-wrap:anywhere;tab-size:4;background:var(--ground);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;margin:0 0 1rem}
.note .request{color:var(--soft);font-size:.875rem;margin:0}
`
