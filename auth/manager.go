package auth

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/auth/password"
	"github.com/panelgo/panelgo/auth/store"
)

// Manager is the sign-in side of a server: it knows who is there, lets people in
// and out, and tells the server when somebody has left.
type Manager struct {
	options Options
	front   Authenticator  // with guests, where there are any
	oauth   *oauth         // nil for other ways of signing in
	own     *own           // nil unless the program has a way of its own
	signIns *signIns       // nil where nothing is remembered
	keyring *Keyring       // seals records and page tokens; nil where nobody is asked
	names   *password.List // nil for other ways of signing in
	pages   *pages
	policy  Policy
	// anywhere is set once pages outside of the prefix are behind the gate too.
	anywhere *atomic.Bool
	log      *slog.Logger

	close func()
}

// New makes a manager, or returns everything that is wrong with the options.
func New(o Options) (*Manager, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	o = o.WithDefaults()
	returns, locate := new(atomic.Bool), o.Locate
	o.Locate = func(r *http.Request) RequestOrigin {
		at := locate(r)
		at.anywhere = returns.Load()
		return at
	}
	for _, w := range o.Warnings() {
		o.Log.Warn(w)
	}
	p, err := newPages(o)
	if err != nil {
		return nil, err
	}
	d := &Manager{options: o, anywhere: returns, pages: p, log: o.Log, close: func() {}}
	rules, err := newRules(o)
	if err != nil {
		return nil, err
	}
	d.policy = both(rules.allow, o.Authorize)
	if d.front, err = d.authenticator(); err != nil {
		return nil, err
	}
	if len(o.OAuthGuestEndpoints) > 0 || o.OAuthOptional {
		g := &guests{Authenticator: d.front, locate: o.Locate, optional: func(app string) bool {
			_, ruled := rules.about(app)
			return o.OAuthOptional && !ruled
		}}
		for _, text := range o.OAuthGuestEndpoints.words() {
			pattern, err := guestPattern(text)
			if err != nil {
				return nil, err
			}
			g.patterns = append(g.patterns, pattern)
		}
		d.front = g
	}
	d.start()
	return d, nil
}

// authenticator makes the one way of signing in that the options ask for.
func (m *Manager) authenticator() (Authenticator, error) {
	o := m.options
	var err error
	switch {
	case o.Authenticator != nil:
		m.pages.canLogin = o.Authenticator.Login() != nil
		m.own = &own{o.Authenticator}
		m.keyring, err = o.keyring()
		return m.own, err
	case o.TrustedHeaderUser != "":
		if m.keyring, err = o.keyring(); err != nil {
			return nil, err
		}
		return newHeader(o, m.pages)
	case o.OAuthProvider != "", o.BasicAuth != "", o.Validate != nil:
	default:
		m.pages.canLogin = false
		return open{}, nil
	}
	tries, err := m.openSignIns()
	if err != nil {
		return nil, err
	}
	f := &form{kind: "basic", signIns: m.signIns, attempts: tries, pages: m.pages, options: o, throttle: m.throttle(), guard: http.NewCrossOriginProtection(), log: o.Log}
	switch {
	case o.Validate != nil:
		f.check = checkValidator(o.Validate)
		return f, nil
	case o.BasicAuth != "":
		p, err := password.Open(o.BasicAuth.Reveal())
		if err != nil {
			return nil, err
		}
		p.Report(o.Log)
		f.check, m.names = checkPasswords(p), p
		m.signIns.good = func(rec *record) bool {
			proof, err := p.Proof(rec.User)
			return err == nil && rec.Provider == "basic" && proof != "" && proof == rec.Proof
		}
		return f, nil
	}
	s, err := newService(o)
	if err != nil {
		return nil, err
	}
	m.signIns.good = s.owns
	m.oauth = &oauth{service: s, signIns: m.signIns, attempts: tries, pages: m.pages, options: o, log: o.Log,
		renewals: newFlight[*record](store.LockTime - 5*time.Second), failures: newBackoff()}
	if s.refresh {
		m.signIns.watch.renew = m.oauth.renewWatched
	}
	if s.Form {
		f.kind, f.check = s.Name, m.oauth.checkGrant
		return granted{m.oauth, f}, nil
	}
	return m.oauth, nil
}

// openSignIns opens the store and makes the keys that are not given.
func (m *Manager) openSignIns() (*attempts, error) {
	o := &m.options
	if o.CookieSecret == "" {
		o.CookieSecret = Secret(NewKey())
	}
	var err error
	if m.keyring, err = o.keyring(); err != nil {
		return nil, err
	}
	kept := o.Store
	if kept == nil {
		if kept, err = store.Open(o.SignInStore.Reveal()); err != nil {
			return nil, fmt.Errorf("auth: %s: %w", optionName("signin-store"), err)
		}
	}
	m.signIns = newSignIns(*o, kept, m.keyring)
	return newAttempts(m.signIns.jar, o.CookieSecret, o.CookieSecretPrevious), nil
}

// keyring makes the keyring of the given keys, or of a random one for this process.
func (o Options) keyring() (*Keyring, error) {
	keys := splitKeys(o.OAuthEncryptionKey.Reveal())
	if len(keys) == 0 {
		keys = []string{NewKey()}
	}
	return NewKeyring(keys...)
}

// start listens for what happens to sign-ins elsewhere, until Close.
func (m *Manager) start() {
	if m.signIns == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { m.signIns.watch.run(ctx) })
	if m.names != nil {
		group.Go(func() { m.names.WhenChanged(ctx, func() { m.signIns.watch.recheckEach(ctx) }) })
	}
	if m.oauth != nil && m.oauth.service.OpenID() && m.oauth.service.Name != "dev" {
		group.Go(func() { greet(ctx, m.options) })
	}
	m.close = sync.OnceFunc(func() {
		cancel()
		group.Wait()
		if m.options.Store == nil {
			m.signIns.store.Close()
		}
	})
}

// Close ends what the manager has started. Sign-ins stay as they are kept.
func (m *Manager) Close() { m.close() }

// Identify implements [Authenticator].
func (m *Manager) Identify(w http.ResponseWriter, r *http.Request) (Identity, error) {
	return m.front.Identify(w, r)
}

// Login implements [Authenticator].
func (m *Manager) Login() http.Handler { return m.front.Login() }

// Logout implements [Authenticator].
func (m *Manager) Logout() http.Handler { return m.front.Logout() }

func (m *Manager) returned(w http.ResponseWriter, r *http.Request) bool {
	c, ok := m.front.(callbacker)
	return ok && c.returned(w, r)
}

// Gate is the door before everything that is not for the public: see [Gate].
func (m *Manager) Gate(next http.Handler) http.Handler {
	return Gate(m, m.Policy, m.Denied)(next)
}

// Policy reports whether somebody may use an app; an index asks it which apps to
// list. It implements [Policy].
func (m *Manager) Policy(ctx context.Context, who Identity, app string) error {
	return m.policy(ctx, who, app)
}

// RedirectURI is the address that visitors come back to from the provider, where an option says it.
func (m *Manager) RedirectURI() string { return m.options.OAuthRedirectURI }

// Routes lists the pages that the manager answers itself, below the prefix. They
// are for everybody and stand before every gate.
func (m *Manager) Routes() iter.Seq2[string, http.Handler] {
	return func(yield func(string, http.Handler) bool) {
		if _, nobody := m.front.(open); nobody {
			return
		}
		ok := true
		for path, page := range map[string]http.Handler{m.options.LoginEndpoint: m.Login(), m.options.LogoutEndpoint: m.Logout()} {
			ok = ok && (page == nil || yield(path, page))
		}
		if ok && m.oauth != nil && !m.oauth.service.Form {
			_ = yield(callbackPath, m.oauth.Callback()) && yield(backchannelPath, m.oauth.Backchannel())
		}
	}
}

// Denied implements [Denied]: browsers on their way to a page see a page, or
// the way to sign in; everything else gets a status.
func (m *Manager) Denied(w http.ResponseWriter, r *http.Request, why error) {
	noStore(w)
	who, _ := From(r.Context())
	var elsewhere *Elsewhere
	switch {
	case errors.Is(why, ErrNoSignIn) && !m.pages.canLogin:
		m.refuse(w, r, m.pages.needProxy(), why)
	case errors.Is(why, ErrNoSignIn) && wantsPage(r):
		at := m.options.Locate(r)
		http.Redirect(w, r, at.path(m.options.LoginEndpoint)+"?"+query("next", m.here(r)), asGet(r))
	case errors.Is(why, ErrNoSignIn) && r.Header.Get("Upgrade") != "":
		plain(w, http.StatusForbidden)
	case errors.Is(why, ErrNoSignIn):
		refuseScript(w, r, http.StatusUnauthorized, "not signed in")
	case errors.As(why, &elsewhere) && wantsPage(r):
		http.Redirect(w, r, elsewhere.URL, asGet(r))
	case errors.Is(why, ErrRefused):
		page := m.pages.refused(who.User)
		if who.Guest {
			page = m.pages.refused("")
		}
		m.refuse(w, r, page, why)
	default:
		m.refuse(w, r, m.pages.unavailable(), why)
	}
}

// asGet is the status of a redirect that is followed with GET (RFC 9110, section 15.4.4).
func asGet(r *http.Request) int {
	if r.Method == http.MethodPost {
		return http.StatusSeeOther
	}
	return http.StatusFound
}

// here is the page a request is for, fit to come back to: of a posted form, the page that it is on.
func (m *Manager) here(r *http.Request) string {
	at := m.options.Locate(r)
	if r.Method == http.MethodPost {
		page, err := url.Parse(r.Referer())
		if err != nil || page.Scheme != at.Base.Scheme || withPort(*page) != withPort(at.Base) {
			return at.path("/")
		}
		return at.sanitize((&url.URL{Path: page.Path, RawPath: page.RawPath, RawQuery: page.RawQuery}).String(), m.options.LoginEndpoint, m.options.LogoutEndpoint)
	}
	if page, ok := r.Context().Value(pageKey{}).(string); ok {
		return at.sanitize(page, m.options.LoginEndpoint, m.options.LogoutEndpoint)
	}
	return at.sanitize((&url.URL{Path: at.path(at.Path), RawQuery: r.URL.RawQuery}).String(), m.options.LoginEndpoint, m.options.LogoutEndpoint)
}

func (m *Manager) refuse(w http.ResponseWriter, r *http.Request, p Page, why error) {
	p = p.numbered(m.options.Locate(r))
	p.next = m.here(r)
	who, _ := From(r.Context())
	m.log.Warn("refused", "user", who.User, "guest", who.Guest, "path", r.URL.Path, "status", p.Status, "request", p.RequestID, "err", why)
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", retryAfter)
	}
	if !wantsPage(r) {
		refuseScript(w, r, p.Status, p.Title)
		return
	}
	m.pages.show(w, r, p)
}

// Watch calls hear, on a goroutine of its own, when something happens to a
// sign-in: its end within a second, in whichever process it happened, and each
// renewal of its tokens. A server that holds a socket for somebody closes it
// then. Guests and people named by a proxy have no sign-in to watch.
func (m *Manager) Watch(signIn string, hear func(Event)) (stop func()) {
	if m.own != nil && signIn != "" {
		return m.own.watch(signIn, hear)
	}
	if m.signIns == nil || signIn == "" {
		return func() {}
	}
	return m.signIns.watch.add(signIn, hear)
}

// Recheck asks again whether somebody may use an app, for a page that is open, with what the
// provider says of them by now. An error refuses, unless it is [ErrUnavailable].
func (m *Manager) Recheck(ctx context.Context, signIn, app string) error {
	if m.signIns == nil || signIn == "" {
		return nil
	}
	rec, _, err := m.signIns.load(ctx, signIn)
	if err != nil {
		return err
	}
	return m.policy(ctx, rec.identity(signIn), app)
}

// AccessToken returns an access token of the provider that is good for a while
// yet, renewing it if need be.
func (m *Manager) AccessToken(ctx context.Context, signIn string) (string, error) {
	if m.oauth == nil || signIn == "" {
		return "", ErrNoToken
	}
	return m.oauth.AccessToken(ctx, signIn)
}

// SignOut ends a sign-in for an app's code: the record goes, the tokens are
// revoked, and whoever watches hears of it.
func (m *Manager) SignOut(ctx context.Context, signIn string) error {
	if m.own != nil && signIn != "" {
		return m.own.signOut(ctx, signIn)
	}
	if m.signIns == nil || signIn == "" {
		return nil
	}
	rec, _, err := m.signIns.load(ctx, signIn)
	if errors.Is(err, ErrNoSignIn) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := m.signIns.end(ctx, signIn, reasonSignOut); err != nil {
		return fmt.Errorf("auth: sign out: %w", err)
	}
	m.log.Info("signed out", "user", rec.User, "provider", rec.Provider, "signin", signIn)
	if m.oauth != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeWait)
		defer cancel()
		m.oauth.revoke(ctx, rec)
	}
	return nil
}

// LogoutForm is what a page needs for a sign-out button of its own: the address
// to POST to, and the value of the field named token.
func (m *Manager) LogoutForm(r *http.Request, signIn string) (action, token string) {
	if m.signIns == nil || signIn == "" {
		return "", ""
	}
	return m.options.Locate(r).path(m.options.LogoutEndpoint), m.signIns.jar.mac("signout", signIn)
}

// open asks nobody.
type open struct{}

// Identify implements [Authenticator].
func (open) Identify(http.ResponseWriter, *http.Request) (Identity, error) {
	return Identity{}, nil
}

// Login implements [Authenticator].
func (open) Login() http.Handler { return http.NotFoundHandler() }

// Logout implements [Authenticator].
func (open) Logout() http.Handler { return http.NotFoundHandler() }
