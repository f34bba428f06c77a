package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"
)

// Files keeps each sign-in in a small file of its own. They survive a crash,
// and several processes on one machine may share the directory.
type Files struct {
	dir  string      // set once
	home fs.FileInfo // set once: what the directory is, so that an unmounted one is not an empty one

	mu    sync.Mutex
	swept time.Time // guarded by mu
	seen  int64     // guarded by mu: how far the notices were read
}

const (
	recordSuffix = ".signin"
	lockSuffix   = ".lock"
	guardPrefix  = "guard-"
	noticeFile   = "notices"
	maxNotices   = 1 << 20 // bytes, then the file starts anew

	// lookEvery is how soon a process hears what another one tells it.
	lookEvery = 200 * time.Millisecond
	// tryEvery is how often a held lock is tried again.
	tryEvery = 20 * time.Millisecond
)

// OpenFiles opens a directory, and makes it if need be, for its owner only.
func OpenFiles(dir string) (*Files, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: open the sign-in store: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return nil, fmt.Errorf("store: close the sign-in store to others: %w", err)
	}
	home, err := os.Stat(dir)
	if err != nil {
		return nil, fmt.Errorf("store: open the sign-in store: %w", err)
	}
	f := &Files{dir: dir, home: home}
	if info, err := os.Stat(f.path(noticeFile)); err == nil {
		f.seen = info.Size()
	}
	return f, f.sweep(time.Now())
}

func (f *Files) path(name string) string { return filepath.Join(f.dir, name) }

// fileHead is the first line of a file; the sealed value follows.
type fileHead struct {
	Expires time.Time `json:"expires"`
	Tags    []string  `json:"tags,omitempty"`
}

func (f *Files) read(name string) (fileHead, []byte, error) {
	var head fileHead
	raw, err := os.ReadFile(f.path(name))
	if errors.Is(err, fs.ErrNotExist) {
		return head, nil, f.absent()
	}
	if err != nil {
		return head, nil, fmt.Errorf("store: read a sign-in: %w", err)
	}
	first, value, ok := bytes.Cut(raw, []byte("\n"))
	if !ok || json.Unmarshal(first, &head) != nil || !time.Now().Before(head.Expires) {
		return head, nil, ErrNoRecord
	}
	return head, value, nil
}

// absent is the error for a file that is not there: the whole store may not be.
func (f *Files) absent() error {
	now, err := os.Stat(f.dir)
	if err == nil && !os.SameFile(now, f.home) {
		err = errors.New("another directory stands in its place")
	}
	if err != nil {
		return fmt.Errorf("store: the sign-in store is gone: %w", err)
	}
	return ErrNoRecord
}

// stage writes a file that is to take a key's place in one step, so that a
// crash leaves the old or the new one. The caller removes what it does not use.
func (f *Files) stage(head fileHead, value []byte) (name string, err error) {
	first, err := json.Marshal(head)
	if err != nil {
		return "", err
	}
	temp, err := os.CreateTemp(f.dir, "new-*")
	if err != nil {
		return "", fmt.Errorf("store: write a sign-in: %w", err)
	}
	_, err = temp.Write(slices.Concat(first, []byte("\n"), value))
	if err = errors.Join(err, temp.Sync(), temp.Close()); err != nil {
		os.Remove(temp.Name())
		return "", fmt.Errorf("store: write a sign-in: %w", err)
	}
	return temp.Name(), nil
}

func (f *Files) commit(staged, key string) error {
	if err := os.Rename(staged, f.path(key+recordSuffix)); err != nil {
		return fmt.Errorf("store: write a sign-in: %w", err)
	}
	return nil
}

// guard keeps all others, in this process and elsewhere, from changing what
// belongs to a key. It is held for a moment only, and ends with the process.
func (f *Files) guard(key string) (unlock func(), err error) {
	sum := sha256.Sum256([]byte(key))
	unlock, err = lockedfile.MutexAt(f.path(fmt.Sprintf("%s%x", guardPrefix, sum[0]&15))).Lock()
	if err != nil {
		return nil, fmt.Errorf("store: lock the sign-in store: %w", err)
	}
	return unlock, nil
}

// Load implements [Store].
func (f *Files) Load(_ context.Context, key string) ([]byte, error) {
	if !keyShape.MatchString(key) {
		return nil, ErrNoRecord
	}
	_, value, err := f.read(key + recordSuffix)
	return value, err
}

// Save implements [Store].
func (f *Files) Save(_ context.Context, e Entry) error {
	if !keyShape.MatchString(e.Key) {
		return fmt.Errorf("store: %q is no key", e.Key)
	}
	if err := f.sweep(time.Now()); err != nil {
		return err
	}
	staged, err := f.stage(fileHead{e.Expires, e.Tags}, e.Value)
	if err != nil {
		return err
	}
	defer os.Remove(staged) // nothing is there once it is in place
	unlock, err := f.guard(e.Key)
	if err != nil {
		return err
	}
	defer unlock()
	return f.commit(staged, e.Key)
}

// sweep removes what has expired, and what crashed processes left behind.
func (f *Files) sweep(now time.Time) error {
	f.mu.Lock()
	due := now.Sub(f.swept) >= sweepEvery
	if due {
		f.swept = now
	}
	f.mu.Unlock()
	if !due {
		return nil
	}
	files, err := os.ReadDir(f.dir)
	if err != nil {
		return fmt.Errorf("store: look through the sign-in store: %w", err)
	}
	for _, file := range files {
		name := file.Name()
		key, _, _ := strings.Cut(name, ".")
		if name == noticeFile || strings.HasPrefix(name, guardPrefix) {
			continue
		}
		if err := f.sweepOne(key, name, now); err != nil {
			return err
		}
	}
	return nil
}

func (f *Files) sweepOne(key, name string, now time.Time) error {
	unlock, err := f.guard(key)
	if err != nil {
		return err
	}
	defer unlock()
	old := false
	if strings.HasSuffix(name, recordSuffix) {
		_, _, err := f.read(name)
		old = errors.Is(err, ErrNoRecord)
	} else if info, err := os.Stat(f.path(name)); err == nil {
		old = now.Sub(info.ModTime()) > 2*LockTime
	}
	if old {
		os.Remove(f.path(name)) // a failure is tried again next time
	}
	return nil
}

// Replace implements [Store].
func (f *Files) Replace(_ context.Context, key string, old, value []byte) error {
	if !keyShape.MatchString(key) {
		return ErrNoRecord
	}
	head, _, err := f.read(key + recordSuffix)
	if err != nil {
		return err
	}
	staged, err := f.stage(head, value)
	if err != nil {
		return err
	}
	defer os.Remove(staged)
	unlock, err := f.guard(key)
	if err != nil {
		return err
	}
	defer unlock()
	now, current, err := f.read(key + recordSuffix)
	switch {
	case err != nil:
		return err
	case !bytes.Equal(current, old) || !now.Expires.Equal(head.Expires):
		return ErrNoRecord
	}
	return f.commit(staged, key)
}

// Delete implements [Store].
func (f *Files) Delete(_ context.Context, key string) error {
	if !keyShape.MatchString(key) {
		return nil
	}
	unlock, err := f.guard(key)
	if err != nil {
		return err
	}
	defer unlock()
	err = os.Remove(f.path(key + recordSuffix))
	if errors.Is(err, fs.ErrNotExist) {
		if err = f.absent(); errors.Is(err, ErrNoRecord) {
			return nil
		}
	}
	if err != nil {
		return fmt.Errorf("store: forget a sign-in: %w", err)
	}
	return nil
}

// Tagged implements [Store].
func (f *Files) Tagged(_ context.Context, tag string) ([]string, error) {
	files, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, fmt.Errorf("store: look through the sign-in store: %w", err)
	}
	var keys []string
	for _, file := range files {
		key, ok := strings.CutSuffix(file.Name(), recordSuffix)
		if !ok {
			continue
		}
		head, _, err := f.read(file.Name())
		if err != nil && !errors.Is(err, ErrNoRecord) {
			return nil, err
		}
		if err == nil && slices.Contains(head.Tags, tag) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// Close implements [Store].
func (f *Files) Close() error { return nil }
