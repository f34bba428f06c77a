//go:build unix

package build

import (
	"os/exec"
	"syscall"
)

// wholeGroup makes the end of a context end the command and everything that it started.
func wholeGroup(cmd *exec.Cmd) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
