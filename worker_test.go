//go:build unix

package panelgo_test

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

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

// A supervisor that is killed takes with it the other end of what its worker writes to: that must not end the worker before it
// has removed the folder of its socket.
func TestAWorkerThatNobodyHearsCleansUp(t *testing.T) {
	dir, err := os.MkdirTemp("", "panelgo-") // short: the socket's address has little room
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	in, lifeline := pipe(t)
	report, out := pipe(t)
	heard, said := pipe(t)
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "PANELGO_TEST_WORKER=1", worker.Variable+"=3,4")
	cmd.ExtraFiles = []*os.File{in, out}
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for _, f := range []*os.File{in, out, said} {
		f.Close()
	}
	orders, err := (&worker.Orders{Socket: filepath.Join(dir, "s"), Key: "a-key-of-the-test-0123456789-0123456789"}).Bytes()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := lifeline.Write(orders); err != nil {
		t.Fatal(err)
	}
	if err := json.NewDecoder(report).Decode(&worker.Report{}); err != nil {
		t.Fatalf("the worker is not ready: %v", err)
	}
	heard.Close()
	lifeline.Close()
	if err := cmd.Wait(); err != nil {
		t.Errorf("the worker ended with %v", err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
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
