package front

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// holder names the process that listens on a port, as far as this user may know it: " by name
// (process 123)".
func holder(port int) string {
	sockets := listening(port)
	dirs, _ := filepath.Glob("/proc/[0-9]*")
	for _, dir := range dirs {
		links, _ := os.ReadDir(filepath.Join(dir, "fd"))
		for _, link := range links {
			target, err := os.Readlink(filepath.Join(dir, "fd", link.Name()))
			if err == nil && sockets[target] {
				name, _ := os.ReadFile(filepath.Join(dir, "comm"))
				return fmt.Sprintf(" by %s (process %s)", strings.TrimSpace(string(name)), filepath.Base(dir))
			}
		}
	}
	return " by another program"
}

// listening finds the sockets that listen on a port, named as links in /proc/PID/fd name them.
func listening(port int) map[string]bool {
	sockets := make(map[string]bool)
	for _, table := range []string{"/proc/net/tcp", "/proc/net/tcp6"} {
		f, err := os.Open(table)
		if err != nil {
			continue
		}
		for lines := bufio.NewScanner(f); lines.Scan(); {
			// sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode
			field := strings.Fields(lines.Text())
			if len(field) > 9 && field[3] == "0A" && strings.HasSuffix(field[1], fmt.Sprintf(":%04X", port)) {
				sockets["socket:["+field[9]+"]"] = true
			}
		}
		f.Close()
	}
	return sockets
}
