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
	"time"
)

// Desk is the front desk of a server: it knows who is there, lets people in
// and out, and tells the server when somebody has left.
type Desk struct {
	options Options
	front   Authenticator // with guests, where there are any
	oauth   *oauth        // nil for other ways of signing in
	book    *book         // nil where nothing is remembered
	vault   *Vault        // seals records and tickets; nil where nobody is asked
	names   *passwords    // nil for other ways of signing in
	pages   *pages
	policy  Policy
	log     *slog.Logger

	close func()
}

// New makes a desk, or answers everything that is wrong with the options.
func New(o Options) (*Desk, error) {
	if err := o.Check(); err != nil {
		return nil, err
	}
	o = o.withDefaults()
	for _, w := range o.Warnings() {
		o.Log.Warn(w)
	}
	p, err := newPages(o)
	if err != nil {
		return nil, err
	}
	d := &Desk{options: o, pages: p, log: o.Log, close: func() {}}
	rules := newRules(o)
	d.policy = both(rules.allow, o.Authorize)
	if d.front, err = d.authenticator(); err != nil {
		return nil, err
	}
	if len(o.Guests) > 0 || o.Optional {
		g := &guests{Authenticator: d.front, locate: o.Locate, optional: func(app string) bool {
			_, ruled := rules.about(app)
			return o.Optional && !ruled
		}}
		for _, text := range o.Guests {
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
func (d *Desk) authenticator() (Authenticator, error) {
	o := d.options
	switch {
	case o.HeaderUser != "":
		var err error
		if d.vault, err = o.vault(); err != nil {
			return nil, err
		}
		return newHeader(o, d.pages)
	case o.Provider != "", o.BasicAuth != "", o.Validate != nil:
	default:
		d.pages.canLogin = false
		return open{}, nil
	}
	tries, err := d.openBook()
	if err != nil {
		return nil, err
	}
	f := &form{kind: "basic", book: d.book, attempts: tries, pages: d.pages, options: o, throttle: newThrottle(), guard: http.NewCrossOriginProtection(), log: o.Log}
	switch {
	case o.Validate != nil:
		f.check = checkValidator(o.Validate)
		return f, nil
	case o.BasicAuth != "":
		p, err := openPasswords(o.BasicAuth.Reveal())
		if err != nil {
			return nil, err
		}
		f.check, d.names = checkPasswords(p), p
		d.book.good = func(rec *record) bool {
			proof, err := p.proof(rec.User)
			return err == nil && rec.Provider == "basic" && proof != "" && proof == rec.Proof
		}
		return f, nil
	}
	s, err := newService(o)
	if err != nil {
		return nil, err
	}
	d.oauth = &oauth{service: s, book: d.book, attempts: tries, pages: d.pages, options: o, log: o.Log,
		renewals: newFlight[*record](lockTime - 5*time.Second), failures: newBackoff()}
	if s.refresh {
		d.book.watch.renew = d.oauth.renewWatched
	}
	if s.Form {
		f.kind, f.check = s.Name, d.oauth.checkGrant
		return granted{d.oauth, f}, nil
	}
	return d.oauth, nil
}

// openBook opens the store and makes the keys that are not given.
func (d *Desk) openBook() (*attempts, error) {
	o := &d.options
	if o.CookieSecret == "" {
		o.CookieSecret = Secret(NewKey())
	}
	var err error
	if d.vault, err = o.vault(); err != nil {
		return nil, err
	}
	keeper := o.Keeper
	if keeper == nil {
		if keeper, err = openKeeper(o.SignInStore.Reveal()); err != nil {
			return nil, err
		}
	}
	d.book = newBook(*o, keeper, d.vault)
	return newAttempts(d.book.jar, o.CookieSecret, o.PreviousCookieSecret), nil
}

// vault makes the vault of the given keys, or of a random one for this process.
func (o Options) vault() (*Vault, error) {
	keys := splitKeys(o.EncryptionKey.Reveal())
	if len(keys) == 0 {
		keys = []string{NewKey()}
	}
	return NewVault(keys...)
}

// start listens for what happens to sign-ins elsewhere, until Close.
func (d *Desk) start() {
	if d.book == nil {
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	var group sync.WaitGroup
	group.Go(func() { d.book.watch.run(ctx) })
	if d.names != nil {
		group.Go(func() { d.names.whenChanged(ctx, func() { d.book.watch.recheckEach(ctx) }) })
	}
	d.close = sync.OnceFunc(func() {
		cancel()
		group.Wait()
		if d.options.Keeper == nil {
			d.book.keeper.Close()
		}
	})
}

// Close ends what the desk has started. Sign-ins stay as they are kept.
func (d *Desk) Close() { d.close() }

// Identify implements [Authenticator].
func (d *Desk) Identify(w http.ResponseWriter, r *http.Request) (Identity, error) {
	return d.front.Identify(w, r)
}

// Login implements [Authenticator].
func (d *Desk) Login() http.Handler { return d.front.Login() }

// Logout implements [Authenticator].
func (d *Desk) Logout() http.Handler { return d.front.Logout() }

func (d *Desk) returned(w http.ResponseWriter, r *http.Request) bool {
	c, ok := d.front.(callbacker)
	return ok && c.returned(w, r)
}

// Gate is the door before everything that is not for the public: see [Gate].
func (d *Desk) Gate(next http.Handler) http.Handler {
	return Gate(d, d.Policy, d.Denied)(next)
}

// Policy says whether somebody may use an app; an index asks it which apps to
// list. It implements [Policy].
func (d *Desk) Policy(ctx context.Context, who Identity, app string) error {
	return d.policy(ctx, who, app)
}

// Routes lists the pages that the desk answers itself, below the prefix. They
// are for everybody and stand before every gate.
func (d *Desk) Routes() iter.Seq2[string, http.Handler] {
	return func(yield func(string, http.Handler) bool) {
		if _, nobody := d.front.(open); nobody {
			return
		}
		ok := yield(d.options.LoginEndpoint, d.Login()) && yield(d.options.LogoutEndpoint, d.Logout())
		if ok && d.oauth != nil && !d.oauth.service.Form {
			_ = yield(callbackPath, d.oauth.Callback()) && yield(backchannelPath, d.oauth.Backchannel())
		}
	}
}

// Denied implements [Denied]: browsers on their way to a page see a page, or
// the way to sign in; everything else gets a status.
func (d *Desk) Denied(w http.ResponseWriter, r *http.Request, why error) {
	noStore(w)
	who, _ := From(r.Context())
	var elsewhere *Elsewhere
	switch {
	case errors.Is(why, ErrNoSignIn) && !d.pages.canLogin:
		d.refuse(w, r, d.pages.needProxy(), why)
	case errors.Is(why, ErrNoSignIn) && navigating(r):
		at := d.options.Locate(r)
		http.Redirect(w, r, at.path(d.options.LoginEndpoint)+"?"+query("next", d.here(r)), http.StatusFound)
	case errors.Is(why, ErrNoSignIn) && r.Header.Get("Upgrade") != "":
		plain(w, http.StatusForbidden)
	case errors.Is(why, ErrNoSignIn):
		plain(w, http.StatusUnauthorized)
	case errors.As(why, &elsewhere) && navigating(r):
		http.Redirect(w, r, elsewhere.URL, http.StatusFound)
	case errors.Is(why, ErrRefused):
		page := d.pages.refused(who.User)
		if who.Guest {
			page = d.pages.refused("")
		}
		d.refuse(w, r, page, why)
	default:
		d.refuse(w, r, d.pages.unavailable(), why)
	}
}

// here is the page a request is for, fit to come back to.
func (d *Desk) here(r *http.Request) string {
	at := d.options.Locate(r)
	return at.sanitize((&url.URL{Path: at.path(at.Path), RawQuery: r.URL.RawQuery}).String(), d.options.LoginEndpoint, d.options.LogoutEndpoint)
}

func (d *Desk) refuse(w http.ResponseWriter, r *http.Request, p Page, why error) {
	p = p.numbered(d.options.Locate(r))
	p.next = d.here(r)
	who, _ := From(r.Context())
	d.log.Warn("refused", "user", who.User, "guest", who.Guest, "path", r.URL.Path, "status", p.Status, "request", p.RequestID, "error", why)
	if p.Status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	if !navigating(r) {
		plain(w, p.Status)
		return
	}
	d.pages.show(w, r, p)
}

// Watch calls hear, on a goroutine of its own, when something happens to a
// sign-in: its end within a second, in whichever process it happened, and each
// renewal of its tokens. A server that holds a socket for somebody closes it
// then. Guests and people named by a proxy have no sign-in to watch.
func (d *Desk) Watch(signIn string, hear func(Event)) (stop func()) {
	if d.book == nil || signIn == "" {
		return func() {}
	}
	return d.book.watch.add(signIn, hear)
}

// Recheck asks again whether somebody may use an app, for a page that is open, with what the provider says of them by now.
// An error refuses, unless it is [ErrUnavailable].
func (d *Desk) Recheck(ctx context.Context, signIn, app string) error {
	if d.book == nil || signIn == "" {
		return nil
	}
	rec, _, err := d.book.load(ctx, signIn)
	if err != nil {
		return err
	}
	return d.policy(ctx, rec.identity(signIn), app)
}

// AccessToken answers an access token of the provider that is good for a while
// yet, renewing it if need be.
func (d *Desk) AccessToken(ctx context.Context, signIn string) (string, error) {
	if d.oauth == nil || signIn == "" {
		return "", ErrNoToken
	}
	return d.oauth.AccessToken(ctx, signIn)
}

// SignOut ends a sign-in for an app's code: the record goes, the tokens are
// revoked, and whoever watches hears of it.
func (d *Desk) SignOut(ctx context.Context, signIn string) error {
	if d.book == nil || signIn == "" {
		return nil
	}
	rec, _, err := d.book.load(ctx, signIn)
	if errors.Is(err, ErrNoSignIn) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := d.book.end(ctx, signIn, reasonSignOut); err != nil {
		return fmt.Errorf("auth: sign out: %w", err)
	}
	d.log.Info("signed out", "user", rec.User, "provider", rec.Provider, "signin", signIn)
	if d.oauth != nil {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), revokeWait)
		defer cancel()
		d.oauth.revoke(ctx, rec)
	}
	return nil
}

// LogoutForm is what a page needs for a sign-out button of its own: the address
// to POST to, and the value of the field named token.
func (d *Desk) LogoutForm(r *http.Request, signIn string) (action, token string) {
	if d.book == nil || signIn == "" {
		return "", ""
	}
	return d.options.Locate(r).path(d.options.LogoutEndpoint), d.book.jar.mac("signout", signIn)
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
