// Package password owns the way in that panelgo offers by itself: files of names and hashed
// passwords, one password for everybody, and the patience with those who guess. Who signs in by it,
// and what they may see then, is package auth's.
package password
