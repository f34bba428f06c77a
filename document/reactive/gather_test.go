package reactive_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	. "github.com/panelgo/panelgo/document/reactive"
)

func TestGatherHandsOnWhatCameWithinAPeriod(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		numbers := make(chan int)
		var batches [][]int
		open(t, func(doc *document.Document) {
			Gather(doc, time.Second, numbers, func(some []int) { batches = append(batches, some) })
		})
		go func() {
			defer close(numbers)
			for n := range 8 {
				numbers <- n
				time.Sleep(400 * time.Millisecond)
			}
			time.Sleep(time.Hour)
			numbers <- 8 // handed on with the end of the channel
		}()
		time.Sleep(2 * time.Hour)
		synctest.Wait()
		if got := fmt.Sprint(batches); got != "[[0 1 2] [3 4 5] [6 7] [8]]" {
			t.Errorf("handed on %s", got)
		}
	})
}

func TestGatherLeavesTheChannelToWhoSendsWhileATurnIsDue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		numbers := make(chan int)
		var sent atomic.Int64
		var sizes []int
		st := open(t, func(doc *document.Document) {
			Gather(doc, time.Second, numbers, func(some []int) { sizes = append(sizes, len(some)) })
		})
		go func() {
			for {
				select {
				case numbers <- int(sent.Load()):
					sent.Add(1)
				case <-st.doc.Context().Done():
					return
				}
			}
		}()
		synctest.Wait()
		if n := sent.Load(); n != 10_000 {
			t.Errorf("%d values were taken within a period", n)
		}
		st.must(func() { time.Sleep(time.Minute) })
		if n := sent.Load(); n != 10_000 {
			t.Errorf("%d values were taken while a turn was due", n)
		}
		time.Sleep(1500 * time.Millisecond)
		synctest.Wait()
		if !slices.Equal(sizes, []int{10_000, 10_000}) {
			t.Errorf("batches of %d", sizes)
		}
	})
}

func TestGatherGoesOnAfterAPanicAndUntilItIsStopped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		numbers := make(chan int, 10)
		var seen []int
		var stop func()
		st := open(t, func(doc *document.Document) {
			stop = Gather(doc, time.Second, numbers, func(some []int) {
				if some[0] == 1 {
					panic("one")
				}
				seen = append(seen, some...)
			})
		})
		for n := range 4 {
			if n == 3 {
				st.must(stop)
			}
			numbers <- n
			time.Sleep(2 * time.Second)
		}
		synctest.Wait()
		if !slices.Equal(seen, []int{0, 2}) || len(numbers) != 1 {
			t.Errorf("saw %d, %d are left", seen, len(numbers))
		}
		if log := st.logged(); !strings.Contains(log, "one") {
			t.Errorf("the log says %s", log)
		}
	})
}

func TestGatherEndsWithTheSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // which fails if a goroutine is left
		st := open(t, func(doc *document.Document) {
			Gather(doc, time.Second, make(chan int), func([]int) { t.Error("called") })
		})
		if err := st.s.End(context.Background(), 1001, "bye"); err != nil {
			t.Fatal(err)
		}
	})
}
