package dev

import (
	"crypto/rand"
	"encoding/base64"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

const policyHeader = "Content-Security-Policy"

var nonceOf = regexp.MustCompile(`'nonce-([^']+)'`)

// admit has the policies of a page allow the live script, which pages without scripts of their own
// forbid otherwise, and returns the nonce that it has to bear: the page's, if it has one. Nothing
// else becomes possible: the script is ours, and asks the page's own server.
func admit(h http.Header) (nonce string) {
	policies := h.Values(policyHeader)
	if strings.Join(policies, "") == "" {
		return ""
	}
	if m := nonceOf.FindStringSubmatch(strings.Join(policies, ", ")); m != nil {
		nonce = m[1]
	} else {
		var b [15]byte
		_, _ = rand.Read(b[:]) // never fails
		nonce = base64.StdEncoding.EncodeToString(b[:])
	}
	changed := make([]string, len(policies))
	for i, p := range policies {
		changed[i] = allow(p, nonce)
	}
	h[policyHeader] = changed
	return nonce
}

// allow is one policy with the live script in it.
func allow(policy, nonce string) string {
	var directives [][]string
	for d := range strings.SplitSeq(policy, ";") {
		if words := strings.Fields(d); len(words) > 0 {
			directives = append(directives, words)
		}
	}
	// with adds a source to a directive, or to what stands for it where the policy lacks it.
	with := func(source string, names ...string) {
		at := -1
		for _, name := range names {
			if at = slices.IndexFunc(directives, func(d []string) bool { return strings.EqualFold(d[0], name) }); at >= 0 {
				break
			}
		}
		if at < 0 || slices.Contains(directives[at], source) {
			return // all is allowed, or this is
		}
		sources := append(slices.DeleteFunc(slices.Clone(directives[at][1:]), func(s string) bool { return s == "'none'" }), source)
		d := append([]string{names[0]}, sources...)
		if strings.EqualFold(directives[at][0], names[0]) {
			directives[at] = d
		} else {
			directives = append(directives, d)
		}
	}
	script := "'nonce-" + nonce + "'"
	for _, d := range directives {
		if strings.HasPrefix(strings.ToLower(d[0]), "script-src") && slices.Contains(d, "'unsafe-inline'") && !nonceOf.MatchString(policy) {
			script = "'self'" // a nonce would forbid the page's own scripts
		}
	}
	with(script, "script-src", "default-src")
	with(script, "script-src-elem", "script-src-elem")
	with("'self'", "connect-src", "default-src")
	joined := make([]string, len(directives))
	for i, d := range directives {
		joined[i] = strings.Join(d, " ")
	}
	return strings.Join(joined, "; ")
}
