//go:build !unix

package build

// private relies on the user's own cache directory being closed to others.
func private(string) error { return nil }

const binaryName = "panelgo.exe"
