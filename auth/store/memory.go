package store

import (
	"bytes"
	"context"
	"slices"
	"sync"
	"time"
)

// Memory keeps sign-ins in this process. They end with it.
type Memory struct {
	mu    sync.Mutex
	all   map[string]Entry         // guarded by mu
	locks map[string]chan struct{} // guarded by mu; closed when released
	swept time.Time                // guarded by mu
}

// sweepEvery is how often entries that nobody asks for are looked through.
const sweepEvery = time.Minute

// NewMemory makes an empty store.
func NewMemory() *Memory {
	return &Memory{all: map[string]Entry{}, locks: map[string]chan struct{}{}, swept: time.Now()}
}

// Load implements [Store].
func (m *Memory) Load(_ context.Context, key string) ([]byte, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.all[key]
	if !ok || !time.Now().Before(e.Expires) {
		return nil, ErrNoRecord
	}
	return e.Value, nil
}

// Save implements [Store].
func (m *Memory) Save(_ context.Context, e Entry) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sweep(time.Now())
	m.all[e.Key] = e
	return nil
}

func (m *Memory) sweep(now time.Time) {
	if now.Sub(m.swept) < sweepEvery {
		return
	}
	m.swept = now
	for key, e := range m.all {
		if !now.Before(e.Expires) {
			delete(m.all, key)
		}
	}
}

// Replace implements [Store].
func (m *Memory) Replace(_ context.Context, key string, old, value []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	e, ok := m.all[key]
	if !ok || !time.Now().Before(e.Expires) || !bytes.Equal(e.Value, old) {
		return ErrNoRecord
	}
	e.Value = value
	m.all[key] = e
	return nil
}

// Delete implements [Store].
func (m *Memory) Delete(_ context.Context, key string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.all, key)
	return nil
}

// Tagged implements [Store].
func (m *Memory) Tagged(_ context.Context, tag string) ([]string, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var keys []string
	for key, e := range m.all {
		if slices.Contains(e.Tags, tag) && time.Now().Before(e.Expires) {
			keys = append(keys, key)
		}
	}
	return keys, nil
}

// Lock implements [Store].
func (m *Memory) Lock(ctx context.Context, key string) (func(), error) {
	for {
		m.mu.Lock()
		held, taken := m.locks[key]
		if !taken {
			mine := make(chan struct{})
			m.locks[key] = mine
			m.mu.Unlock()
			return sync.OnceFunc(func() { m.unlock(key, mine) }), nil
		}
		m.mu.Unlock()
		select {
		case <-held:
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(LockTime):
			m.expire(key, held)
		}
	}
}

// expire takes a lock from a holder who has had it for LockTime.
func (m *Memory) expire(key string, held chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.locks[key] == held {
		delete(m.locks, key)
	}
}

func (m *Memory) unlock(key string, mine chan struct{}) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.locks[key] == mine {
		delete(m.locks, key)
	}
	close(mine)
}

// Notify implements [Store]: there is nobody else.
func (m *Memory) Notify(context.Context, Notice) error { return nil }

// Listen implements [Store].
func (m *Memory) Listen(ctx context.Context, _ func(Notice), _ func()) error {
	<-ctx.Done()
	return ctx.Err()
}

// Close implements [Store].
func (m *Memory) Close() error { return nil }
