// Package npm fetches the packages that a package-lock.json pins, with Go's own HTTP client: no
// Node and no npm is needed. It asks the registry that npm's configuration names, checks every
// package against the lock's integrity before a byte of it is unpacked, and runs none of their
// scripts.
//
// [Fetch] is all of it: lock.go reads the lock, config.go npm's configuration, registry.go talks to
// the registry, unpack.go writes files.
package npm
