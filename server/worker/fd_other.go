//go:build !unix

package worker

import "os"

// closeOnExec has nothing to do where descriptors are not inherited by number.
func closeOnExec(*os.File) {}
