package auth

import (
	"errors"
	"net/http"
	"path"
	"strings"
)

// guestName is what a guest is called. An account of that name is no guest:
// Identity.Guest tells them apart.
const guestName = "guest"

// guests lets people in who have not signed in, where that is wanted. Nothing
// is written down about them: being a guest is not a cookie.
type guests struct {
	Authenticator
	patterns []string // where guests may go
	optional func(app string) bool
	locate   func(*http.Request) RequestOrigin
}

// Identify implements [Authenticator]. Whoever has signed in is who they are,
// on guests' paths too.
func (g *guests) Identify(w http.ResponseWriter, r *http.Request) (Identity, error) {
	who, err := g.Authenticator.Identify(w, r)
	if errors.Is(err, ErrNoSignIn) && g.welcome(r) {
		return Identity{User: guestName, Guest: true, Claims: map[string]any{}}, nil
	}
	return who, err
}

func (g *guests) returned(w http.ResponseWriter, r *http.Request) bool {
	c, ok := g.Authenticator.(callbacker)
	return ok && c.returned(w, r)
}

// welcome reports whether guests may go where the request leads. Query and
// trailing slash do not matter; an app's socket and scripts follow the app.
// The patterns are about apps: a program's own page is none of them.
func (g *guests) welcome(r *http.Request) bool {
	app := appOf(r)
	if g.optional(app) {
		return true
	}
	if app == "" {
		return false
	}
	for _, p := range g.patterns {
		if matchPath(p, app) || matchPath(p, g.locate(r).Path) {
			return true
		}
	}
	return false
}

// guestPattern checks a pattern: a path, in which * stands for one segment and
// /* at the end for everything below.
func guestPattern(p string) (string, error) {
	p = "/" + strings.Trim(p, "/")
	_, err := path.Match(p, "/")
	return p, err
}

func matchPath(pattern, p string) bool {
	p = "/" + strings.Trim(p, "/")
	if path.Clean(p) != p {
		return false
	}
	if above, ok := strings.CutSuffix(pattern, "/*"); ok {
		// Everything below; the fixed part must match segment by segment.
		n := strings.Count(above, "/")
		parts := strings.SplitAfterN(p, "/", n+2)
		if len(parts) < n+2 {
			return false
		}
		p = strings.TrimSuffix(strings.Join(parts[:n+1], ""), "/")
		pattern = above
	}
	if pattern == "" {
		return true
	}
	ok, err := path.Match(pattern, p)
	return ok && err == nil
}
