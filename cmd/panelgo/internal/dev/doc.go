// Package dev watches over an app while its author writes it.
//
// It owns the port, so that the address never moves, and hands requests and websockets on to a
// worker: the program built of the user's files, listening on a unix socket that only this user can
// reach. When a file changes, a new worker is built and started in the background; only when it is
// ready does it take the old one's place, and the open pages reload. While a build fails the old
// worker goes on, and the pages show what the compiler says.
//
//	err := dev.Run(ctx, dev.Config{Plan: plan, Cache: cache, Words: files, Flags: flags, Options: opts})
//
// Goroutines: Run's own decides; one reads file events, one waits for each worker, and those of the
// HTTP server serve.
package dev
