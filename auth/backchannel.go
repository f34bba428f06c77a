package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
)

// backchannelPath is where a provider reports sign-outs that happened
// elsewhere (OpenID Connect Back-Channel Logout 1.0).
const backchannelPath = "/oauth2/backchannel-logout"

// logoutEvent is the one event that a logout token carries.
const logoutEvent = "http://schemas.openid.net/event/backchannel-logout"

// logoutAge is how old a logout token may be.
const logoutAge = 10 * time.Minute

// maxForm bounds a posted form.
const maxForm = 64 << 10

// Backchannel ends the sign-ins that a logout token names. Nobody else can
// call it: the token is signed by the provider.
func (o *oauth) Backchannel() http.Handler {
	seen := &seenTokens{all: map[string]time.Time{}}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(w, r, http.MethodPost) {
			return
		}
		noStore(w)
		n, err := o.endFor(r.Context(), boundedForm(w, r).Get("logout_token"), seen)
		if errors.Is(err, ErrUnavailable) {
			o.log.Error("back-channel logout failed", "provider", o.service.Name, "err", err)
			w.Header().Set("Retry-After", retryAfter)
			plain(w, http.StatusServiceUnavailable)
			return
		}
		if err != nil {
			o.log.Warn("back-channel logout refused", "provider", o.service.Name, "err", err)
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(http.StatusBadRequest)
			fmt.Fprintln(w, `{"error":"invalid_request"}`)
			return
		}
		o.log.Info("signed out by the provider", "provider", o.service.Name, "signins", n)
	})
}

func (o *oauth) endFor(ctx context.Context, raw string, seen *seenTokens) (int, error) {
	if !o.service.OpenID() {
		return 0, errors.New("the provider is no OpenID Connect one")
	}
	f, err := o.service.metadata(ctx)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	t, err := f.verifier.VerifyLogout(o.service.context(ctx), raw)
	if err != nil {
		return 0, err
	}
	if err := o.checkLogout(f, t, seen); err != nil {
		return 0, err
	}
	n, err := o.endNamed(ctx, t)
	if err != nil {
		seen.forget(t.TokenID) // the provider may try again with the same token
	}
	return n, err
}

// endNamed ends the session that a logout token names. Where it names none, or
// no sign-in knows that session, it ends all sign-ins of the subject that do
// not know to belong to another session.
func (o *oauth) endNamed(ctx context.Context, t *oidc.LogoutToken) (int, error) {
	if t.SessionID != "" {
		n, err := o.endTagged(ctx, tag(o.service.authority(), "sid", t.SessionID), func(rec *record) bool { return rec.Session == t.SessionID })
		if n > 0 || err != nil || t.Subject == "" {
			return n, err
		}
	}
	return o.endTagged(ctx, tag(o.service.authority(), "sub", t.Subject), func(rec *record) bool {
		return rec.Subject == t.Subject && (t.SessionID == "" || rec.Session == "")
	})
}

// endTagged ends the sign-ins found by a tag that are meant. A tag alone does
// not say so: it may be of the sign-in that had the handle before.
func (o *oauth) endTagged(ctx context.Context, which string, meant func(*record) bool) (int, error) {
	handles, err := o.signIns.store.Tagged(ctx, which)
	if err != nil {
		return 0, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	n := 0
	for _, handle := range handles {
		rec, _, err := o.signIns.load(ctx, handle)
		if errors.Is(err, ErrNoSignIn) || err == nil && !meant(rec) {
			continue
		}
		if err == nil {
			err = o.signIns.end(ctx, handle, reasonProvider)
		}
		if err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// checkLogout does what go-oidc leaves to its callers.
func (o *oauth) checkLogout(f *providerMetadata, t *oidc.LogoutToken, seen *seenTokens) error {
	var claims map[string]any
	if err := t.Claims(&claims); err != nil {
		return err
	}
	if o.service.CheckIssuer != nil {
		if err := o.service.CheckIssuer(o.service.Provider, f.issuer, claims); err != nil {
			return err
		}
	}
	events, _ := claims["events"].(map[string]any)
	_, isObject := events[logoutEvent].(map[string]any)
	switch age := time.Since(t.IssuedAt); {
	case !isObject:
		return errors.New("the logout event is no object")
	case claims["iat"] == nil || age > logoutAge || age < -leeway:
		return errors.New("the logout token was not made just now (iat)")
	case !seen.first(t.TokenID, time.Now()):
		return errors.New("the logout token was used before (jti)")
	}
	return nil
}

// seenTokens remembers logout tokens for as long as they could be used again.
type seenTokens struct {
	mu  sync.Mutex
	all map[string]time.Time // guarded by mu
}

func (s *seenTokens) first(id string, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for other, at := range s.all {
		if now.Sub(at) > logoutAge+2*leeway {
			delete(s.all, other)
		}
	}
	if _, used := s.all[id]; used {
		return false
	}
	s.all[id] = now
	return true
}

// forget lets a token be used again.
func (s *seenTokens) forget(id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.all, id)
}
