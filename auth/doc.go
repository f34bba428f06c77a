// Package auth answers one question for the rooms above it: who is asking?
//
// It owns sign-in and sign-out, the records of who is signed in, the tokens
// that providers hand out, the keys that seal all of it, and the pages a
// visitor meets on the way. It leaves to others what a session, a document or
// a route is; it never imports them.
//
// A [Manager] is made once from [Options] and joined to a server in three places:
//
//	manager, err := auth.New(opts, log)       // refuses incomplete or contradictory options
//	mux.Handle("/", manager.Gate("/app")(app)) // the one kind of door
//	mux.Handle("/login", manager.Login())      // … or manager.Routes for all of them
//
// Behind the gate, [From] tells the handler who passed:
//
//	who, _ := auth.From(r.Context())
//	fmt.Fprintln(w, "hello", who.User)
package auth
