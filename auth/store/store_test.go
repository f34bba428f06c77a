package store

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo/auth/store/storetest"
)

// stores are the stores, each with a function that opens it once more, as
// another process would. Memory has no other process.
func stores(t *testing.T) map[string]func() Store {
	dir := filepath.Join(t.TempDir(), "signins")
	address := storetest.Redis(t)
	memory := NewMemory()
	open := func(k Store, err error) Store {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { k.Close() })
		return k
	}
	return map[string]func() Store{
		"memory": func() Store { return memory },
		"files":  func() Store { return open(OpenFiles(dir)) },
		"redis":  func() Store { return open(OpenRedis(address)) },
	}
}

// TestStores is the one suite that every store passes.
func TestStores(t *testing.T) {
	for name, open := range stores(t) {
		for what, test := range map[string]func(*testing.T, func() Store){
			"keeps and forgets":         keeperKeeps,
			"replaces only what it saw": keeperReplaces,
			"forgets what expired":      keeperExpires,
			"finds by tag":              keeperTags,
			"locks across processes":    keeperLocks,
			"keeps the longest tag":     keeperLongTags,
			"keeps the newest sign-in":  keeperNewest,
			"tells other processes":     keeperNotifies,
			"survives many at once":     keeperManyAtOnce,
			"refuses odd keys":          keeperOddKeys,
		} {
			t.Run(name+" "+what, func(t *testing.T) { test(t, open) })
		}
	}
}

func entry(key, value string, tags ...string) Entry {
	return Entry{Key: key, Value: []byte(value), Expires: time.Now().Add(time.Hour), Tags: tags}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func expectValue(t *testing.T, k Store, key, want string) {
	t.Helper()
	got, err := k.Load(t.Context(), key)
	if want == "" {
		if !errors.Is(err, ErrNoRecord) {
			t.Errorf("Load(%s) = %q, %v, want ErrNoRecord", key, got, err)
		}
		return
	}
	if err != nil || string(got) != want {
		t.Errorf("Load(%s) = %q, %v, want %q", key, got, err, want)
	}
}

func keeperKeeps(t *testing.T, open func() Store) {
	one, two := open(), open()
	key := "keep-" + rand.Text()[:8]
	expectValue(t, one, key, "")
	binary := string([]byte{0, 1, 10, 13, 255})
	must(t, one.Save(t.Context(), entry(key, binary)))
	expectValue(t, two, key, binary)
	must(t, two.Save(t.Context(), entry(key, "second")))
	expectValue(t, one, key, "second")
	must(t, one.Delete(t.Context(), key))
	must(t, one.Delete(t.Context(), key))
	expectValue(t, two, key, "")
}

func keeperReplaces(t *testing.T, open func() Store) {
	k := open()
	must(t, k.Save(t.Context(), entry("swap", "a", "swap-tag")))
	must(t, k.Replace(t.Context(), "swap", []byte("a"), []byte("b")))
	expectValue(t, k, "swap", "b")
	if err := k.Replace(t.Context(), "swap", []byte("a"), []byte("c")); !errors.Is(err, ErrNoRecord) {
		t.Errorf("replaced what it had not seen: %v", err)
	}
	expectValue(t, k, "swap", "b")
	if keys, err := k.Tagged(t.Context(), "swap-tag"); err != nil || len(keys) != 1 {
		t.Errorf("the tag is lost: %v, %v", keys, err)
	}
	must(t, k.Delete(t.Context(), "swap"))
	if err := k.Replace(t.Context(), "swap", []byte("b"), []byte("c")); !errors.Is(err, ErrNoRecord) {
		t.Errorf("a forgotten sign-in came back: %v", err)
	}
	expectValue(t, k, "swap", "")
}

func keeperExpires(t *testing.T, open func() Store) {
	k := open()
	must(t, k.Save(t.Context(), Entry{Key: "past", Value: []byte("x"), Expires: time.Now().Add(-time.Second)}))
	expectValue(t, k, "past", "")
	must(t, k.Save(t.Context(), Entry{Key: "soon", Value: []byte("x"), Expires: time.Now().Add(300 * time.Millisecond), Tags: []string{"soon"}}))
	storetest.Eventually(t, "it expires", func() bool {
		_, err := k.Load(t.Context(), "soon")
		return errors.Is(err, ErrNoRecord)
	})
	if keys, err := k.Tagged(t.Context(), "soon"); err != nil || len(keys) != 0 {
		t.Errorf("an expired sign-in is found by its tag: %v, %v", keys, err)
	}
}

func keeperTags(t *testing.T, open func() Store) {
	one, two := open(), open()
	must(t, one.Save(t.Context(), entry("t1", "x", "sub", "sid1")))
	must(t, one.Save(t.Context(), entry("t2", "x", "sub", "sid2")))
	must(t, one.Save(t.Context(), entry("t3", "x", "other")))
	for tag, want := range map[string][]string{"sub": {"t1", "t2"}, "sid1": {"t1"}, "nobody": {}} {
		keys, err := two.Tagged(t.Context(), tag)
		slices.Sort(keys)
		if err != nil || !slices.Equal(keys, want) {
			t.Errorf("%s: %v, %v", tag, keys, err)
		}
	}
	must(t, two.Delete(t.Context(), "t1"))
	if keys, err := one.Tagged(t.Context(), "sub"); err != nil || !slices.Equal(keys, []string{"t2"}) {
		t.Errorf("after one is forgotten: %v, %v", keys, err)
	}
}

// keeperLongTags saves a long sign-in and then a short one of the same person.
func keeperLongTags(t *testing.T, open func() Store) {
	k := open()
	must(t, k.Save(t.Context(), entry("long", "x", "person")))
	must(t, k.Save(t.Context(), Entry{Key: "short", Value: []byte("x"), Expires: time.Now().Add(200 * time.Millisecond), Tags: []string{"person"}}))
	storetest.Eventually(t, "the short one expires", func() bool {
		_, err := k.Load(t.Context(), "short")
		return errors.Is(err, ErrNoRecord)
	})
	if keys, err := k.Tagged(t.Context(), "person"); err != nil || !slices.Equal(keys, []string{"long"}) {
		t.Errorf("found %v, %v", keys, err)
	}
}

// keeperNewest lets a renewal of the old sign-in race with a new one.
func keeperNewest(t *testing.T, open func() Store) {
	one, two := open(), open()
	for range 100 {
		must(t, one.Save(t.Context(), entry("race", "old")))
		var group sync.WaitGroup
		group.Go(func() { must(t, one.Save(t.Context(), entry("race", "new"))) })
		group.Go(func() {
			if err := two.Replace(t.Context(), "race", []byte("old"), []byte("renewed")); err != nil && !errors.Is(err, ErrNoRecord) {
				t.Error(err)
			}
		})
		group.Wait()
		expectValue(t, one, "race", "new")
	}
}

func keeperLocks(t *testing.T, open func() Store) {
	var inside, most atomic.Int32
	var group sync.WaitGroup
	for range 4 {
		k := open()
		for range 5 {
			group.Go(func() {
				unlock, err := k.Lock(t.Context(), "lock")
				if err != nil {
					t.Error(err)
					return
				}
				most.Store(max(most.Load(), inside.Add(1)))
				time.Sleep(time.Millisecond)
				inside.Add(-1)
				unlock()
				unlock()
			})
		}
	}
	group.Wait()
	if most.Load() != 1 {
		t.Errorf("%d held the lock at once", most.Load())
	}
	k := open()
	unlock, err := k.Lock(t.Context(), "held")
	must(t, err)
	defer unlock()
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err := open().Lock(ctx, "held"); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting for a held lock: %v", err)
	}
}

func keeperNotifies(t *testing.T, open func() Store) {
	one, two := open(), open()
	if one == two {
		must(t, one.Notify(t.Context(), Notice{Key: "n1"}))
		return
	}
	ctx, cancel := context.WithCancel(t.Context())
	heard, ready := make(chan Notice, 1000), make(chan struct{}, 10)
	done := make(chan error, 1)
	go func() {
		done <- two.Listen(ctx, func(n Notice) { heard <- n }, func() { ready <- struct{}{} })
	}()
	if _, waits := two.(*Redis); waits {
		<-ready
	}
	for i := range 50 {
		must(t, one.Notify(t.Context(), Notice{Key: fmt.Sprint("n", i), Ended: true, Reason: "signed out"}))
	}
	for i := range 50 {
		select {
		case n := <-heard:
			if n != (Notice{Key: fmt.Sprint("n", i), Ended: true, Reason: "signed out"}) {
				t.Errorf("notice %d: %+v", i, n)
			}
		case <-time.After(20 * time.Second):
			t.Fatal("notice", i, "never came")
		}
	}
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("Listen ended with %v", err)
	}
}

func keeperManyAtOnce(t *testing.T, open func() Store) {
	k := open()
	var group sync.WaitGroup
	for i := range 8 {
		group.Go(func() {
			key := fmt.Sprint("many-", i%2)
			for range 10 {
				value := bytes.Repeat([]byte{byte(i)}, 8<<10)
				if err := k.Save(t.Context(), Entry{Key: key, Value: value, Expires: time.Now().Add(time.Hour)}); err != nil {
					t.Error(err)
				}
				got, err := k.Load(t.Context(), key)
				if err != nil || len(got) != 8<<10 || bytes.Count(got, got[:1]) != len(got) {
					t.Errorf("a torn value: %d bytes, %v", len(got), err)
				}
			}
		})
	}
	group.Wait()
}

func keeperOddKeys(t *testing.T, open func() Store) {
	k := open()
	for _, key := range []string{"../up", "a/b", "", ".", "a\x00b"} {
		if got, err := k.Load(t.Context(), key); err == nil {
			t.Errorf("Load(%q) = %q", key, got)
		}
	}
}

func TestRedisThatIsNotThere(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	address := l.Addr().String()
	l.Close()
	_, err = OpenRedis("redis://user:hunter2@" + address)
	if err == nil || bytes.Contains([]byte(err.Error()), []byte("hunter2")) {
		t.Errorf("err = %v", err)
	}
}

func TestStoreNames(t *testing.T) {
	for where, want := range map[string]struct{ lasting, ok bool }{
		"memory": {false, true}, "": {false, true}, "file:/x": {true, true}, "file:": {true, false},
		"redis://h:1/0": {true, true}, "rediss://h": {true, true}, "valkey://h": {true, true}, "unix:///s": {true, true},
		"postgres://h": {false, false}, "redis://h:port": {true, false}, "nonsense": {false, false},
	} {
		lasting, err := Check(where)
		if lasting != want.lasting || (err == nil) != want.ok {
			t.Errorf("%q: %v, %v", where, lasting, err)
		}
	}
}
