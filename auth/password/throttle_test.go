package password

import (
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/auth/store/storetest"
)

// throttleAt makes a throttle whose counts are not sealed.
func throttleAt(kept store.Store) *Throttle {
	return &Throttle{
		Store: kept, Seal: func(_ string, plain []byte) string { return string(plain) },
		Open: func(_, sealed string) ([]byte, error) { return []byte(sealed), nil },
		Mark: func(parts ...string) string {
			return fmt.Sprintf("%x", sha256.Sum256([]byte(strings.Join(parts, "|"))))
		},
	}
}

// try counts a guess and returns the wait.
func (t *Throttle) try(test *testing.T, name, place string) time.Duration {
	test.Helper()
	wait, err := t.Wait(test.Context(), Guess{Name: name, Place: place})
	must(test, err)
	return wait
}

func TestThrottleForgives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := throttleAt(store.NewMemory())
		for range FreePair {
			if th.try(t, "alice", "1.2.3.4") != 0 {
				t.Fatal("slowed down too early")
			}
		}
		first := th.try(t, "alice", "1.2.3.4")
		time.Sleep(first)
		if th.try(t, "alice", "1.2.3.4") != 0 {
			t.Error("still waiting after the wait")
		}
		if second := th.try(t, "alice", "1.2.3.4"); second <= first {
			t.Errorf("the wait does not grow: %s, %s", first, second)
		}
		if th.try(t, "bob", "1.2.3.4") != 0 || th.try(t, "alice", "5.6.7.8") != 0 {
			t.Error("others wait as well")
		}
		time.Sleep(forgiveness + longestWait)
		for range FreePair {
			if th.try(t, "alice", "1.2.3.4") != 0 {
				t.Fatal("never forgiven")
			}
		}
		for range 60 { // one place, many names
			th.try(t, rand.Text(), "9.9.9.9")
		}
		if th.try(t, "anybody", "9.9.9.9") == 0 {
			t.Error("one place may guess for ever")
		}
		for range 60 { // many places, one name
			th.try(t, "carol", rand.Text())
		}
		if th.try(t, "carol", "8.8.8.8") == 0 {
			t.Error("one name may be guessed for ever")
		}
	})
}

// TestThrottleCountsAcrossProcesses lets several processes be guessed at at once: together they let
// as many through as one.
func TestThrottleCountsAcrossProcesses(t *testing.T) {
	for kind, where := range map[string]string{"memory": "memory", "files": "file:" + t.TempDir(), "redis": storetest.Redis(t)} {
		t.Run(kind, func(t *testing.T) {
			alone := store.NewMemory()
			open := func() store.Store {
				if kind == "memory" {
					return alone // it has no other process
				}
				kept, err := store.Open(where)
				must(t, err)
				t.Cleanup(func() { kept.Close() })
				return kept
			}
			var through atomic.Int32
			var group sync.WaitGroup
			for range 4 {
				th := throttleAt(open())
				for range 4 {
					group.Go(func() {
						if wait, err := th.Wait(t.Context(), Guess{Name: "alice", Place: "1.2.3.4"}); err != nil {
							t.Error(err)
						} else if wait == 0 {
							through.Add(1)
						}
					})
				}
			}
			group.Wait()
			// A machine that takes longer than the first wait lets one more through, and one after
			// the next.
			if n := through.Load(); n < FreePair || n > FreePair+2 {
				t.Errorf("%d of 16 guesses were tried", n)
			}
		})
	}
}
