package auth

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/panelgo/panelgo/auth/store"
)

// throttle slows guessing down. Failures are counted per name and place, per
// place, and per name; each count has its own patience. A browser in which that
// name has signed in before has a count of its own instead, so that nobody else's
// guesses lock it out. The counts stand in the store of the sign-ins, sealed
// like those, and so are those of all processes that share it.
type throttle struct {
	store   store.Store
	keyring *Keyring
	jar     *jar
}

// guess is one try to sign in.
type guess struct {
	name, place string
	device      string // what the browser is known by; "" if that name never signed in there
}

// strikes is one count as it is kept.
type strikes struct {
	N     int       `json:"n"`
	Last  time.Time `json:"last"`
	Until time.Time `json:"until,omitzero"`
}

const (
	freePair  = 5  // wrong passwords for one name from one place, or in one known browser
	freePlace = 30 // … from one place, for whatever names
	freeName  = 50 // … for one name, from wherever

	firstWait   = time.Second // doubled with every further failure
	longestWait = 5 * time.Minute
	forgiveness = 15 * time.Minute // without failures, all is forgotten
)

// count is where a guess is counted.
type count struct {
	key   string
	free  int
	clear bool // by a success, which otherwise takes back its own try alone
}

// counts are in the order in which they are locked.
func (t *throttle) counts(g guess) []count {
	at := func(free int, clear bool, parts ...string) count {
		return count{"throttle-" + t.jar.mac("throttle", tag(parts...)), free, clear}
	}
	if g.device != "" {
		return []count{at(freePair, true, "device", g.device)}
	}
	all := []count{at(freePair, true, "pair", g.name, g.place), at(freePlace, false, "place", g.place), at(freeName, false, "name", g.name)}
	slices.SortFunc(all, func(a, b count) int { return cmp.Compare(a.key, b.key) })
	return all
}

// wait returns how long to wait before the next try; 0 means go ahead. Going
// ahead counts as a failure until ok says otherwise, so that many tries at the
// same time do not slip through, in however many processes.
func (t *throttle) wait(ctx context.Context, g guess) (wait time.Duration, err error) {
	err = t.locked(ctx, g, func(ctx context.Context, counts []count) error {
		now := time.Now()
		kept := make([]strikes, len(counts))
		for i, c := range counts {
			if kept[i], err = t.load(ctx, c.key); err != nil {
				return err
			}
			wait = max(wait, kept[i].Until.Sub(now))
		}
		if wait > 0 {
			return nil
		}
		for i, c := range counts {
			s := kept[i]
			if now.Sub(s.Last) > forgiveness {
				s = strikes{}
			}
			s.N, s.Last = s.N+1, now
			if over := s.N - c.free; over >= 0 {
				s.Until = now.Add(min(firstWait<<min(over, 20), longestWait))
			}
			if err := t.save(ctx, c.key, s); err != nil {
				return err
			}
		}
		return nil
	})
	return wait, err
}

// ok takes back the count of a try that succeeded.
func (t *throttle) ok(ctx context.Context, g guess) error {
	return t.locked(ctx, g, func(ctx context.Context, counts []count) error {
		for _, c := range counts {
			s, err := t.load(ctx, c.key)
			switch {
			case err != nil:
				return err
			case c.clear || s.N <= 1:
				err = t.store.Delete(ctx, c.key)
			default:
				err = t.save(ctx, c.key, strikes{N: s.N - 1, Last: s.Last})
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// locked calls f while no other guess can be counted in the same places.
func (t *throttle) locked(ctx context.Context, g guess, f func(context.Context, []count) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), store.Timeout)
	defer cancel()
	counts := t.counts(g)
	for _, c := range counts {
		unlock, err := t.store.Lock(ctx, c.key)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrUnavailable, err)
		}
		defer unlock()
	}
	if err := f(ctx, counts); err != nil {
		return fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	return nil
}

// load returns a count. What was sealed with a key that is gone counts for nothing.
func (t *throttle) load(ctx context.Context, key string) (s strikes, err error) {
	sealed, err := t.store.Load(ctx, key)
	if errors.Is(err, store.ErrNoRecord) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	if raw, err := t.keyring.Open(key, string(sealed), 0); err == nil {
		_ = json.Unmarshal(raw, &s) // sealed by ourselves
	}
	return s, nil
}

func (t *throttle) save(ctx context.Context, key string, s strikes) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return t.store.Save(ctx, store.Entry{Key: key, Value: []byte(t.keyring.Seal(key, raw)), Expires: s.Last.Add(forgiveness + longestWait)})
}
