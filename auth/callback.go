package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"

	"golang.org/x/oauth2"

	"github.com/panelgo/panelgo/auth/provider"
)

// Callback is where the provider sends people back to. The same is understood
// at the sign-in page and at every gate.
func (o *oauth) Callback() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(w, r, http.MethodGet, http.MethodHead) || o.returned(w, r) {
			return
		}
		if _, err := o.Identify(w, r); err == nil {
			noStore(w)
			http.Redirect(w, r, o.options.Locate(r).path("/"), http.StatusFound)
			return
		}
		o.pages.show(w, r, o.pages.expired())
	})
}

// returned implements callbacker: it takes requests with a state that was made
// here, and only those, for a return from the provider. An app may use the same
// names for parameters of its own.
func (o *oauth) returned(w http.ResponseWriter, r *http.Request) bool {
	if r.Method != http.MethodGet || !strings.Contains(r.URL.RawQuery, "state=") {
		return false
	}
	query := r.URL.Query()
	state := query.Get("state")
	if !ourState(state) || !query.Has("code") && !query.Has("error") {
		return false
	}
	at := o.options.Locate(r)
	if !o.attempts.pending(r, at, state) {
		o.handleLateCallback(w, r, at, query)
		return true
	}
	a, ok := o.attempts.finish(w, r, at, state)
	if !ok {
		o.fail(w, r, o.pages.expired(), errors.New("the attempt is too old or of another browser"))
		return true
	}
	o.handleCallback(w, r, at, a, query)
	return true
}

// handleLateCallback meets somebody who comes back to an attempt that is over: by the back
// button, with a bookmark, or from another browser. Whoever is signed in goes on
// to the page, from the callback to the start.
func (o *oauth) handleLateCallback(w http.ResponseWriter, r *http.Request, at RequestOrigin, query url.Values) {
	_, err := o.Identify(w, r)
	if errors.Is(err, ErrUnavailable) {
		o.fail(w, r, o.pages.unavailable(), err)
		return
	}
	if err != nil {
		o.fail(w, r, o.pages.expired(), errors.New("no such attempt in this browser"))
		return
	}
	for _, name := range []string{"state", "code", "error", "error_description", "error_uri", "iss", "session_state", "scope"} {
		query.Del(name)
	}
	clean := url.URL{Path: at.path(at.Path), RawQuery: query.Encode()}
	noStore(w)
	http.Redirect(w, r, at.sanitize(clean.String(), o.options.LoginEndpoint, callbackPath), http.StatusFound)
}

// handleCallback is the second step: the authorization response (RFC 6749, section 4.1.2). Its
// state was compared with the attempt's before; here its issuer is (RFC 9207, 2.4), and what
// becomes of the code is the sign-in, whose record is the last step.
func (o *oauth) handleCallback(w http.ResponseWriter, r *http.Request, at RequestOrigin, a attempt, query url.Values) {
	noStore(w)
	f, err := o.service.metadata(r.Context())
	if err != nil {
		o.fail(w, r, o.pages.down(o.service.Title), err)
		return
	}
	if !o.service.keepsTo(f, query["iss"]) {
		o.fail(w, r, o.pages.broken(o.service.Title), errors.New("the answer comes from another issuer (iss)"))
		return
	}
	if code := query.Get("error"); code != "" {
		err := &ProviderError{Provider: o.service.Name, Code: code, Status: http.StatusOK, Detail: query.Get("error_description")}
		o.fail(w, r, o.pages.providerSaid(o.service.Title, code), err)
		return
	}
	rec, err := o.exchange(r.Context(), f, at, a, query.Get("code"))
	if err != nil {
		o.fail(w, r, o.pageFor(err), err)
		return
	}
	who, err := o.signIns.begin(w, r, rec)
	if err != nil {
		o.fail(w, r, o.pages.unavailable(), err)
		return
	}
	o.log.Info("signed in", "user", who.User, "provider", who.Provider, "account", who.Account, "signin", who.SignInID)
	http.Redirect(w, r, a.next, http.StatusFound)
}

// exchange is the third step: the code becomes tokens (RFC 6749, section 4.1.3), proved by the PKCE
// verifier (RFC 7636, 4.5), and the tokens say who it is.
func (o *oauth) exchange(ctx context.Context, f *providerMetadata, at RequestOrigin, a attempt, code string) (*record, error) {
	t, err := o.service.config(f, o.redirectURI(at)).Exchange(o.service.context(ctx), code, oauth2.VerifierOption(a.verifier()))
	if err != nil {
		return nil, fmt.Errorf("auth: exchange code with %s: %w", o.service.Name, o.service.typed(err))
	}
	kept, err := usableTokens(t)
	if err != nil {
		return nil, fmt.Errorf("auth: tokens of %s: %w", o.service.Name, err)
	}
	rec, err := o.service.identify(ctx, f, kept, a.nonce())
	if err != nil {
		return nil, fmt.Errorf("auth: who signed in at %s: %w", o.service.Name, err)
	}
	return rec, nil
}

// pageFor chooses the words for a failed exchange.
func (o *oauth) pageFor(err error) Page {
	var refusal *ProviderError
	var network *url.Error
	var permission *provider.PermissionError
	switch {
	case errors.As(err, &refusal) && refusal.Code != "":
		return o.pages.providerSaid(o.service.Title, refusal.Code)
	case errors.As(err, &permission):
		return o.pages.notPermitted(o.service.Title, permission)
	case errors.Is(err, errKeys), errors.As(err, &network), errors.Is(err, context.DeadlineExceeded):
		return o.pages.down(o.service.Title)
	}
	return o.pages.broken(o.service.Title)
}
