//go:build unix

package worker

import (
	"os"
	"syscall"
)

// closeOnExec keeps the pipe from the programs that the worker itself may start.
func closeOnExec(f *os.File) { syscall.CloseOnExec(int(f.Fd())) }
