package password

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

// Throttle slows guessing down. Failures are counted per name and place, per
// place, and per name; each count has its own patience. A browser in which that
// name has signed in before has a count of its own instead, so that nobody else's
// guesses lock it out. The counts stand in the store of the sign-ins, sealed
// like those, and so are those of all processes that share it.
type Throttle struct {
	Store store.Store
	Seal  func(key string, plain []byte) string
	Open  func(key, sealed string) ([]byte, error)
	Mark  func(parts ...string) string // a keyed digest, so that the store does not tell who was guessed
}

// Guess is one try to sign in.
type Guess struct {
	Name, Place string
	Device      string // what the browser is known by; "" if that name never signed in there
}

// strikes is one count as it is kept.
type strikes struct {
	N     int       `json:"n"`
	Last  time.Time `json:"last"`
	Until time.Time `json:"until,omitzero"`
}

const (
	FreePair  = 5  // wrong passwords for one name from one place, or in one known browser
	freePlace = 30 // … from one place, for whatever names
	freeName  = 50 // … for one name, from wherever

	firstWait   = time.Second // doubled with every further failure
	longestWait = 5 * time.Minute
	forgiveness = 15 * time.Minute // without failures, all is forgotten
)

// count is where a Guess is counted.
type count struct {
	key   string
	free  int
	clear bool // by a success, which otherwise takes back its own try alone
}

// counts are in the order in which they are locked.
func (t *Throttle) counts(g Guess) []count {
	at := func(free int, clear bool, parts ...string) count {
		return count{"throttle-" + t.Mark(parts...), free, clear}
	}
	if g.Device != "" {
		return []count{at(FreePair, true, "device", g.Device)}
	}
	all := []count{at(FreePair, true, "pair", g.Name, g.Place), at(freePlace, false, "place", g.Place), at(freeName, false, "name", g.Name)}
	slices.SortFunc(all, func(a, b count) int { return cmp.Compare(a.key, b.key) })
	return all
}

// Wait returns how long to wait before the next try; 0 means go ahead. Going
// ahead counts as a failure until OK says otherwise, so that many tries at the
// same time do not slip through, in however many processes.
func (t *Throttle) Wait(ctx context.Context, g Guess) (wait time.Duration, err error) {
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

// OK takes back the count of a try that succeeded.
func (t *Throttle) OK(ctx context.Context, g Guess) error {
	return t.locked(ctx, g, func(ctx context.Context, counts []count) error {
		for _, c := range counts {
			s, err := t.load(ctx, c.key)
			switch {
			case err != nil:
				return err
			case c.clear || s.N <= 1:
				err = t.Store.Delete(ctx, c.key)
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

// locked calls f while no other Guess can be counted in the same places.
func (t *Throttle) locked(ctx context.Context, g Guess, f func(context.Context, []count) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), store.Timeout)
	defer cancel()
	counts := t.counts(g)
	for _, c := range counts {
		unlock, err := t.Store.Lock(ctx, c.key)
		if err != nil {
			return fmt.Errorf("password: counting guesses: %w", err)
		}
		defer unlock()
	}
	if err := f(ctx, counts); err != nil {
		return fmt.Errorf("password: counting guesses: %w", err)
	}
	return nil
}

// load returns a count. What was sealed with a key that is gone counts for nothing.
func (t *Throttle) load(ctx context.Context, key string) (s strikes, err error) {
	sealed, err := t.Store.Load(ctx, key)
	if errors.Is(err, store.ErrNoRecord) {
		return s, nil
	}
	if err != nil {
		return s, err
	}
	if raw, err := t.Open(key, string(sealed)); err == nil {
		_ = json.Unmarshal(raw, &s) // sealed by ourselves
	}
	return s, nil
}

func (t *Throttle) save(ctx context.Context, key string, s strikes) error {
	raw, err := json.Marshal(s)
	if err != nil {
		return err
	}
	return t.Store.Save(ctx, store.Entry{Key: key, Value: []byte(t.Seal(key, raw)), Expires: s.Last.Add(forgiveness + longestWait)})
}
