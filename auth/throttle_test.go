package auth

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/auth/store"
	"github.com/panelgo/panelgo/auth/store/storetest"
)

func throttleAt(kept store.Store, keyring *Keyring) *throttle {
	return &throttle{store: kept, keyring: keyring, jar: newJar("/", testCookieSecret)}
}

func testKeyring(t *testing.T) *Keyring {
	t.Helper()
	keyring, err := NewKeyring(specKey)
	must(t, err)
	return keyring
}

// try counts a guess and returns the wait.
func (t *throttle) try(test *testing.T, name, place string) time.Duration {
	test.Helper()
	wait, err := t.wait(test.Context(), guess{name: name, place: place})
	must(test, err)
	return wait
}

func TestThrottleForgives(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		th := throttleAt(store.NewMemory(), testKeyring(t))
		for range freePair {
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
		for range freePair {
			if th.try(t, "alice", "1.2.3.4") != 0 {
				t.Fatal("never forgiven")
			}
		}
		for range 60 { // one place, many names
			th.try(t, random(), "9.9.9.9")
		}
		if th.try(t, "anybody", "9.9.9.9") == 0 {
			t.Error("one place may guess for ever")
		}
		for range 60 { // many places, one name
			th.try(t, "carol", random())
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
				th := throttleAt(open(), testKeyring(t))
				for range 4 {
					group.Go(func() {
						if wait, err := th.wait(t.Context(), guess{name: "alice", place: "1.2.3.4"}); err != nil {
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
			if n := through.Load(); n < freePair || n > freePair+2 {
				t.Errorf("%d of 16 guesses were tried", n)
			}
		})
	}
}

// TestGuessesElsewhereDoNotLockOut lets others guess, from wherever: in a browser that has signed
// in before its owner gets in.
func TestGuessesElsewhereDoNotLockOut(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland", "bob": "builder"}, nil)
	known, bobs := w.browser(), w.browser()
	known.enter("/app", "alice", "wonderland").who(t)
	bobs.enter("/app", "bob", "builder").who(t)
	for _, b := range []*browser{known, bobs} {
		b.post("/logout", url.Values{"token": {b.get("/logout").field(t, "token")}}).expect(t, http.StatusOK, "You are signed out")
	}
	stranger := w.browser()
	for range 2 * freePair {
		stranger.enter("/app", "alice", "guess")
	}
	w.browser().enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
	bobs.enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
	known.enter("/app", "alice", "wonderland").who(t)

	// The known browser itself has no more patience than others have.
	known.post("/logout", url.Values{"token": {known.get("/logout").field(t, "token")}})
	for range 2 * freePair {
		known.enter("/app", "alice", "guess")
	}
	known.enter("/app", "alice", "wonderland").expect(t, http.StatusTooManyRequests, "Too many wrong passwords")
}

// TestDeviceCookiesAreSigned tries cookies that were made up, altered, or are somebody else's.
func TestDeviceCookiesAreSigned(t *testing.T) {
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland"}, nil)
	b := w.browser()
	state := b.get("/app").field(t, "state")
	a := b.still().post("/login", url.Values{"state": {state}, "name": {"alice"}, "password": {"wonderland"}})
	var device *http.Cookie
	for _, c := range a.Cookies() {
		if strings.Contains(c.Name, "-device-") {
			device = c
		}
	}
	if device == nil || !device.HttpOnly || !device.Secure || device.Path != "/login" || strings.Contains(device.Value, "alice") {
		t.Fatalf("cookie %v", device)
	}
	f := w.manager.front.(*form)
	known := func(name, value string) string {
		r := b.request(http.MethodPost, "/login", nil)
		at := f.options.Locate(r)
		at.Base.Scheme = "https"
		j := f.deviceJar(at)
		r.AddCookie(&http.Cookie{Name: prefixed(j.deviceCookie(name), true, j.path), Value: value})
		return f.knownDevice(r, at, name)
	}
	if known("alice", device.Value) == "" {
		t.Error("the honest one is not known")
	}
	for _, value := range []string{"", ".", "x", "x.y", flip(device.Value, 0), flip(device.Value, len(device.Value)-2)} {
		if known("alice", value) != "" {
			t.Errorf("%q is known", value)
		}
	}
	if known("bob", device.Value) != "" {
		t.Error("it is good for another name")
	}
}

// TestThrottleThatCannotCountLetsNobodyIn fails closed.
func TestThrottleThatCannotCountLetsNobodyIn(t *testing.T) {
	faulty := &faultyStore{Memory: store.NewMemory()}
	w, _ := basicWorld(t, map[string]string{"alice": "wonderland"}, func(o *Options) { o.Store = faulty })
	b := w.browser()
	state := b.get("/app").field(t, "state")
	faulty.set("all fails")
	unavailableForm := b.post("/login", url.Values{"state": {state}, "name": {"alice"}, "password": {"wonderland"}})
	unavailableForm.expect(t, http.StatusServiceUnavailable, "try again in a moment")
	faulty.set("")
	b.enter("/app", "alice", "wonderland").who(t)
}
