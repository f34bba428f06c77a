package auth

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// Watcher is what an [Authenticator] of a program also implements when it can tell that a sign-in
// is over, so that open pages close then. Without it they stay open until [Identity].Expiry.
type Watcher interface {
	// Watch calls ended when the sign-in is over, with the reason in words fit for the visitor,
	// until stop is called. Both may come at once, and ended may be called from any goroutine.
	Watch(signIn string, ended func(reason string)) (stop func())
}

// errNoSignOut says that an app cannot end a sign-in that the program's own [Authenticator] made.
var errNoSignOut = errors.New("auth: the program's Authenticator has no SignOut(ctx, signIn) error")

// own guards the server against what a program's Authenticator may return.
type own struct{ Authenticator }

// Identify implements [Authenticator]. A guest has to say so; everybody else needs a name, and an
// id by which their pages know them. What cannot be understood lets nobody in.
func (o own) Identify(w http.ResponseWriter, r *http.Request) (Identity, error) {
	who, err := o.Authenticator.Identify(w, r)
	switch {
	case err != nil && (errors.Is(err, ErrNoSignIn) || errors.Is(err, ErrRefused) || errors.Is(err, ErrUnavailable)):
		return Identity{}, err
	case err != nil:
		return Identity{}, errors.Join(ErrUnavailable, err)
	case who.Guest:
		who.SignInID = "" // guests have none
		return who, nil
	case who.User == "" || !who.Expiry.IsZero() && !time.Now().Before(who.Expiry):
		return Identity{}, ErrNoSignIn
	}
	if who.Provider == "" {
		who.Provider = "authenticator"
	}
	if who.Account == "" {
		who.Account = who.User
	}
	if who.SignInID == "" {
		who.SignInID = tag("authenticator", who.Provider+"\n"+who.Account)[:22]
	}
	return who, nil
}

// watch is [Manager.Watch] for a sign-in of the program's own.
func (o own) watch(signIn string, hear func(Event)) (stop func()) {
	w, ok := o.Authenticator.(Watcher)
	if !ok {
		return func() {}
	}
	return w.Watch(signIn, func(reason string) { go hear(Event{Ended: true, Reason: reason}) })
}

// signOut is [Manager.SignOut] for a sign-in of the program's own.
func (o own) signOut(ctx context.Context, signIn string) error {
	s, ok := o.Authenticator.(interface {
		SignOut(ctx context.Context, signIn string) error
	})
	if !ok {
		return errNoSignOut
	}
	return s.SignOut(ctx, signIn)
}

// checkCode refuses what the program sets beside an option that would then mean nothing.
func (o Options) checkCode(c *complaints) {
	keeps := o.Authenticator == nil && o.TrustedHeaderUser == "" && (o.OAuthProvider != "" || o.BasicAuth != "" || o.Validate != nil)
	if o.Store != nil && o.SignInStore != "" {
		c.add("%s and Options.Auth.Store contradict each other: choose one", optionName("signin-store"))
	}
	if o.Store != nil && !keeps {
		c.add("Options.Auth.Store is set, but no way to sign in that keeps records: leave it out, or give %s or %s", optionName("oauth-provider"), optionName("basic-auth"))
	}
	if o.Authorize != nil && len(o.kinds()) == 0 {
		c.add("Options.Auth.Authorize is set, but nobody would be asked to sign in: give %s, %s or Options.Auth.Authenticator", optionName("oauth-provider"), optionName("basic-auth"))
	}
	for flag, file := range map[string]string{"basic-login-template": o.BasicLoginTemplate, "logout-template": o.LogoutTemplate, "oauth-error-template": o.OAuthErrorTemplate, "auth-template": o.AuthTemplate} {
		if o.Render != nil && file != "" {
			c.add("%s and Options.Auth.Render contradict each other: choose one", optionName(flag))
		}
	}
}
