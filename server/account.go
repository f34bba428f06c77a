package server

import (
	"context"
	"net/http"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/wire"
	"github.com/panelgo/panelgo/session"
)

// account is what an app can do with its visitor's sign-in.
type account struct {
	desk   *auth.Desk
	signIn string
}

var _ document.Account = account{}

// AccessToken implements [document.Account].
func (a account) AccessToken(ctx context.Context) (string, error) {
	return a.desk.AccessToken(ctx, a.signIn)
}

// SignOut implements [document.Account].
func (a account) SignOut(ctx context.Context) error { return a.desk.SignOut(ctx, a.signIn) }

// enter finds or makes a session for the visitor who asks. One that belongs to another sign-in is not theirs, whatever
// they know of it.
func (a *app) enter(r *http.Request, id session.ID, arguments map[string][]string) (*session.Session, error) {
	visit := a.visit(r, arguments)
	request := session.Request{Visit: visit}
	if visit.SignIn != "" {
		request.Begin = a.watch
	}
	s, err := a.store.Open(r.Context(), id, request)
	if err == nil && s.Visit().SignIn != visit.SignIn {
		return nil, auth.ErrOther
	}
	return s, err
}

// watch ends a session together with the sign-in that it belongs to, and tells its app when the access token is new.
func (a *app) watch(s *session.Session) (stop func()) {
	return a.desk.Watch(s.Visit().SignIn, func(e auth.Event) {
		if !e.Ended {
			_ = s.Do(context.Background(), (*document.Document).Renewed) // an ended session has nobody to tell
			return
		}
		_ = s.End(context.Background(), wire.CloseSignedOut, e.Reason)
	})
}

// accountBar is the line of a page that says who is signed in, with the way out, or the way in for guests.
type accountBar struct {
	user, action, token string // token empty: a guest, and action leads to the sign-in
}

func (a *app) accountBar(r *http.Request, who auth.Identity) accountBar {
	if !a.desk.Keeps() || a.opts.HideAccount {
		return accountBar{}
	}
	if who.SignIn == "" {
		return accountBar{action: a.desk.LoginURL(r)}
	}
	action, token := a.desk.LogoutForm(r, who.SignIn)
	return accountBar{user: who.User, action: action, token: token}
}

func (bar accountBar) append(b []byte) []byte {
	switch {
	case bar.action == "":
		return b
	case bar.token == "":
		b = append(b, `<nav class="pg-account" aria-label="Account"><a href="`...)
		b = appendHTML(b, bar.action)
		return append(b, "\">Sign in</a></nav>\n"...)
	}
	b = append(b, `<nav class="pg-account" aria-label="Account"><span>`...)
	b = appendHTML(b, bar.user)
	b = append(b, `</span><form method="post" action="`...)
	b = appendHTML(b, bar.action)
	b = append(b, `"><input type="hidden" name="token" value="`...)
	b = appendHTML(b, bar.token)
	return append(b, "\"><button>Sign out</button></form></nav>\n"...)
}
