package server

import (
	"context"
	"errors"
	"net/http"

	"github.com/panelgo/panelgo/auth"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/session"
)

// Why a request was refused. What a visitor reads about it is the status alone; the log has the
// words.
var (
	errNotWebsocket = errors.New("server: a plain request where a websocket is spoken")
	errHandshake    = errors.New("server: malformed websocket handshake")
	errVersion      = errors.New("server: websocket version other than 13")
	errSubprotocols = errors.New("server: the subprotocols are not bokeh and a token")
	errTwoIDs       = errors.New("server: the session is named twice")
	errUnknownPath  = errors.New("server: nothing at this path")
	errMethod       = errors.New("server: method not allowed here")
	errElement      = errors.New("server: no bokeh-autoload-element in the query")
	errEndpoint     = errors.New("server: no app at the endpoint asked for")
	errStopping     = errors.New("server: it is stopping")
	errOffer        = errors.New("server: the file is not offered, or not any more")
)

// statuses turns errors into what a visitor is told. What is not listed is our own failure, 500.
var statuses = []struct {
	err    error
	status int
}{
	{errNotWebsocket, http.StatusBadRequest},
	{errHandshake, http.StatusBadRequest},
	{errVersion, http.StatusUpgradeRequired},
	{errElement, http.StatusBadRequest},
	{errEndpoint, http.StatusBadRequest},
	{errOrigin, http.StatusForbidden},
	{errNoOrigin, http.StatusForbidden},
	{errSubprotocols, http.StatusForbidden},
	{errTwoIDs, http.StatusForbidden},
	{session.ErrSignature, http.StatusForbidden},
	{session.ErrToken, http.StatusForbidden},
	{session.ErrExpired, http.StatusForbidden},
	{auth.ErrSealed, http.StatusForbidden},
	{auth.ErrOther, http.StatusForbidden},
	{errForwarded, http.StatusBadRequest},
	{errHost, http.StatusMisdirectedRequest},
	{session.ErrID, http.StatusBadRequest},
	{errUnknownPath, http.StatusNotFound},
	{errOffer, http.StatusNotFound},
	{errMethod, http.StatusMethodNotAllowed},
	{auth.ErrUnavailable, http.StatusServiceUnavailable},
	{errStopping, http.StatusServiceUnavailable},
	{session.ErrFull, http.StatusServiceUnavailable},
	{session.ErrClientFull, http.StatusTooManyRequests},
	{session.ErrClosed, http.StatusServiceUnavailable},
	{session.ErrEnded, http.StatusServiceUnavailable},
	{session.ErrBusy, http.StatusServiceUnavailable},
	{document.ErrTooManyViews, http.StatusServiceUnavailable},
	{context.Canceled, statusGone},
	{context.DeadlineExceeded, http.StatusServiceUnavailable},
}

// statusGone is logged when the visitor went away before the answer; nobody reads it.
const statusGone = 499

func statusOf(err error) int {
	// The app's own failure comes first: it may wrap anything, a context's error too.
	if panicked := (*session.PanicError)(nil); errors.As(err, &panicked) {
		return http.StatusInternalServerError
	}
	for _, s := range statuses {
		if errors.Is(err, s.err) {
			return s.status
		}
	}
	return http.StatusInternalServerError
}

// words are what an error page says, by status.
var words = map[int]struct{ title, text string }{
	http.StatusBadRequest:       {"That request makes no sense here", "The address is incomplete or damaged."},
	http.StatusForbidden:        {"Not allowed", "This link has expired or was made for something else. Open the page afresh."},
	http.StatusNotFound:         {"Nothing here", "There is no page at this address."},
	http.StatusMethodNotAllowed: {"Not like that", "This address can be read, and nothing else."},
	http.StatusMisdirectedRequest: {"This server does not go by that name", "Open it by its own address. Whoever runs it can give it another name: --public-url (PANELGO_PUBLIC_URL) says the one address that visitors use, " +
		"--allow-websocket-origin (PANELGO_ALLOW_WEBSOCKET_ORIGIN) adds a name, and --trusted-proxy (PANELGO_TRUSTED_PROXY) believes what a proxy forwards."},
	http.StatusTooManyRequests:     {"Too many pages at once", "As many pages are open from your address, or by you, as this server allows. Close some of them, or try again shortly."},
	http.StatusServiceUnavailable:  {"Busy right now", "The server cannot take another visitor at this moment. Try again shortly."},
	http.StatusInternalServerError: {"This page cannot be shown", "Something went wrong on the server, and its operators can find out what."},
}
