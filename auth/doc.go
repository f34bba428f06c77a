// Package auth says who is asking.
//
// It owns sign-in and sign-out, the records of who is signed in, the tokens that providers hand
// out, the keys that seal all of it, and the pages a visitor meets on the way. It leaves to others
// what a session, a document or a route is; it never imports them.
//
// A [Manager] is made once from [Options], which [New] refuses where they are incomplete or
// contradict each other. It is joined to a server in two places: [Manager.Routes] are the pages
// that sign people in and out, and [Manager.Gate] stands before everything that is not for the
// public. Behind the gate, [From] tells a handler who has passed. The example of [New] shows all
// three.
package auth
