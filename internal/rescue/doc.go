// Package rescue turns a panic in somebody else's code into an error that remembers where it came
// from. Whoever calls an app's functions calls them through it, so that one page's fault ends one
// turn, and not the process.
package rescue
