package dev

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps the terminal's Ctrl-C from the worker, which is the supervisor's to end, and ends
// it with the supervisor.
func ownGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
}
