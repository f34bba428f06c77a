package auth

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
)

// Denied shows somebody that they cannot pass, for one of the reasons
// [ErrNoSignIn], [ErrRefused] (perhaps an [Elsewhere]) and [ErrUnavailable].
type Denied func(w http.ResponseWriter, r *http.Request, why error)

// Gate is the one kind of door: first identity, then policy, then the handler,
// which finds the visitor with [From]. It stands before everything that is not
// for the public, pages and sockets alike.
//
// The name of the app for the policy is taken from the context, where
// [WithApp] has put it; without one it is the request's path.
func Gate(a Authenticator, p Policy, denied Denied) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			// A provider may send people back to any page, because that is
			// where an older registration points.
			if c, ok := a.(callbacker); ok && c.returned(w, r) {
				return
			}
			who, err := a.Identify(w, r)
			if err != nil {
				denied(w, r, err)
				return
			}
			ctx := With(r.Context(), who)
			if p != nil {
				if err := p(ctx, who, appOf(r)); err != nil {
					if !errors.Is(err, ErrRefused) {
						err = errors.Join(ErrRefused, err)
					}
					denied(w, r.WithContext(ctx), err)
					return
				}
			}
			next.ServeHTTP(w, r.WithContext(ctx))
		})
	}
}

// callbacker is an Authenticator that a provider sends people back to. It
// answers the request if it is such a return, and reports whether it did.
type callbacker interface {
	returned(w http.ResponseWriter, r *http.Request) bool
}

// navigating reports whether a browser is on its way to a page, so that it can be
// sent on to another one. Scripts, sockets and other methods want a status.
func navigating(r *http.Request) bool {
	return (r.Method == http.MethodGet || r.Method == http.MethodHead) && wantsPage(r)
}

// wantsPage says the same of a form that is posted, too: what it gets takes the place of the page.
func wantsPage(r *http.Request) bool {
	reads := r.Method == http.MethodGet || r.Method == http.MethodHead
	if !reads && r.Method != http.MethodPost || r.Header.Get("Upgrade") != "" {
		return false
	}
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" {
		return mode == "navigate"
	}
	// Browsers send no Sec-Fetch-Mode to a plain http address of another machine. On the way to a
	// page they accept HTML.
	accept := r.Header.Get("Accept")
	return r.Header.Get("X-Requested-With") == "" && (accept == "" && reads || strings.Contains(accept, "text/html"))
}

// refuseScript answers a request that was not made to show a page: a websocket gets a plain status,
// everything else JSON, such as {"status":401,"error":"Unauthorized","message":"not signed in"}.
func refuseScript(w http.ResponseWriter, r *http.Request, status int, why string) {
	if r.Header.Get("Upgrade") != "" {
		plain(w, status)
		return
	}
	noStore(w)
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(struct {
		Status  int    `json:"status"`
		Error   string `json:"error"`
		Message string `json:"message"`
	}{status, http.StatusText(status), why}) // the client is gone
}
