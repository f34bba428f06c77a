package auth

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// maxHint bounds an ID token that travels in an address; a longer one is left
// out, and the provider asks the visitor instead.
const maxHint = 4000

// revokeWait bounds how long signing out waits for the provider.
const revokeWait = 3 * time.Second

// noRedirect is the value of PostLogoutRedirectURI that sends no address along.
const noRedirect = "none"

// signOut is the page on which people sign out. It belongs to every kind of
// sign-in that keeps a record.
type signOut struct {
	signIns *signIns
	pages   *pages
	options Options
	guard   *http.CrossOriginProtection
	// after, where set, revokes what the provider handed out and returns
	// where to end the session there.
	after func(ctx context.Context, at RequestOrigin, rec *record) string
}

// ServeHTTP asks on GET and signs out on POST. A POST must come from our own
// page and carry the token that belongs to this very sign-in.
func (s *signOut) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if !allow(w, r, http.MethodGet, http.MethodHead, http.MethodPost) {
		return
	}
	at := s.options.Locate(r)
	handle, rec, err := s.signIns.find(r)
	switch {
	case errors.Is(err, ErrUnavailable):
		// The sign-in may well be there: cookie and record stay, for the next try.
		s.fail(w, r, at, err)
	case err != nil:
		// Whoever is not signed in is signed out; a stale cookie goes as well.
		s.signIns.dropCookie(w, r, at)
		s.pages.show(w, r, s.pages.signedOut())
	case r.Method != http.MethodPost:
		s.pages.show(w, r, s.pages.askSignOut(rec.User, s.token(handle)))
	case crossOrigin(s.guard, r, at) || !s.signIns.jar.good("signout", handle, boundedForm(w, r).Get("token")):
		s.pages.show(w, r, s.pages.askAgain(rec.User, s.token(handle)))
	default:
		s.endSignIn(w, r, at, handle, rec)
	}
}

// token is what a sign-out form must carry.
func (s *signOut) token(handle string) string { return s.signIns.jar.mac("signout", handle) }

func (s *signOut) endSignIn(w http.ResponseWriter, r *http.Request, at RequestOrigin, handle string, rec *record) {
	if err := s.signIns.end(r.Context(), handle, reasonSignOut); err != nil {
		s.fail(w, r, at, err, "user", rec.User, "signin", handle)
		return
	}
	s.signIns.dropCookie(w, r, at)
	s.options.Log.Info("signed out", "user", rec.User, "provider", rec.Provider, "signin", handle)
	next := at.path(s.options.LogoutEndpoint)
	if s.after != nil {
		if there := s.after(r.Context(), at, rec); there != "" {
			next = there
		}
	}
	noStore(w)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

// fail says that nobody was signed out. It leaves the cookie as it is.
func (s *signOut) fail(w http.ResponseWriter, r *http.Request, at RequestOrigin, err error, about ...any) {
	p := s.pages.stillSignedIn().numbered(at)
	s.options.Log.Error("sign-out failed", append(about, "request", p.RequestID, "err", err)...)
	w.Header().Set("Retry-After", retryAfter)
	s.pages.show(w, r, p)
}

// Logout implements [Authenticator].
func (o *oauth) Logout() http.Handler {
	s := newSignOut(o.signIns, o.pages, o.options)
	s.after = o.endProviderSession
	return s
}

// endProviderSession revokes the tokens where the provider can, and returns where the
// session at the provider ends (RP-initiated logout).
func (o *oauth) endProviderSession(ctx context.Context, at RequestOrigin, rec *record) string {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeWait)
	defer cancel()
	o.revoke(ctx, rec)
	f, err := o.service.metadata(ctx)
	if err != nil {
		return ""
	}
	back := o.options.OAuthPostLogoutRedirectURI
	switch back {
	case "":
		back = at.url(o.options.LogoutEndpoint)
	case noRedirect:
		back = ""
	}
	if f.logout == "" {
		if o.service.Provider.Logout != nil {
			return o.service.Provider.Logout(o.service.Provider, o.service.id, back)
		}
		return ""
	}
	u, err := url.Parse(f.logout)
	if err != nil {
		return ""
	}
	q := u.Query()
	q.Set("client_id", o.service.id)
	if back != "" {
		q.Set("post_logout_redirect_uri", back)
	}
	if hint := rec.Tokens.ID.Reveal(); hint != "" && len(hint) <= maxHint {
		q.Set("id_token_hint", hint)
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// revoke makes the provider forget the tokens. The sign-in is over either way.
func (o *oauth) revoke(ctx context.Context, rec *record) {
	var group sync.WaitGroup
	for hint, token := range map[string]Secret{"refresh_token": rec.Tokens.Refresh, "access_token": rec.Tokens.Access} {
		group.Go(func() {
			if err := o.service.revokeToken(ctx, token, hint); err != nil {
				o.log.Warn("token could not be revoked", "provider", o.service.Name, "user", rec.User, "kind", hint, "err", err)
			}
		})
	}
	group.Wait()
}

func newSignOut(b *signIns, p *pages, o Options) *signOut {
	return &signOut{signIns: b, pages: p, options: o, guard: http.NewCrossOriginProtection()}
}
