package store

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Store remembers sign-ins. What it is given is sealed already: a store never sees who somebody is.
// All methods may be called at once, and return the context's error when it ends first. Any other
// error but ErrNoRecord says that the store cannot be asked just now: nobody is signed out for it.
type Store interface {
	// Load returns the value kept under key, or ErrNoRecord.
	Load(ctx context.Context, key string) ([]byte, error)
	// Save keeps an entry, in place of any of the same key. With an error, nothing may be said
	// about which of the two is kept.
	Save(ctx context.Context, e Entry) error
	// Replace swaps old for value and keeps expiry and tags. It returns
	// ErrNoRecord when something else, or nothing, is kept by now.
	Replace(ctx context.Context, key string, old, value []byte) error
	// Delete forgets an entry; one that is gone already is no error.
	Delete(ctx context.Context, key string) error
	// Tagged returns the keys of the entries saved with a tag; none is no error.
	Tagged(ctx context.Context, tag string) ([]string, error)
	// Lock waits until nobody else holds the key's lock, in any process that
	// shares the store, and takes it for LockTime at most.
	Lock(ctx context.Context, key string) (unlock func(), err error)
	// Notify tells the other processes that share the store. An error means that some of them may
	// not hear of it.
	Notify(ctx context.Context, n Notice) error
	// Listen calls hear for what other processes tell, until the context ends. It calls caughtUp
	// whenever it may have missed something before. The error is the context's, or says why nothing
	// can be heard any more.
	Listen(ctx context.Context, hear func(Notice), caughtUp func()) error
	// Close lets go of connections and files. Nothing may be called afterwards.
	Close() error
}

// Entry is one sign-in as a store sees it.
type Entry struct {
	Key     string // letters, digits, dashes and underscores
	Value   []byte
	Expires time.Time // it is forgotten then
	Tags    []string  // what it can be found by
}

// Notice is what one process tells the others about a sign-in.
type Notice struct {
	Key    string `json:"key"`
	Ended  bool   `json:"ended"` // otherwise its tokens changed
	Reason string `json:"reason,omitempty"`
}

// ErrNoRecord says that a store keeps nothing (any more) under a key.
var ErrNoRecord = errors.New("store: no such sign-in")

// LockTime bounds how long a lock is held when its holder disappears. A token
// request takes less: providerTimeout.
const LockTime = 30 * time.Second

// Timeout bounds what a page waits for a store that does not answer.
const Timeout = 3 * time.Second

// Bounded bounds how long a store may take. Memory is never slow.
func Bounded(s Store) Store {
	if _, quick := s.(*Memory); quick {
		return s
	}
	return boundedStore{s}
}

type boundedStore struct{ Store }

// Load implements [Store].
func (s boundedStore) Load(ctx context.Context, key string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return s.Store.Load(ctx, key)
}

// Save implements [Store].
func (s boundedStore) Save(ctx context.Context, e Entry) error {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return s.Store.Save(ctx, e)
}

// Replace implements [Store].
func (s boundedStore) Replace(ctx context.Context, key string, old, value []byte) error {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return s.Store.Replace(ctx, key, old, value)
}

// Delete implements [Store].
func (s boundedStore) Delete(ctx context.Context, key string) error {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return s.Store.Delete(ctx, key)
}

// Tagged implements [Store].
func (s boundedStore) Tagged(ctx context.Context, tag string) ([]string, error) {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return s.Store.Tagged(ctx, tag)
}

// Notify implements [Store].
func (s boundedStore) Notify(ctx context.Context, n Notice) error {
	ctx, cancel := context.WithTimeout(ctx, Timeout)
	defer cancel()
	return s.Store.Notify(ctx, n)
}

// IsKey reports whether a text can be the key of an [Entry].
func IsKey(s string) bool { return keyShape.MatchString(s) }

var keyShape = regexp.MustCompile(`^[A-Za-z0-9_-]{1,128}$`)

// Check reports whether what a --signin-store describes outlives the process.
func Check(where string) (lasting bool, err error) {
	kind, rest, _ := strings.Cut(where, ":")
	switch {
	case where == "" || where == "memory":
		return false, nil
	case kind == "file":
		if rest == "" {
			return true, errors.New("names no directory: write file:/var/lib/panelgo/signins")
		}
		return true, nil
	case slices.Contains(redisSchemes, kind):
		_, err := redisOptions(where)
		return true, err
	}
	return false, errors.New("must be memory, file:DIRECTORY or redis://HOST:PORT")
}

// Open opens what a --signin-store describes.
func Open(where string) (Store, error) {
	if _, err := Check(where); err != nil {
		return nil, fmt.Errorf("store: the address %w", err)
	}
	kind, rest, _ := strings.Cut(where, ":")
	switch kind {
	case "", "memory":
		return NewMemory(), nil
	case "file":
		return OpenFiles(strings.TrimPrefix(rest, "//"))
	}
	return OpenRedis(where)
}

// withoutPassword makes an address fit for people to see.
func withoutPassword(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "(unreadable)"
	}
	return u.Redacted()
}
