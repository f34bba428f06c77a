//go:build unix && !linux

package dev

import (
	"os/exec"
	"syscall"
)

// ownGroup keeps the terminal's Ctrl-C from the worker, which is the supervisor's to end.
func ownGroup(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} }
