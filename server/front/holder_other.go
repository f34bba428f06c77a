//go:build !linux

package front

import "fmt"

// holder cannot name the process here, so it names the command that can.
func holder(port int) string {
	return fmt.Sprintf(" by another program (lsof -i :%d shows which)", port)
}
