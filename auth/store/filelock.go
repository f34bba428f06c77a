package store

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"sync"
	"time"
)

// Lock implements [Store]: the lock is a file that names its holder. Whoever
// makes, takes over or removes one has the key's guard, so that of several who
// find a stale one only one gets it, and nobody removes another's.
func (f *Files) Lock(ctx context.Context, key string) (func(), error) {
	if !keyShape.MatchString(key) {
		return nil, fmt.Errorf("store: %q is no key", key)
	}
	mine := rand.Text()
	for {
		taken, err := f.take(key, mine)
		if err != nil {
			return nil, fmt.Errorf("store: lock a sign-in: %w", err)
		}
		if taken {
			return sync.OnceFunc(func() { f.release(key, mine) }), nil
		}
		select {
		case <-time.After(tryEvery):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// take makes the lock file, unless somebody else's is there and not stale.
func (f *Files) take(key, mine string) (bool, error) {
	path := f.path(key + lockSuffix)
	if held(path) {
		return false, nil // without the guard, which others need
	}
	unlock, err := f.guard(key)
	if err != nil {
		return false, err
	}
	defer unlock()
	if held(path) {
		return false, nil
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	return true, os.WriteFile(path, []byte(mine), 0o600)
}

// held reports whether a lock has a holder that may still be at work.
func held(path string) bool {
	info, err := os.Stat(path)
	return err == nil && time.Since(info.ModTime()) <= LockTime
}

// release removes the lock file if it is still ours. Should it fail, the lock
// ends by itself after LockTime.
func (f *Files) release(key, mine string) {
	unlock, err := f.guard(key)
	if err != nil {
		return
	}
	defer unlock()
	path := f.path(key + lockSuffix)
	if holder, err := os.ReadFile(path); err == nil && string(holder) == mine {
		os.Remove(path)
	}
}
