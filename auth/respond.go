package auth

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// retryAfter is after how many seconds a visitor may try again what cannot be done right now.
const retryAfter = "5"

// noStore keeps an answer out of every cache.
func noStore(w http.ResponseWriter) { w.Header().Set("Cache-Control", "no-store") }

// allow answers requests of other methods with 405.
func allow(w http.ResponseWriter, r *http.Request, methods ...string) bool {
	if slices.Contains(methods, r.Method) {
		return true
	}
	w.Header().Set("Allow", strings.Join(methods, ", "))
	plain(w, http.StatusMethodNotAllowed)
	return false
}

// plain answers a status with its own words.
func plain(w http.ResponseWriter, status int) {
	noStore(w)
	http.Error(w, http.StatusText(status), status)
}

// boundedForm reads a posted form of reasonable size; nothing of a larger one.
func boundedForm(w http.ResponseWriter, r *http.Request) url.Values {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return url.Values{}
	}
	return r.PostForm
}

// query is one parameter, encoded.
func query(name, value string) string { return url.Values{name: {value}}.Encode() }
