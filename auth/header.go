package auth

import (
	"log/slog"
	"net/http"
	"strings"

	"github.com/panelgo/panelgo/internal/netlist"
)

// header believes a proxy in front that has signed people in. It is safe only
// when the proxy removes these headers from what visitors send, and nobody else
// can connect from its network.
type header struct {
	user, email, groups string
	from                netlist.List
	pages               *pages
	log                 *slog.Logger
}

func newHeader(o Options, p *pages) (*header, error) {
	from, err := netlist.Parse(o.HeaderFrom)
	if err != nil {
		return nil, err
	}
	h := &header{user: o.HeaderUser, email: o.HeaderEmail, groups: o.HeaderGroups, from: from, pages: p, log: o.Log}
	p.canLogin = false
	return h, nil
}

// Identify implements [Authenticator]. What counts is who is connected, not
// what any header says about it.
func (h *header) Identify(_ http.ResponseWriter, r *http.Request) (Identity, error) {
	if !h.from.ContainsHost(r.RemoteAddr) {
		return Identity{}, ErrNoSignIn
	}
	user, ok := single(r, h.user)
	if !ok || user == "" {
		return Identity{}, ErrNoSignIn
	}
	email, _ := single(r, h.email)
	who := Identity{User: user, Email: email, Provider: "header", Account: user, SignInID: tag("header", user)[:22]}
	if h.groups != "" {
		for _, g := range strings.Split(strings.Join(r.Header.Values(h.groups), ","), ",") {
			if g = strings.TrimSpace(g); g != "" {
				who.Groups = append(who.Groups, g)
			}
		}
	}
	who.Claims = map[string]any{"user": user, "email": email, "groups": who.Groups}
	return who, nil
}

// single wants a header that stands there once: of two, one may be a visitor's.
func single(r *http.Request, name string) (string, bool) {
	values := r.Header.Values(name)
	if name == "" || len(values) != 1 || word(values[0]) == "" {
		return "", false
	}
	return word(values[0]), true
}

// Login implements [Authenticator]: there is nothing to do here.
func (h *header) Login() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := h.Identify(w, r); err == nil {
			at := h.pages.options.Locate(r)
			http.Redirect(w, r, at.sanitize(r.URL.Query().Get("next"), h.pages.options.LoginEndpoint, h.pages.options.LogoutEndpoint), http.StatusFound)
			return
		}
		h.pages.show(w, r, h.pages.needProxy())
	})
}

// Logout implements [Authenticator].
func (h *header) Logout() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := h.pages.needProxy()
		page.Status, page.Title = http.StatusOK, "Sign out in front of this server"
		page.Message = "The proxy that signed you in also signs you out."
		h.pages.show(w, r, page)
	})
}
