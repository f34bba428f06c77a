//go:build !unix

package build

import "os/exec"

// wholeGroup has no process groups to work with here; the go command ends its compilers by itself.
func wholeGroup(*exec.Cmd) {}
