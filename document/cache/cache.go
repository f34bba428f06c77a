package cache

import (
	"context"
	"time"

	"github.com/maypok86/otter/v2"
)

// Options bound a cache. The zero Options keep 1,000 values for good.
type Options struct {
	TTL  time.Duration // how long a value is kept after it was made; 0 is for good
	Size int           // how many values are kept; those that are seldom asked for go first; 0 is 1,000
}

func (o Options) withDefaults() Options {
	if o.Size <= 0 {
		o.Size = 1000
	}
	return o
}

// Cache makes values by their keys and keeps them. It may be used from any goroutine, and has none
// of its own. A value is handed to many: whoever gets it must not change what is in it.
type Cache[K comparable, V any] struct {
	kept   *otter.Cache[K, V]
	loader otter.LoaderFunc[K, V]
}

// New makes a cache of what f makes. An error is not kept: the next who asks has f try again.
func New[K comparable, V any](o Options, f func(ctx context.Context, key K) (V, error)) *Cache[K, V] {
	o = o.withDefaults()
	opts := &otter.Options[K, V]{MaximumSize: o.Size, Logger: &otter.NoopLogger{}}
	if o.TTL > 0 {
		opts.ExpiryCalculator = otter.ExpiryWriting[K, V](o.TTL)
	}
	kept := otter.Must(opts)
	// Its goroutine would free what has expired each second; it is freed as well when the cache is
	// used, and sessions without a goroutine are many.
	kept.StopAllGoroutines()
	return &Cache[K, V]{kept, f}
}

// Get answers the value of a key, and has it made if there is none. Whoever asks meanwhile waits
// for the same one. Each waits until its own context ends; if that of the one whose call is made
// ends, another's call takes its place. A panic in the function surfaces in the one who called it,
// as an error in those who wait.
//
// Making a value takes as long as it takes, so call it in Document.Go or a reactive.Work, not in a
// turn.
func (c *Cache[K, V]) Get(ctx context.Context, key K) (V, error) {
	return c.kept.Get(ctx, key, c.loader)
}

// Forget drops the values of some keys, as when what they were made from has changed.
func (c *Cache[K, V]) Forget(keys ...K) {
	for _, key := range keys {
		c.kept.Invalidate(key)
	}
}

// Clear drops all values.
func (c *Cache[K, V]) Clear() { c.kept.InvalidateAll() }
