package server

import (
	"net/http"
	"strings"
	"time"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/session"
)

// maxArguments bounds the query that a token carries, in bytes: a token travels in a header.
const maxArguments = 8 << 10

// chosen is the session that a request for a page asks for: a new one, unless the query or a header
// names one with our signature. Whoever knows a session's id alone cannot join it.
func (a *app) chosen(r *http.Request) (session.ID, error) {
	if !namesSession(r) {
		return session.NewID(), nil
	}
	header := r.Header.Get("Bokeh-Session-Id")
	query := r.URL.Query()
	id, token := query["bokeh-session-id"], query.Get("bokeh-token")
	switch {
	case len(id) > 0 && header != "", token != "" && (len(id) > 0 || header != ""):
		return "", errTwoIDs
	case len(id) > 0:
		return a.signer.VerifyID(strings.TrimSpace(id[len(id)-1]))
	case header != "":
		return a.signer.VerifyID(header)
	case token != "":
		claims, err := a.redeem(token)
		if err == nil {
			who, _ := auth.From(r.Context())
			_, err = a.admit(claims, who)
		}
		return claims.Session, err
	}
	return session.NewID(), nil
}

// namesSession reports whether a request may name a session of its own choice.
func namesSession(r *http.Request) bool {
	return r.Header.Get("Bokeh-Session-Id") != "" || strings.Contains(r.URL.RawQuery, "bokeh-")
}

// redeem reads a token. One that has expired is good for a session that is alive: BokehJS comes
// back with the token that it was given first, however long ago.
func (a *app) redeem(token string) (session.Claims, error) {
	claims, err := a.signer.Verify(token, time.Now())
	if err == session.ErrExpired {
		if _, alive := a.store.Find(claims.Session); alive {
			return claims, nil
		}
	}
	return claims, err
}

// mint makes the token by which a page finds its session again. It carries the query of the page
// only where the websocket cannot repeat it: the websocket of an embedded app has the query of the
// page around it. Where visitors sign in, what the token says beyond the session's id is sealed.
func (a *app) mint(id session.ID, who auth.Identity, arguments map[string][]string) string {
	claims := session.Claims{Session: id, Expiry: time.Now().Add(a.life.SessionTokenExpiration)}
	claims.Sealed = a.manager.Seal(auth.PageToken{SignInID: who.SignInID, App: a.path, Arguments: arguments})
	if claims.Sealed == "" && len(arguments) > 0 {
		claims.Payload = map[string]any{"arguments": toPayload(arguments)}
	}
	return a.signer.Sign(claims)
}

// admit checks that a token was made for the visitor who brings it, and returns the arguments that
// it carries.
func (a *app) admit(claims session.Claims, who auth.Identity) (arguments map[string][]string, err error) {
	if !a.manager.Seals() {
		return argumentsOf(claims), nil
	}
	token, err := a.manager.Admit(claims.Sealed, who, a.path)
	return token.Arguments, err
}

// toPayload writes arguments as Bokeh does: lists of bytes.
func toPayload(arguments map[string][]string) map[string]any {
	all := make(map[string]any, len(arguments))
	for name, values := range arguments {
		list := make([]any, len(values))
		for i, v := range values {
			list[i] = []byte(v)
		}
		all[name] = list
	}
	return all
}

// argumentsOf reads the arguments that a token carries; nil if it carries none.
func argumentsOf(claims session.Claims) map[string][]string {
	all, ok := claims.Payload["arguments"].(map[string]any)
	if !ok {
		return nil
	}
	arguments := make(map[string][]string, len(all))
	for name, values := range all {
		list, _ := values.([]any)
		for _, v := range list {
			switch v := v.(type) {
			case []byte:
				arguments[name] = append(arguments[name], string(v))
			case string:
				arguments[name] = append(arguments[name], v)
			}
		}
	}
	return arguments
}
