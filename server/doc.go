// Package server puts apps on the web: pages, the websocket that keeps each page and its document
// alike, the files that a browser downloads, and the list of apps.
//
// It owns routes, requests, sockets, the table that turns errors into statuses, and the life of the
// listener. It is the only room that meets both a request and a session. It leaves documents and
// turns to package session, the browser's files to package static, and who a visitor is to package
// auth, whose gate stands in routes.go.
//
//	srv, err := server.New(server.Apps{"/sales": app}, server.Options{}, session.Options{})
//	http.Handle("/", srv)          // inside a server of your own, with srv.Start and srv.Stop around it
//	err = srv.Run(ctx, listener)   // or by itself, until ctx ends
package server
