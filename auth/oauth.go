package auth

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/oauth2"
)

// callbackPath is where providers send people back to, unless an older
// registration points somewhere else.
const callbackPath = "/oauth2/callback"

// oauth signs people in at a provider.
type oauth struct {
	service  *service
	signIns  *signIns
	attempts *attempts
	pages    *pages
	options  Options
	log      *slog.Logger

	renewals *flight[*record]
	failures *backoff
}

// Identify implements [Authenticator].
func (o *oauth) Identify(_ http.ResponseWriter, r *http.Request) (Identity, error) {
	handle, rec, err := o.signIns.find(r)
	if err != nil {
		return Identity{}, err
	}
	count := !o.service.wantGroups || !rec.stale(time.Now())
	if (navigating(r) || !count) && o.dueNow(rec) {
		// A provider that is down for a while signs nobody out.
		rec, err = o.renewBriefly(r.Context(), handle, rec, count)
		if errors.Is(err, ErrNoSignIn) {
			return Identity{}, err
		}
	}
	if o.service.wantGroups && rec.stale(time.Now()) {
		return Identity{}, fmt.Errorf("%w: the provider has not confirmed the groups for too long", ErrNoSignIn)
	}
	return rec.identity(handle), nil
}

// Login implements [Authenticator]: it sends people to the provider.
func (o *oauth) Login() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(w, r, http.MethodGet, http.MethodHead) || o.returned(w, r) {
			return
		}
		at := o.options.Locate(r)
		query := r.URL.Query()
		next := at.sanitize(query.Get("next"), o.options.LoginEndpoint, o.options.LogoutEndpoint)
		again := query.Get("again") != ""
		switch _, err := o.Identify(w, r); {
		case errors.Is(err, ErrUnavailable):
			o.fail(w, r, o.pages.unavailable(), err)
			return
		case err == nil && !again:
			http.Redirect(w, r, next, http.StatusFound)
			return
		}
		if there := o.byItsName(r, at, next, query); there != "" {
			http.Redirect(w, r, there, http.StatusFound)
			return
		}
		switch {
		case query.Has("code") || query.Has("error"):
			// A return whose attempt is unknown. Starting another one here
			// could go round for ever.
			o.pages.show(w, r, o.pages.expired())
		case r.Method == http.MethodHead || !navigating(r):
			// Images and scripts on other sites start no attempts.
			o.pages.show(w, r, o.pages.login(o.service.Title, next))
		case o.options.LoginPage && query.Get("go") == "":
			o.pages.show(w, r, o.pages.login(o.service.Title, next))
		default:
			o.redirectToProvider(w, r, at, next, again)
		}
	})
}

// byItsName is the sign-in page under the name that the provider sends people
// back to, for a browser that came by another one (localhost, 127.0.0.1): the
// attempt's cookie would not be sent there. It is empty where there is nothing
// to change. Who was sent already and still comes by another name is behind a
// proxy that tells the wrong one.
func (o *oauth) byItsName(r *http.Request, at RequestOrigin, next string, query url.Values) string {
	back, err := url.Parse(o.options.OAuthRedirectURI)
	if err != nil || back.Host == "" || query.Has("moved") || query.Has("code") || query.Has("error") || r.Method != http.MethodGet || !navigating(r) ||
		withPort(*back) == withPort(at.Base) {
		return ""
	}
	kept := url.Values{"next": {next}, "moved": {"1"}}
	for _, name := range []string{"again", "go"} {
		if query.Has(name) {
			kept.Set(name, query.Get(name))
		}
	}
	return (&url.URL{Scheme: back.Scheme, Host: back.Host, Path: at.path(o.options.LoginEndpoint), RawQuery: kept.Encode()}).String()
}

// redirectToProvider is the first step of signing in: the authorization request (RFC 6749, section
// 4.1.1; OpenID Connect Core, 3.1.2.1), with a fresh state, nonce and PKCE challenge (RFC 7636,
// 4.3).
func (o *oauth) redirectToProvider(w http.ResponseWriter, r *http.Request, at RequestOrigin, next string, again bool) {
	f, err := o.service.metadata(r.Context())
	if err != nil {
		o.fail(w, r, o.pages.down(o.service.Title), err)
		return
	}
	a := o.attempts.begin(w, r, at, next)
	params := map[string]string{}
	maps.Copy(params, o.service.Forward)
	if o.service.refresh {
		maps.Copy(params, o.service.RefreshParams)
	}
	if again {
		maps.Copy(params, o.service.AgainParams)
	}
	options := []oauth2.AuthCodeOption{oauth2.S256ChallengeOption(a.verifier())}
	if o.service.OpenID() {
		options = append(options, oauth2.SetAuthURLParam("nonce", a.nonce()))
	}
	for k, v := range params {
		options = append(options, oauth2.SetAuthURLParam(k, v))
	}
	noStore(w)
	http.Redirect(w, r, o.service.config(f, o.redirectURI(at)).AuthCodeURL(a.state(), options...), http.StatusFound)
}

// redirectURI is the address the provider sends people back to.
func (o *oauth) redirectURI(at RequestOrigin) string {
	if o.options.OAuthRedirectURI != "" {
		return o.options.OAuthRedirectURI
	}
	return at.url(callbackPath)
}

// AccessToken returns a token of the sign-in that is good for a while yet.
func (o *oauth) AccessToken(ctx context.Context, handle string) (string, error) {
	rec, _, err := o.signIns.load(ctx, handle)
	if err != nil {
		return "", err
	}
	if o.dueNow(rec) {
		rec, err = o.renewBriefly(ctx, handle, rec, !expired(rec.Tokens))
		if errors.Is(err, ErrNoSignIn) || err != nil && expired(rec.Tokens) {
			return "", err
		}
	}
	if rec.Tokens.Access == "" || expired(rec.Tokens) {
		return "", ErrNoToken
	}
	return rec.Tokens.Access.Reveal(), nil
}

// ErrNoToken says that a sign-in has no access token that is still good.
var ErrNoToken = errors.New("auth: the sign-in has no access token that is still good")

// fail shows a page and tells the operator why.
func (o *oauth) fail(w http.ResponseWriter, r *http.Request, p Page, err error) {
	p = p.numbered(o.options.Locate(r))
	o.log.Warn("sign-in failed", "provider", o.service.Name, "page", p.Title, "request", p.RequestID, "err", err)
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	o.pages.show(w, r, p)
}
