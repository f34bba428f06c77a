//go:build unix

package build

import (
	"fmt"
	"os"
	"syscall"
)

// private makes sure that only this user can put programs where they are run from.
func private(dir string) error {
	info, err := os.Stat(dir)
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	if st, ok := info.Sys().(*syscall.Stat_t); ok && int(st.Uid) != os.Geteuid() {
		return fmt.Errorf("the cache directory %s belongs to another user, who could change what you run: "+
			"set PANELGO_CACHE to a directory of your own", dir)
	}
	if info.Mode().Perm() == 0o700 {
		return nil
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return fmt.Errorf("the cache directory %s is open to others: set PANELGO_CACHE to a directory of your own: %w", dir, err)
	}
	return nil
}

const binaryName = "panelgo"
