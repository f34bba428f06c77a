package server_test

import (
	"fmt"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo/server"
	"github.com/panelgo/panelgo/server/servertest"
)

// TestThousandSessionsLeaveNothing opens and closes a thousand sessions, and finds heap and
// goroutines as they were.
func TestThousandSessionsLeaveNothing(t *testing.T) {
	so := sessions
	so.UnusedSessionLifetime, so.CheckUnusedSessions = time.Millisecond, 10*time.Millisecond
	at := servertest.Serve(t, apps, server.Options{Logger: quiet}, so)
	round := func(n int) {
		var tabs sync.WaitGroup
		for range 4 {
			tabs.Go(func() {
				for i := range n / 4 {
					t.Run("tab", func(t *testing.T) { // a test of its own, which lets go of the tab
						tab := servertest.Visit(t, at+"/counter")
						tab.Set("Value", i)
						tab.Expect("text", fmt.Sprintf("value: %d", i))
						if i%2 == 0 {
							tab.Drop()
						}
					})
				}
			})
		}
		tabs.Wait()
	}
	round(200) // what is made once
	heap, goroutines := settled(t, 0, 1<<62)
	round(1000)
	after, left := settled(t, goroutines, heap+2<<20)
	t.Logf("heap %d → %d KiB, goroutines %d → %d", heap>>10, after>>10, goroutines, left)
}

// settled waits until goroutines and heap are down to what is expected, and fails if they never
// are.
func settled(t *testing.T, goroutines int, heap uint64) (uint64, int) {
	t.Helper()
	var m runtime.MemStats
	deadline := time.Now().Add(20 * time.Second)
	for {
		runtime.GC()
		runtime.ReadMemStats(&m)
		n := runtime.NumGoroutine()
		if goroutines == 0 && n < 60 || n <= goroutines+10 && m.HeapAlloc <= heap {
			return m.HeapAlloc, n
		}
		if time.Now().After(deadline) {
			t.Fatalf("%d goroutines and %d KiB are left, more than %d and %d", n, m.HeapAlloc>>10, goroutines+10, heap>>10)
		}
		time.Sleep(10 * time.Millisecond)
	}
}
