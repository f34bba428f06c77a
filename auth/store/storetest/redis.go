// Package storetest starts what stores need, in tests.
package storetest

import (
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Redis runs the real server and answers its address.
func Redis(t testing.TB) string {
	t.Helper()
	socket := filepath.Join(t.TempDir(), "redis.sock")
	RunRedis(t, socket)
	return "unix://" + socket
}

// RunRedis runs the real server on a socket.
func RunRedis(t testing.TB, socket string) *os.Process {
	t.Helper()
	program, err := exec.LookPath("redis-server")
	if err != nil {
		t.Fatal("redis-server is needed for this test: apt-get install -y --no-install-recommends redis-server")
	}
	cmd := exec.Command(program, "--port", "0", "--unixsocket", socket, "--save", "", "--appendonly", "no", "--dir", t.TempDir())
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Kill()
		cmd.Wait()
	})
	Eventually(t, "redis-server answers", func() bool {
		c, err := net.Dial("unix", socket)
		if err == nil {
			c.Close()
		}
		return err == nil
	})
	return cmd.Process
}

// Eventually waits for something another process or goroutine does.
func Eventually(t testing.TB, what string, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatal("never happened:", what)
}
