package auth

import (
	"context"
	"errors"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/panelgo/panelgo/auth/password"
)

// errWrong is the answer to a wrong name or password.
var errWrong = errors.New("auth: wrong name or password")

// form signs people in by name and password, on a page of our own. Who checks
// them is the business of check.
type form struct {
	check    func(ctx context.Context, name, password string) (*record, error)
	kind     string // the provider of its records
	signIns  *signIns
	attempts *attempts
	pages    *pages
	options  Options
	throttle *password.Throttle
	guard    *http.CrossOriginProtection
	log      *slog.Logger
}

// Identify implements [Authenticator].
func (f *form) Identify(_ http.ResponseWriter, r *http.Request) (Identity, error) {
	handle, rec, err := f.signIns.find(r)
	if err != nil {
		return Identity{}, err
	}
	if rec.Provider != f.kind {
		return Identity{}, ErrNoSignIn
	}
	return rec.identity(handle), nil
}

// Login implements [Authenticator]: GET shows the form, POST takes it.
func (f *form) Login() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !allow(w, r, http.MethodGet, http.MethodHead, http.MethodPost) {
			return
		}
		at := f.options.Locate(r)
		if r.Method == http.MethodPost {
			f.handleForm(w, r, at)
			return
		}
		query := r.URL.Query()
		next := at.sanitize(query.Get("next"), f.options.LoginEndpoint, f.options.LogoutEndpoint)
		switch _, err := f.Identify(w, r); {
		case errors.Is(err, ErrUnavailable):
			f.fail(w, r, err)
			return
		case err == nil && query.Get("again") == "":
			http.Redirect(w, r, next, http.StatusFound)
			return
		}
		f.showForm(w, r, at, next, "", http.StatusOK, "")
	})
}

// showForm shows the form, tied to this browser by an attempt.
func (f *form) showForm(w http.ResponseWriter, r *http.Request, at RequestOrigin, next, name string, status int, problem string) {
	token := ""
	if r.Method != http.MethodHead {
		token = f.attempts.begin(w, r, at, next).state()
	}
	f.pages.show(w, r, f.pages.loginForm(status, token, name, problem))
}

func (f *form) handleForm(w http.ResponseWriter, r *http.Request, at RequestOrigin) {
	fields := boundedForm(w, r)
	name, secret := strings.TrimSpace(fields.Get("name")), fields.Get("password")
	a, ok := f.attempts.finish(w, r, at, fields.Get("state"))
	if !ok || crossOrigin(f.guard, r, at) {
		f.showForm(w, r, at, at.path("/"), name, http.StatusBadRequest, "The form was too old or came from somewhere else. Please try again, and allow cookies for this site.")
		return
	}
	if word(name) != name || name == "" || secret == "" {
		f.showForm(w, r, at, a.next, "", http.StatusUnprocessableEntity, "Please give your name and password.")
		return
	}
	try := password.Guess{Name: name, Place: at.Client, Device: f.knownDevice(r, at, name)}
	wait, err := f.throttle.Wait(r.Context(), try)
	if err != nil { // the store of the sign-ins cannot be asked
		f.fail(w, r, err)
		return
	}
	if wait > 0 {
		f.log.Warn("sign-in slowed down", "user", name, "client", at.Client, "wait", wait)
		w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
		f.showForm(w, r, at, a.next, name, http.StatusTooManyRequests, "Too many wrong passwords. Please wait "+wait.Round(time.Second).String()+" and try again.")
		return
	}
	rec, err := f.check(r.Context(), name, secret)
	switch {
	case errors.Is(err, errWrong):
		f.log.Warn("sign-in failed", "user", name, "client", at.Client, "provider", f.kind)
		f.showForm(w, r, at, a.next, name, http.StatusUnauthorized, "Name or password is wrong.")
	case err != nil:
		f.fail(w, r, err)
	default:
		if err := f.throttle.OK(r.Context(), try); err != nil {
			f.fail(w, r, err)
			return
		}
		f.knowDevice(w, at, name)
		f.completeSignIn(w, r, rec, a.next)
	}
}

func (f *form) completeSignIn(w http.ResponseWriter, r *http.Request, rec *record, next string) {
	who, err := f.signIns.begin(w, r, rec)
	if err != nil {
		f.fail(w, r, err)
		return
	}
	f.log.Info("signed in", "user", who.User, "provider", who.Provider, "signin", who.SignInID)
	noStore(w)
	http.Redirect(w, r, next, http.StatusSeeOther)
}

func (f *form) fail(w http.ResponseWriter, r *http.Request, err error) {
	p := f.pages.unavailable().numbered(f.options.Locate(r))
	f.log.Error("sign-in failed", "provider", f.kind, "request", p.RequestID, "err", err)
	w.Header().Set("Retry-After", retryAfter)
	f.pages.show(w, r, p)
}

// Logout implements [Authenticator].
func (f *form) Logout() http.Handler { return newSignOut(f.signIns, f.pages, f.options) }

// crossOrigin reports whether a request was made by another site.
func crossOrigin(guard *http.CrossOriginProtection, r *http.Request, at RequestOrigin) bool {
	seen := *r
	seen.Host = at.Base.Host // as the visitor sees it, whatever a proxy made of it
	return guard.Check(&seen) != nil
}

// checkPasswords checks against a password file.
func checkPasswords(p *password.List) func(context.Context, string, string) (*record, error) {
	return func(_ context.Context, name, secret string) (*record, error) {
		proof, err := p.Check(name, secret)
		if err != nil {
			return nil, err
		}
		if proof == "" {
			return nil, errWrong
		}
		return basicRecord(Identity{User: name}, proof), nil
	}
}

// checkValidator asks the operator's own function.
func checkValidator(validate func(context.Context, string, string) (Identity, error)) func(context.Context, string, string) (*record, error) {
	return func(ctx context.Context, name, password string) (*record, error) {
		who, err := validate(ctx, name, password)
		if errors.Is(err, ErrRefused) {
			return nil, errWrong
		}
		if err != nil {
			return nil, err
		}
		if who.User == "" {
			who.User = name
		}
		return basicRecord(who, ""), nil
	}
}

func basicRecord(who Identity, proof string) *record {
	rec := &record{Provider: "basic", Account: who.Account, User: who.User, Email: who.Email, Groups: who.Groups, Claims: who.Claims, Proof: proof}
	if rec.Account == "" {
		rec.Account = who.User
	}
	if rec.Claims == nil {
		rec.Claims = map[string]any{"user": who.User, "username": who.User}
	}
	return rec
}

// checkGrant asks the provider with the password grant (RFC 6749, 4.3).
func (o *oauth) checkGrant(ctx context.Context, name, password string) (*record, error) {
	f, err := o.service.metadata(ctx)
	if err != nil {
		return nil, err
	}
	t, err := o.service.config(f, "").PasswordCredentialsToken(o.service.context(ctx), name, password)
	if err != nil {
		err = o.service.typed(err)
		var refusal *ProviderError
		if errors.As(err, &refusal) && (refusal.Code == "invalid_grant" || refusal.Status == http.StatusUnauthorized) {
			return nil, errWrong
		}
		return nil, err
	}
	kept, err := usableTokens(t)
	if err != nil {
		return nil, err
	}
	return o.service.identify(ctx, f, kept, "")
}

// granted is an oauth whose way in is our own form.
type granted struct {
	*oauth
	form *form
}

// Login implements [Authenticator].
func (g granted) Login() http.Handler { return g.form.Login() }

func (g granted) returned(http.ResponseWriter, *http.Request) bool { return false }
