package cache_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document/cache"
)

// counted is a cache whose function counts its calls, and takes a second for each.
func counted(o cache.Options) (*cache.Cache[string, string], *atomic.Int32) {
	calls := &atomic.Int32{}
	return cache.New(o, func(ctx context.Context, key string) (string, error) {
		n := calls.Add(1)
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
			return "", ctx.Err()
		}
		if key == "bad" {
			return "", errors.New("no such thing")
		}
		return fmt.Sprint(key, n), nil
	}), calls
}

func TestAValueIsKeptForItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, calls := counted(cache.Options{TTL: time.Minute})
		get := func(want string) {
			t.Helper()
			if got, err := c.Get(t.Context(), "a"); got != want || err != nil {
				t.Errorf("got %q, %v, want %q", got, err, want)
			}
		}
		get("a1")
		time.Sleep(59 * time.Second)
		get("a1")
		time.Sleep(2 * time.Second)
		get("a2")
		c.Forget("a")
		get("a3")
		c.Clear()
		get("a4")
		if calls.Load() != 4 {
			t.Errorf("%d calls", calls.Load())
		}
	})
}

func TestOneFlightServesAllWhoAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, calls := counted(cache.Options{})
		var wait sync.WaitGroup
		for range 50 {
			wait.Go(func() {
				if got, err := c.Get(context.Background(), "a"); got != "a1" || err != nil {
					t.Errorf("got %q, %v", got, err)
				}
			})
		}
		wait.Wait()
		if calls.Load() != 1 {
			t.Errorf("%d calls", calls.Load())
		}
	})
}

func TestErrorsAreNotKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, calls := counted(cache.Options{})
		for range 2 {
			if _, err := c.Get(t.Context(), "bad"); err == nil || err.Error() != "no such thing" {
				t.Errorf("error %v", err)
			}
		}
		if calls.Load() != 2 {
			t.Errorf("%d calls", calls.Load())
		}
	})
}

func TestEachWaitsAsLongAsItsOwnContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, _ := counted(cache.Options{})
		start := time.Now()
		short, cancel := context.WithTimeout(context.Background(), 500*time.Millisecond)
		defer cancel()
		var wait sync.WaitGroup
		wait.Go(func() { // whose call it is
			if _, err := c.Get(short, "a"); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the first: %v", err)
			}
		})
		synctest.Wait()
		wait.Go(func() {
			if got, err := c.Get(context.Background(), "a"); got != "a2" || err != nil || time.Since(start) != 1500*time.Millisecond {
				t.Errorf("who waited with it: %q, %v after %v", got, err, time.Since(start))
			}
		})
		wait.Wait()
	})
}

func TestThereIsRoomForANumber(t *testing.T) {
	var calls atomic.Int32
	c := cache.New(cache.Options{Size: 10}, func(_ context.Context, n int) (int, error) {
		calls.Add(1)
		return n, nil
	})
	for range 2 {
		for n := range 1000 {
			if got, err := c.Get(t.Context(), n); got != n || err != nil {
				t.Fatal(got, err)
			}
		}
	}
	if calls.Load() < 1900 {
		t.Errorf("%d calls for 2,000 questions, though only 10 answers are kept", calls.Load())
	}
}

func TestAPanicIsNotKeptEither(t *testing.T) {
	n := 0
	c := cache.New(cache.Options{}, func(context.Context, string) (int, error) {
		if n++; n == 1 {
			panic("one")
		}
		return n, nil
	})
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic did not surface")
			}
		}()
		_, _ = c.Get(t.Context(), "a")
	}()
	if got, err := c.Get(t.Context(), "a"); got != 2 || err != nil {
		t.Errorf("after the panic: %d, %v", got, err)
	}
}

func BenchmarkGet(b *testing.B) {
	c := cache.New(cache.Options{TTL: time.Minute}, func(_ context.Context, n int) (int, error) { return n, nil })
	ctx := context.Background()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := c.Get(ctx, 7); err != nil {
			b.Fatal(err)
		}
	}
}
