package documenttest

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/document"
)

// host is what a session lends to its document: turns in a queue, and work in goroutines that the
// test waits for. Time does not pass by itself: what is to come later comes when the test settles.
type host struct {
	visit document.Visit
	ctx   context.Context
	work  sync.WaitGroup

	mu    sync.Mutex
	queue []func()        // guarded by mu
	later []func()        // guarded by mu
	turns int             // guarded by mu
	log   strings.Builder // guarded by mu
}

func (h *host) Next(f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.turns++
	h.queue = append(h.queue, f)
}

func (h *host) After(_ time.Duration, f func()) (stop func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	stopped := false
	h.later = append(h.later, func() {
		if !stopped {
			f()
		}
	})
	return func() { stopped = true }
}

func (h *host) Every(time.Duration, func()) (stop func()) { return func() {} }

func (h *host) Go(work func(context.Context) func()) {
	h.work.Go(func() {
		if f := work(h.ctx); f != nil {
			h.Next(f)
		}
	})
}

func (h *host) Context() context.Context { return h.ctx }
func (h *host) Visit() document.Visit    { return h.visit }
func (h *host) Log() *slog.Logger        { return slog.New(slog.NewTextHandler(h, nil)) }

// Write takes a line of the log.
func (h *host) Write(line []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.log.Write(line)
}

// next takes the first of the turns that wait, nil if none does.
func (h *host) next() (f func()) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.queue) > 0 {
		f, h.queue = h.queue[0], h.queue[1:]
	}
	return f
}

// pass has the time come for all that was to come later.
func (h *host) pass() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.queue, h.later = append(h.later, h.queue...), nil
}
