//go:build unix

package panelgo_test

import (
	"bufio"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/server/worker"
)

// TestMain lets the test's own binary be a program that a supervisor has started.
func TestMain(m *testing.M) {
	if os.Getenv("PANELGO_TEST_WORKER") == "" {
		os.Exit(m.Run())
	}
	if err := panelgo.Serve(panelgo.Apps{"/app": func(*document.Document) error { return nil }}, panelgo.Options{}); err != nil {
		os.Exit(1)
	}
}

// A supervisor that is killed takes with it the other end of what its worker writes to: that must
// not end the worker before it has removed the folder of its socket.
func TestAWorkerThatNobodyHearsCleansUp(t *testing.T) {
	w := startWorker(t)
	w.heard.Close()
	w.lifeline.Close()
	w.cleansUp(t)
}

// The kernel tells a worker of its supervisor's end thread by thread, and may close the pipe after
// all of that.
func TestAWorkerThatIsSignalledOftenCleansUp(t *testing.T) {
	w := startWorker(t)
	w.signal(t)
	for end := time.Now().Add(time.Minute); ; time.Sleep(time.Millisecond) {
		if _, err := os.Stat(w.socket); os.IsNotExist(err) {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the worker does not stop")
		}
	}
	for range 5 {
		w.signal(t)
	}
	w.heard.Close()
	w.lifeline.Close()
	w.cleansUp(t)
}

// A server lets go in order whichever way it is told to stop; a terminal that closes is one of
// them.
func TestEachSignalDrains(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		t.Run(signal.String(), func(t *testing.T) {
			t.Parallel()
			read, said := pipe(t)
			cmd := exec.Command(os.Args[0])
			cmd.Env = append(os.Environ(), "PANELGO_TEST_WORKER=1", "PANELGO_PORT=0", "PANELGO_LOG_LEVEL=info")
			cmd.Stdout, cmd.Stderr = said, said
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			said.Close()
			var heard strings.Builder
			told := false // a second signal ends a process at once
			for lines := bufio.NewScanner(read); lines.Scan(); {
				heard.WriteString(lines.Text() + "\n")
				if !told && strings.Contains(lines.Text(), "http://") {
					told = true
					if err := cmd.Process.Signal(signal); err != nil {
						t.Fatal(err)
					}
				}
			}
			if err := cmd.Wait(); err != nil || !strings.Contains(heard.String(), "server stops") {
				t.Errorf("it ended with %v, and said\n%s", err, &heard)
			}
		})
	}
}

// supervised is a worker with this test for its supervisor.
type supervised struct {
	cmd             *exec.Cmd
	socket          string
	heard, lifeline *os.File
}

func startWorker(t *testing.T) supervised {
	t.Helper()
	dir, err := os.MkdirTemp("", "panelgo-") // short: the socket's address has little room
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	in, lifeline := pipe(t)
	report, out := pipe(t)
	heard, said := pipe(t)
	w := supervised{cmd: exec.Command(os.Args[0]), socket: filepath.Join(dir, "s"), heard: heard, lifeline: lifeline}
	w.cmd.Env = append(os.Environ(), "PANELGO_TEST_WORKER=1", worker.Variable+"=3,4")
	w.cmd.ExtraFiles = []*os.File{in, out}
	w.cmd.Stdout, w.cmd.Stderr = said, said
	if err := w.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, f := range []*os.File{in, out, said} {
		f.Close()
	}
	orders, err := (&worker.Orders{Socket: w.socket, Key: "a-key-of-the-test-0123456789-0123456789"}).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lifeline.Write(orders); err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(report).Decode(&worker.Report{}); err != nil {
		t.Fatalf("the worker is not ready: %v", err)
	}
	return w
}

func (w supervised) signal(t *testing.T) {
	t.Helper()
	if err := w.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
}

func (w supervised) cleansUp(t *testing.T) {
	t.Helper()
	if err := w.cmd.Wait(); err != nil {
		t.Errorf("the worker ended with %v", err)
	}
	if _, err := os.Stat(filepath.Dir(w.socket)); !os.IsNotExist(err) {
		t.Errorf("the folder of the socket is left: %v", err)
	}
}

func pipe(t *testing.T) (r, w *os.File) {
	t.Helper()
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { r.Close(); w.Close() })
	return r, w
}
