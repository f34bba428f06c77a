// Package mac signs texts with HMAC-SHA256 (RFC 2104): session tokens (session) and cookies (auth).
// It says nothing about what a signature is for; its callers derive a key for each purpose.
package mac
