package server

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"github.com/panelgo/panelgo/static"
)

// file serves one of the browser's files. An address that names its content (?v=HASH) may be kept
// for a year, any other has to be asked about again. Only names of the manifest are known, so that
// no path leads out of it.
func (s *Server) file(w http.ResponseWriter, r *http.Request) error {
	name := chi.URLParam(r, "*")
	if name == "parts.json" && static.Ready() == nil {
		return s.parts(w, r)
	}
	f, ok := static.Lookup(name)
	if !ok {
		return errUnknownPath
	}
	h := w.Header()
	h["Content-Type"] = []string{f.Mime}
	h["Vary"] = acceptEncoding
	h["Cross-Origin-Resource-Policy"] = crossOrigin // pages that embed an app load its scripts
	h["Access-Control-Allow-Origin"] = anyOrigin    // so that they can check integrity
	if r.URL.RawQuery == "v="+f.Hash {
		h["Cache-Control"] = immutable
	} else {
		h["Cache-Control"] = revalidate
	}
	form := static.Identity
	if f.Gzip > 0 && r.Header.Get("Range") == "" {
		form = preferred(r.Header["Accept-Encoding"])
	}
	content, size, err := f.Open(form)
	if err != nil {
		return err
	}
	defer content.Close()
	h["Etag"] = []string{`"` + f.Hash + tagEnd[form] + `"`}
	if form != static.Identity {
		h["Content-Encoding"] = []string{string(form)}
		h["Content-Length"] = []string{strconv.FormatInt(size, 10)} // ServeContent leaves it out of encoded answers
	}
	http.ServeContent(w, r, "", time.Time{}, content)
	return nil
}

// parts tells a page how to load what it turns out to need.
func (s *Server) parts(w http.ResponseWriter, r *http.Request) error {
	h := w.Header()
	h.Set("Content-Type", "application/json")
	h["Access-Control-Allow-Origin"] = anyOrigin
	h["Cross-Origin-Resource-Policy"] = crossOrigin
	h["Cache-Control"] = noStore // rare, and as new as the server
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(static.Parts()))
	return nil
}

var (
	acceptEncoding = []string{"Accept-Encoding"}
	crossOrigin    = []string{"cross-origin"}
	anyOrigin      = []string{"*"}
	immutable      = []string{"public, max-age=31536000, immutable"}
	revalidate     = []string{"public, max-age=0, must-revalidate"}

	// Each form is a representation of its own, and has a tag of its own (RFC 9110, 8.8.3.3).
	tagEnd = map[static.Encoding]string{static.Identity: "", static.Gzip: "-gz", static.Brotli: "-br"}
)

// preferred is the smallest form that the client takes (RFC 9110, 12.5.3).
func preferred(headers []string) static.Encoding {
	best := static.Identity
	for _, header := range headers {
		for item := range strings.SplitSeq(header, ",") {
			name, params, _ := strings.Cut(item, ";")
			if refused(params) {
				continue
			}
			switch strings.ToLower(strings.TrimSpace(name)) {
			case "br":
				return static.Brotli
			case "gzip", "x-gzip":
				best = static.Gzip
			}
		}
	}
	return best
}

// refused tells whether an item's parameters say q=0.
func refused(params string) bool {
	name, value, ok := strings.Cut(strings.TrimSpace(params), "=")
	if !ok || strings.TrimSpace(name) != "q" {
		return false
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return err == nil && q == 0
}

// staticDir reads route=directory.
func staticDir(pair string) (route, dir string, err error) {
	route, dir, ok := strings.Cut(pair, "=")
	route = "/" + strings.Trim(route, "/")
	switch {
	case !ok || dir == "":
		return "", "", fmt.Errorf("%q has no directory: give route=directory", pair)
	case route == "/" || strings.ContainsAny(route, "?#%{}* \\"):
		return "", "", fmt.Errorf("%q is no route: give one such as assets", route)
	case route == "/static" || strings.HasPrefix(route, "/static/"):
		return "", "", fmt.Errorf("the route /static is taken: give %q another", dir)
	}
	return route, dir, nil
}

// userFiles serves a directory of the operator's below a route. Links that lead out of it are not
// followed, and directories are not listed.
func (s *Server) userFiles(r chi.Router, pair string) {
	route, dir, _ := staticDir(pair) // checked by New
	serve := s.handle(func(w http.ResponseWriter, r *http.Request) error {
		root, err := os.OpenRoot(dir)
		if err != nil {
			return err
		}
		defer root.Close()
		name := chi.URLParam(r, "*")
		info, err := root.Stat(name)
		if err != nil || info.IsDir() {
			return errUnknownPath
		}
		f, err := root.Open(name)
		if err != nil {
			return errUnknownPath
		}
		defer f.Close()
		http.ServeContent(w, r, name, info.ModTime(), f)
		return nil
	})
	r.Get(route+"/*", serve)
	r.Head(route+"/*", serve)
}
