package server

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// account is what an app can do with its visitor's sign-in.
type account struct {
	manager *auth.Manager
	signIn  string
}

var _ document.Account = account{}

// AccessToken implements [document.Account].
func (a account) AccessToken(ctx context.Context) (string, error) {
	return a.manager.AccessToken(ctx, a.signIn)
}

// SignOut implements [document.Account].
func (a account) SignOut(ctx context.Context) error { return a.manager.SignOut(ctx, a.signIn) }

// enter finds or makes a session for the visitor who asks. One that belongs to another sign-in is
// not theirs, whatever they know of it.
func (a *app) enter(r *http.Request, id session.ID, arguments map[string][]string) (*session.Session, error) {
	visit := a.visit(r, arguments)
	request := session.Request{Visit: visit, Owners: sessionOwners(r)}
	if visit.SignInID != "" {
		who, _ := auth.From(r.Context())
		request.Begin = func(s *session.Session) func() { return a.watch(s, who.Expiry) }
	}
	s, err := a.store.Open(r.Context(), id, request)
	if err == nil && s.Visit().SignInID != visit.SignInID {
		return nil, auth.ErrOther
	}
	return s, err
}

// reasonRefused is what the page of a visitor reads whom the rules no longer let in.
const reasonRefused = "you may no longer use this page"

// watch ends a session together with the sign-in that it belongs to. When the access token is new,
// the rules are asked again, because the provider may say something else of the visitor by now, and
// then the app is told.
func (a *app) watch(s *session.Session, expiry time.Time) (stop func()) {
	signIn := s.Visit().SignInID
	var timer *time.Timer
	if a.manager.Expires() && !expiry.IsZero() {
		timer = time.AfterFunc(time.Until(expiry), func() {
			_ = s.End(context.Background(), wire.CloseSignedOut, "the sign-in has expired")
		})
	}
	forget := a.manager.Watch(signIn, func(e auth.Event) {
		ctx := context.Background()
		if e.Ended {
			_ = s.End(ctx, wire.CloseSignedOut, e.Reason)
			return
		}
		err := a.manager.Recheck(ctx, signIn, a.path)
		if err == nil || errors.Is(err, auth.ErrUnavailable) {
			_ = s.Do(ctx, (*document.Driver).Renewed) // an ended session has nobody to tell
			return
		}
		a.log.Info("visitor refused", "app", a.path, "user", s.Visit().User, "err", err)
		_ = s.End(ctx, wire.CloseSignedOut, reasonRefused)
	})
	return func() {
		forget()
		if timer != nil {
			timer.Stop()
		}
	}
}

// accountBar is the line of a page that says who is signed in, with the way out, or the way in for
// guests.
type accountBar struct{ user, label, address string }

func (a *app) accountBar(r *http.Request, who auth.Identity) accountBar {
	switch {
	case !a.manager.Keeps() || a.opts.HideAccount:
		return accountBar{}
	case who.SignInID == "":
		return accountBar{label: "Sign in", address: a.manager.LoginURL(r)}
	}
	return accountBar{user: who.User, label: "Sign out", address: a.manager.LogoutURL(r)}
}

func (bar accountBar) append(b []byte) []byte {
	if bar.address == "" {
		return b
	}
	b = append(b, `<nav class="pg-account" aria-label="Account"><span title="`...)
	b = appendHTML(b, bar.user)
	b = append(b, `">`...)
	b = appendHTML(b, bar.user)
	b = append(b, `</span><a href="`...)
	b = appendHTML(b, bar.address)
	b = append(b, `">`...)
	b = append(b, bar.label...)
	return append(b, "</a></nav>\n"...)
}
