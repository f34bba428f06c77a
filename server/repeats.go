package server

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"
)

// repeats keeps a log short when the same thing happens again and again: the first few are told as
// they come, the others once a second with a count.
type repeats struct {
	mu  sync.Mutex
	all map[string]*repeat // guarded by mu: by what happens, of the second that passes
}

type repeat struct {
	told, untold int
	sum          func(untold int) // of the latest
}

const (
	toldEach  = 10 // of a kind in a second
	manyKinds = 64 // kinds that are counted apart; whatever comes beside these is one
)

func newRepeats() *repeats { return &repeats{all: map[string]*repeat{}} }

// tell reports whether to tell of something now. If not, sum is called within a second, with how
// many were not told of.
func (t *repeats) tell(kind string, sum func(untold int)) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	r := t.all[kind]
	if r == nil && len(t.all) >= manyKinds {
		kind = ""
		r = t.all[kind]
	}
	if r == nil {
		r = &repeat{}
		t.all[kind] = r
		time.AfterFunc(time.Second, func() { t.flush(kind) })
	}
	if r.told < toldEach {
		r.told++
		return true
	}
	r.untold++
	r.sum = sum
	return false
}

// flush ends a second.
func (t *repeats) flush(kind string) {
	t.mu.Lock()
	r := t.all[kind]
	untold, sum := r.untold, r.sum
	if untold == 0 {
		delete(t.all, kind)
	} else {
		r.untold, r.sum = 0, nil // what goes on is told once a second
		time.AfterFunc(time.Second, func() { t.flush(kind) })
	}
	t.mu.Unlock()
	if untold > 0 {
		sum(untold)
	}
}

// connectionLog is where net/http tells of connections that did not become requests: a handshake
// that failed, a connection that could not be accepted because no file descriptor was left, a
// handler that panicked.
type connectionLog struct {
	log     *slog.Logger
	repeats *repeats
}

// Write logs one line of net/http. What strangers can cause at will is information, what keeps
// visitors out is an error.
func (c connectionLog) Write(line []byte) (int, error) {
	text := strings.TrimSpace(string(line))
	kind, level := "connection", slog.LevelInfo
	switch {
	case strings.Contains(text, "Accept error"):
		kind, level = "accept", slog.LevelError
	case strings.Contains(text, "TLS handshake error"):
		kind = "handshake"
	case strings.Contains(text, "panic serving"):
		kind, level = "panic", slog.LevelError
	}
	message := map[string]string{"accept": "a connection could not be accepted", "handshake": "TLS handshake failed"}[kind]
	if message == "" {
		message = "connection failed"
	}
	if c.repeats.tell(kind, func(untold int) { c.log.Log(context.Background(), level, message, "err", text, "more", untold) }) {
		c.log.Log(context.Background(), level, message, "err", text)
	}
	return len(line), nil
}
