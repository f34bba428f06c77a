package auth

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// Files keeps each sign-in in a small file of its own. They survive a crash,
// and several processes on one machine may share the directory.
type Files struct {
	dir string // set once

	mu    sync.Mutex
	swept time.Time // guarded by mu
	seen  int64     // guarded by mu: how far the notices were read
}

const (
	recordSuffix = ".signin"
	lockSuffix   = ".lock"
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
		return nil, fmt.Errorf("auth: open the sign-in store: %w", err)
	}
	if err := os.Chmod(dir, 0o700); err != nil {
		return nil, fmt.Errorf("auth: close the sign-in store to others: %w", err)
	}
	f := &Files{dir: dir}
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
		return head, nil, ErrNoRecord
	}
	if err != nil {
		return head, nil, fmt.Errorf("auth: read a sign-in: %w", err)
	}
	first, value, ok := bytes.Cut(raw, []byte("\n"))
	if !ok || json.Unmarshal(first, &head) != nil || !time.Now().Before(head.Expires) {
		return head, nil, ErrNoRecord
	}
	return head, value, nil
}

// write replaces a file in one step, so that a crash leaves the old or the new one.
func (f *Files) write(key string, head fileHead, value []byte) error {
	first, err := json.Marshal(head)
	if err != nil {
		return err
	}
	temp, err := os.CreateTemp(f.dir, "new-*")
	if err != nil {
		return fmt.Errorf("auth: write a sign-in: %w", err)
	}
	defer os.Remove(temp.Name())
	_, err = temp.Write(slices.Concat(first, []byte("\n"), value))
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), f.path(key+recordSuffix))
	}
	if err != nil {
		return fmt.Errorf("auth: write a sign-in: %w", err)
	}
	return nil
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
		return fmt.Errorf("auth: %q is no key", e.Key)
	}
	if err := f.sweep(time.Now()); err != nil {
		return err
	}
	return f.write(e.Key, fileHead{e.Expires, e.Tags}, e.Value)
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
		return fmt.Errorf("auth: look through the sign-in store: %w", err)
	}
	for _, file := range files {
		name := file.Name()
		info, err := file.Info()
		if err != nil {
			continue // gone meanwhile
		}
		old := now.Sub(info.ModTime()) > 2*lockTime
		if strings.HasSuffix(name, recordSuffix) {
			_, _, err := f.read(name)
			old = errors.Is(err, ErrNoRecord)
		}
		if old && name != noticeFile {
			os.Remove(f.path(name)) // a failure is tried again next time
		}
	}
	return nil
}

// Replace implements [Store].
func (f *Files) Replace(ctx context.Context, key string, old, value []byte) error {
	unlock, err := f.Lock(ctx, "swap-"+key)
	if err != nil {
		return err
	}
	defer unlock()
	head, current, err := f.read(key + recordSuffix)
	if err != nil {
		return err
	}
	if !bytes.Equal(current, old) {
		return ErrNoRecord
	}
	return f.write(key, head, value)
}

// Delete implements [Store].
func (f *Files) Delete(ctx context.Context, key string) error {
	if !keyShape.MatchString(key) {
		return nil
	}
	unlock, err := f.Lock(ctx, "swap-"+key)
	if err != nil {
		return err
	}
	defer unlock()
	if err := os.Remove(f.path(key + recordSuffix)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("auth: forget a sign-in: %w", err)
	}
	return nil
}

// Tagged implements [Store].
func (f *Files) Tagged(_ context.Context, tag string) ([]string, error) {
	files, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, fmt.Errorf("auth: look through the sign-in store: %w", err)
	}
	var keys []string
	for _, file := range files {
		key, ok := strings.CutSuffix(file.Name(), recordSuffix)
		if !ok {
			continue
		}
		if head, _, err := f.read(file.Name()); err == nil && slices.Contains(head.Tags, tag) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// Lock implements [Store]: the lock is a file that only one can create.
func (f *Files) Lock(ctx context.Context, key string) (func(), error) {
	if !keyShape.MatchString(key) {
		return nil, fmt.Errorf("auth: %q is no key", key)
	}
	path := f.path(key + lockSuffix)
	for {
		file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
		if err == nil {
			file.Close()
			return sync.OnceFunc(func() { os.Remove(path) }), nil
		}
		if !errors.Is(err, fs.ErrExist) {
			return nil, fmt.Errorf("auth: lock a sign-in: %w", err)
		}
		if info, err := os.Stat(path); err == nil && time.Since(info.ModTime()) > lockTime {
			os.Remove(path) // its holder is gone
			continue
		}
		select {
		case <-time.After(tryEvery):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// Notify implements [Store] by appending a line that the others read.
func (f *Files) Notify(_ context.Context, n Notice) error {
	line, err := json.Marshal(n)
	if err != nil {
		return err
	}
	flags := os.O_CREATE | os.O_APPEND | os.O_WRONLY
	if info, err := os.Stat(f.path(noticeFile)); err == nil && info.Size() > maxNotices {
		flags |= os.O_TRUNC
	}
	file, err := os.OpenFile(f.path(noticeFile), flags, 0o600)
	if err != nil {
		return fmt.Errorf("auth: tell other processes: %w", err)
	}
	_, err = file.Write(append(line, '\n'))
	return errors.Join(err, file.Close())
}

// Listen implements [Store] by looking for new lines.
func (f *Files) Listen(ctx context.Context, hear func(Notice), caughtUp func()) error {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
		lines, missed := f.news()
		if missed {
			caughtUp()
		}
		for _, line := range lines {
			var n Notice
			if json.Unmarshal(line, &n) == nil && n.Key != "" {
				hear(n)
			}
		}
	}
}

// news reads the whole lines that were added since the last look.
func (f *Files) news() (lines [][]byte, missed bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	file, err := os.Open(f.path(noticeFile))
	if err != nil {
		return nil, false
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Size() < f.seen {
		f.seen, missed = 0, true // it started anew
	}
	raw, err := io.ReadAll(io.NewSectionReader(file, f.seen, maxNotices*2))
	if err != nil {
		return nil, missed
	}
	end := bytes.LastIndexByte(raw, '\n') + 1
	f.seen += int64(end)
	return bytes.Split(raw[:end], []byte("\n")), missed
}

// Close implements [Store].
func (f *Files) Close() error { return nil }
