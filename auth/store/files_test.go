package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestFilesAreForTheOwnerOnly(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "open")
	must(t, os.MkdirAll(dir, 0o755))
	f, err := OpenFiles(dir)
	must(t, err)
	must(t, f.Save(t.Context(), entry("k", "v")))
	for path, want := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "k.signin"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

func TestFilesOutliveACrash(t *testing.T) {
	dir := t.TempDir()
	f, err := OpenFiles(dir)
	must(t, err)
	must(t, f.Save(t.Context(), entry("k", "v")))
	// What a killed process leaves: half a file, a lock, nonsense.
	must(t, os.WriteFile(filepath.Join(dir, "new-123"), []byte("{"), 0o600))
	must(t, os.WriteFile(filepath.Join(dir, "bad.signin"), []byte("nonsense"), 0o600))
	lock := filepath.Join(dir, "swap-k.lock")
	must(t, os.WriteFile(lock, nil, 0o600))
	long := time.Now().Add(-time.Hour)
	must(t, os.Chtimes(lock, long, long))
	again, err := OpenFiles(dir)
	must(t, err)
	expectValue(t, again, "k", "v")
	expectValue(t, again, "bad", "")
	must(t, again.Delete(t.Context(), "k"))
}

// TestStaleLockGoesToOne has many find the lock of somebody who is gone.
func TestStaleLockGoesToOne(t *testing.T) {
	dir := t.TempDir()
	f, err := OpenFiles(dir)
	must(t, err)
	path, long := filepath.Join(dir, "k.lock"), time.Now().Add(-time.Hour)
	for range 20 {
		late, err := f.Lock(t.Context(), "k")
		must(t, err)
		must(t, os.Chtimes(path, long, long))
		var inside atomic.Int32
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		var group sync.WaitGroup
		for range 8 {
			group.Go(func() {
				if _, err := f.Lock(ctx, "k"); err == nil {
					inside.Add(1)
					late() // who was thought gone gives back what is not theirs any more
				}
			})
		}
		group.Wait()
		cancel()
		if inside.Load() > 1 {
			t.Fatalf("%d took one stale lock", inside.Load())
		}
		must(t, os.Chtimes(path, long, long))
		must(t, os.Remove(path))
	}
}

func TestFilesThatAreGoneAreNotEmpty(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "signins")
	f, err := OpenFiles(dir)
	must(t, err)
	must(t, f.Save(t.Context(), entry("k", "v")))
	must(t, os.Rename(dir, dir+"-away"))
	for _, there := range []bool{false, true} { // with an empty one in its place
		if there {
			must(t, os.Mkdir(dir, 0o700))
		}
		if _, err := f.Load(t.Context(), "k"); err == nil || errors.Is(err, ErrNoRecord) {
			t.Errorf("Load: %v", err)
		}
		if err := f.Delete(t.Context(), "k"); err == nil {
			t.Error("it says that it forgot")
		}
	}
	must(t, os.RemoveAll(dir))
	must(t, os.Rename(dir+"-away", dir))
	expectValue(t, f, "k", "v")
}
