// Package session keeps the tabs that are open: one document each, changed in
// turns, with the browsers that show it.
//
// It owns a session's life (made when a page is asked for, joined by browsers,
// swept when nobody has been there for a while), the turns in which everything
// happens to its document, its timers and background work, its limits, and the
// signed token by which a browser finds it again. It leaves models and their
// encoding to package document, sockets and requests to package server, and who
// the visitor is to whoever fills [Request].
//
// One Store serves one app:
//
//	store := session.NewStore(app, session.Options{}, slog.Default())
//	s, err := store.Open(ctx, session.NewID(), session.Request{})
//	err = s.Attach(peer)              // a browser is there: it is sent ACK
//	err = s.Deliver(peer, message)    // and what it asks for
//	s.Detach(peer)
//
// Turns never overlap and come in the order in which they were asked for. A turn
// runs on the goroutine that asks for it, once the turns before it are done; an
// idle session has no goroutine and no timer.
package session
