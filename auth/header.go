package auth

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"

	"github.com/panelgo/panelgo/internal/netlist"
)

// header believes a proxy in front that has signed people in. It is safe only
// when the proxy removes these headers from what visitors send, and nobody else
// can connect from its network.
type header struct {
	options Options
	from    netlist.List
	pages   *pages
}

func newHeader(o Options, p *pages) (*header, error) {
	from, err := netlist.Parse(o.TrustedHeaderFrom.words())
	if err != nil {
		return nil, err
	}
	p.canLogin = false
	return &header{options: o, from: from, pages: p}, nil
}

// Identify implements [Authenticator]. What counts is who is connected, not
// what any header says about it.
func (h *header) Identify(_ http.ResponseWriter, r *http.Request) (Identity, error) {
	o := h.options
	peer, err := netip.ParseAddr(o.Locate(r).Peer)
	if err != nil || !h.from.Contains(peer) {
		return Identity{}, fmt.Errorf("%w: %q is connected, which %s does not name", ErrNoSignIn, o.Locate(r).Peer, optionName("trusted-header-from"))
	}
	for _, name := range []string{o.TrustedHeaderUser, o.TrustedHeaderEmail, o.TrustedHeaderGroups} {
		if n := len(r.Header.Values(name)); name != "" && n > 1 {
			return Identity{}, fmt.Errorf("%w: the header %s stands there %d times, and one of them may be the visitor's own", ErrNoSignIn, name, n)
		}
	}
	user := word(r.Header.Get(o.TrustedHeaderUser))
	if user == "" {
		return Identity{}, ErrNoSignIn
	}
	who := Identity{User: user, Provider: "header", Account: user, SignInID: tag("header", user)[:22]}
	if o.TrustedHeaderEmail != "" {
		who.Email = word(r.Header.Get(o.TrustedHeaderEmail))
	}
	if o.TrustedHeaderGroups != "" {
		for g := range strings.SplitSeq(r.Header.Get(o.TrustedHeaderGroups), ",") {
			if g = strings.TrimSpace(g); g != "" {
				who.Groups = append(who.Groups, g)
			}
		}
	}
	who.Claims = map[string]any{"user": user, "email": who.Email, "groups": who.Groups}
	return who, nil
}

// Login implements [Authenticator]: there is nothing to do here.
func (h *header) Login() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, err := h.Identify(w, r); err == nil {
			at := h.options.Locate(r)
			http.Redirect(w, r, at.sanitize(r.URL.Query().Get("next"), h.options.LoginEndpoint, h.options.LogoutEndpoint), http.StatusFound)
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
