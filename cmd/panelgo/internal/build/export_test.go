package build

import "testing"

// SetInstalled makes the toolchain's usual places others, or none, for one test.
func SetInstalled(t *testing.T, roots ...string) {
	before := installed
	installed = roots
	t.Cleanup(func() { installed = before })
}
