package auth

import (
	"context"
	"sync"
	"time"
)

// flight does one thing once for everybody who asks for it at the same time.
// The work belongs to the goroutine that starts it: it goes on when whoever
// asked first goes away, for as long as its limit allows.
type flight[T any] struct {
	limit time.Duration // set once

	mu  sync.Mutex
	all map[string]*call[T] // guarded by mu
}

type call[T any] struct {
	began time.Time
	done  chan struct{} // closed when value and err are final
	value T
	err   error
}

func newFlight[T any](limit time.Duration) *flight[T] {
	return &flight[T]{limit: limit, all: map[string]*call[T]{}}
}

// do returns what work returns for the key, perhaps for somebody else.
func (f *flight[T]) do(ctx context.Context, key string, work func(context.Context) (T, error)) (T, error) {
	f.mu.Lock()
	c, flying := f.all[key]
	if !flying {
		c = &call[T]{began: time.Now(), done: make(chan struct{})}
		f.all[key] = c
		go f.fly(context.WithoutCancel(ctx), key, c, work)
	}
	f.mu.Unlock()
	select {
	case <-c.done:
		return c.value, c.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}

// age is how long the work for the key has been under way; zero when nobody does it.
func (f *flight[T]) age(key string) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	if c, flying := f.all[key]; flying {
		return time.Since(c.began)
	}
	return 0
}

func (f *flight[T]) fly(ctx context.Context, key string, c *call[T], work func(context.Context) (T, error)) {
	ctx, cancel := context.WithTimeout(ctx, f.limit)
	defer cancel()
	c.value, c.err = work(ctx)
	f.mu.Lock()
	delete(f.all, key)
	f.mu.Unlock()
	close(c.done)
}
