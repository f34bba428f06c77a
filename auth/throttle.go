package auth

import (
	"sync"
	"time"
)

// throttle slows guessing down. Failures are counted per name and place, per
// place, and per name; each count has its own patience.
type throttle struct {
	mu  sync.Mutex
	all map[string]*strikes // guarded by mu
}

type strikes struct {
	n     int
	last  time.Time
	until time.Time
}

const (
	freePair  = 5  // wrong passwords for one name from one place
	freePlace = 30 // … from one place, for whatever names
	freeName  = 50 // … for one name, from wherever

	firstWait   = time.Second // doubled with every further failure
	longestWait = 5 * time.Minute
	forgiveness = 15 * time.Minute // without failures, all is forgotten
	maxStrikes  = 20_000
)

func newThrottle() *throttle { return &throttle{all: map[string]*strikes{}} }

func throttleKeys(name, place string) map[string]int {
	return map[string]int{tag("pair", name, place): freePair, tag("place", place): freePlace, tag("name", name): freeName}
}

// wait answers how long to wait before the next try; 0 means go ahead. Going
// ahead counts as a failure until ok says otherwise, so that many tries at the
// same time do not slip through.
func (t *throttle) wait(name, place string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	now := time.Now()
	keys := throttleKeys(name, place)
	var wait time.Duration
	for key := range keys {
		if s := t.all[key]; s != nil {
			wait = max(wait, s.until.Sub(now))
		}
	}
	if wait > 0 {
		return wait
	}
	t.sweep(now)
	for key, free := range keys {
		s := t.all[key]
		if s == nil || now.Sub(s.last) > forgiveness {
			s = &strikes{}
			t.all[key] = s
		}
		s.n, s.last = s.n+1, now
		if over := s.n - free; over >= 0 {
			s.until = now.Add(min(firstWait<<min(over, 20), longestWait))
		}
	}
	return 0
}

// ok takes back the count of a try that succeeded.
func (t *throttle) ok(name, place string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key := range throttleKeys(name, place) {
		if s := t.all[key]; s != nil {
			s.n, s.until = max(0, s.n-1), time.Time{}
		}
	}
	delete(t.all, tag("pair", name, place))
}

func (t *throttle) sweep(now time.Time) {
	if len(t.all) < maxStrikes {
		return
	}
	for key, s := range t.all {
		if now.Sub(s.last) > forgiveness || len(t.all) >= 2*maxStrikes {
			delete(t.all, key)
		}
	}
}
