package server

import (
	"context"
	"sync"
	"time"
)

// pinger pings all websockets of a server from one ticker. The peers are dealt out to beats, so
// that thousands of them are not written to at once: each is pinged once per period.
type pinger struct {
	period time.Duration // not positive: no pings

	mu    sync.Mutex
	beats []map[*peer]struct{} // guarded by mu
	next  int                  // guarded by mu: where the next peer goes
}

// maxBeats and leastBeat bound how finely a period is divided.
const (
	maxBeats  = 64
	leastBeat = 100 * time.Millisecond
)

func newPinger(period time.Duration) *pinger {
	beats := max(1, min(maxBeats, int(period/leastBeat)))
	p := &pinger{period: period, beats: make([]map[*peer]struct{}, beats)}
	for i := range p.beats {
		p.beats[i] = map[*peer]struct{}{}
	}
	return p
}

// add has a peer pinged until remove is called.
func (p *pinger) add(who *peer) (remove func()) {
	p.mu.Lock()
	defer p.mu.Unlock()
	beat := p.beats[p.next]
	p.next = (p.next + 1) % len(p.beats)
	beat[who] = struct{}{}
	return func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		delete(beat, who)
	}
}

func (p *pinger) run(ctx context.Context) {
	if p.period <= 0 {
		return
	}
	tick := time.NewTicker(p.period / time.Duration(len(p.beats)))
	defer tick.Stop()
	for at := 0; ; at = (at + 1) % len(p.beats) {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		p.mu.Lock()
		due := make([]*peer, 0, len(p.beats[at]))
		for who := range p.beats[at] {
			due = append(due, who)
		}
		p.mu.Unlock()
		for _, who := range due {
			who.ping()
		}
	}
}
