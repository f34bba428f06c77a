package auth

import (
	"net/url"
	"path"
	"strings"
)

// maxNext bounds a destination, in bytes. It is about what proxies take as an
// address.
const maxNext = 8 << 10

// sanitize makes a path of this server out of the address a visitor asks to be
// sent to, or the start page where it is anything else. What comes out was
// rebuilt from its parts and means the same to every browser: one leading
// slash, no host, no backslash, no control character, nothing that becomes a
// host once dots are resolved.
func (p RequestOrigin) sanitize(next string, avoid ...string) string {
	home := p.path("/")
	before, _, _ := strings.Cut(next, "?")
	if len(next) > maxNext || strings.Contains(before, " ") || !plainPath(before) {
		return home
	}
	u, err := url.Parse(next)
	if err != nil || u.Scheme != "" || u.Host != "" || u.User != nil || u.Opaque != "" {
		return home
	}
	if !plainPath(u.Path) || strings.Contains(u.Path, "//") || path.Clean(u.Path) != strings.TrimSuffix(u.Path, "/") && u.Path != "/" {
		return home
	}
	inside, ok := strings.CutPrefix(u.Path, strings.TrimSuffix(p.Base.Path, "/"))
	switch outside := !ok || inside != "" && inside[0] != '/'; {
	case outside && (!p.anywhere || !strings.HasPrefix(u.Path, p.Root+"/")):
		return home
	case outside:
		avoid = nil // these are below the prefix
	}
	for _, one := range avoid {
		if inside == one || strings.HasPrefix(inside, one+"/") {
			return home
		}
	}
	return (&url.URL{Path: u.Path, RawPath: u.RawPath, RawQuery: escapeQuery(u.RawQuery)}).String()
}

// LocalPath returns next where it is a path, with or without a query, on the same host, and "/"
// where it is anything that a browser could take for another place. It is for the sign-in page of a
// program's own [Authenticator].
func LocalPath(next string) string { return RequestOrigin{}.sanitize(next) }

// plainPath wants one leading slash and nothing that some browser strips or
// takes for a slash.
func plainPath(s string) bool {
	if s == "" || s[0] != '/' || len(s) > 1 && (s[1] == '/' || s[1] == '\\') {
		return false
	}
	for _, c := range s {
		if c < ' ' || c == '\\' || c == 0x7f || c == '\ufffd' || 0x80 <= c && c < 0xa1 {
			return false
		}
	}
	return true
}

// escapeQuery leaves a query as it is, except for characters that must not
// stand in a header or an attribute. Browsers send a backslash as it is.
func escapeQuery(q string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for i := range len(q) {
		c := q[i]
		if c <= ' ' || c >= 0x7f || strings.IndexByte("\"<>\\^`{|}#", c) >= 0 {
			b.WriteString(string([]byte{'%', hex[c>>4], hex[c&15]}))
			continue
		}
		b.WriteByte(c)
	}
	return b.String()
}
