package reactive_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	. "github.com/panelgo/panelgo/document/reactive"
)

// slow counts up to n, a second a step.
func slow(ctx context.Context, n int) (string, error) {
	for i := range n {
		select {
		case <-ctx.Done():
			return "", ctx.Err()
		case <-time.After(time.Second):
		}
		Report(ctx, i+1, n)
	}
	switch n {
	case 7:
		return "", errors.New("seven is too much")
	case 8:
		panic("eight")
	}
	return fmt.Sprint("counted to ", n), nil
}

func TestWorkReportsAndAnswers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w *Work[int, string]
		bar := layout.NewProgress("Count")
		var said []string
		st := open(t, func(doc *document.Document) {
			w = NewWork(slow)
			w.ShowIn(bar)
			w.Status().OnChange(func(s Status) { said = append(said, fmt.Sprint(s.Running, s.Done, "/", s.Total, " ", s.Left)) })
			doc.Add(bar, w.View(func(s string) models.UIElement { return pane.NewText(s) }))
			w.Start(3)
		})
		time.Sleep(1500 * time.Millisecond)
		synctest.Wait()
		st.must(func() {
			if text := bar.Text.Get(); !strings.Contains(text, "1 of 3") {
				t.Errorf("the bar says %s", text)
			}
		})
		time.Sleep(2 * time.Second)
		synctest.Wait()
		st.must(func() {
			want := "true 0/0 0s, true 1/3 2.2s, true 2/3 1.05s, false 3/3 0s"
			if got := strings.Join(said, ", "); got != want {
				t.Errorf("the status was %s, want %s", got, want)
			}
			if w.Value() != "counted to 3" || !strings.Contains(bar.Text.Get(), "3 of 3, done") {
				t.Errorf("the result is %q, the bar says %s", w.Value(), bar.Text.Get())
			}
		})
		if got := strings.Join(st.patches(), " "); !strings.Contains(got, "counted to 3") {
			t.Errorf("the browser heard %s", got)
		}
	})
}

func TestTheLatestRunWins(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n *State[int]
		var seen []string
		st := open(t, func(*document.Document) {
			n = NewState(5)
			w := NewWork(slow)
			w.OnChange(func(s string) { seen = append(seen, s) })
			w.Follow(n)
		})
		time.Sleep(2 * time.Second)
		st.must(func() { n.Set(4) })
		time.Sleep(time.Second)
		st.must(func() { n.Set(3) })
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if len(seen) != 1 || seen[0] != "counted to 3" {
			t.Errorf("results %q", seen)
		}
	})
}

func TestRunsDoNotOverlap(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n *State[int]
		var under, runs, most atomic.Int64
		var result Source[int]
		st := open(t, func(*document.Document) {
			n = NewState(0)
			w := NewWork(func(_ context.Context, n int) (int, error) { // does not hear that it is of no use
				runs.Add(1)
				most.Store(max(most.Load(), under.Add(1)))
				defer under.Add(-1)
				time.Sleep(time.Second)
				return n, nil
			})
			w.Follow(n)
			result = w
		})
		for i := 1; i <= 20; i++ {
			st.must(func() { n.Set(i) })
			synctest.Wait()
		}
		time.Sleep(10 * time.Second)
		synctest.Wait()
		st.must(func() {
			if result.Value() != 20 || runs.Load() != 2 || most.Load() != 1 {
				t.Errorf("found %d after %d runs, of which %d at once", result.Value(), runs.Load(), most.Load())
			}
		})
	})
}

func TestWorkThatFailsOrIsCancelledSaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w *Work[int, string]
		bar := layout.NewProgress("Count")
		st := open(t, func(doc *document.Document) {
			w = NewWork(slow)
			w.ShowIn(bar)
			doc.Add(bar, w.View(func(s string) models.UIElement { return pane.NewText(s) }))
		})
		for _, c := range []struct {
			n      int
			cancel bool
			want   string // of the page
			status Status
		}{
			{2, false, "counted to 2", Status{Finished: true, Done: 2, Total: 2}},
			{3, true, "", Status{Cancelled: true, Done: 2, Total: 3}},
			{7, false, "seven is too much", Status{Done: 7, Total: 7}},
			{8, false, "the server's log says why", Status{Done: 8, Total: 8}},
		} {
			st.patches()
			st.must(func() { w.Start(c.n) })
			time.Sleep(2500 * time.Millisecond)
			if c.cancel {
				st.must(w.Cancel)
			}
			time.Sleep(10 * time.Second)
			synctest.Wait()
			st.must(func() {
				got := w.Status().Value()
				if got.Err = nil; got != c.status && c.n < 7 {
					t.Errorf("%d: status %+v, want %+v", c.n, got, c.status)
				}
			})
			if heard := strings.Join(st.patches(), " "); !strings.Contains(heard, c.want) {
				t.Errorf("%d: the browser heard %s", c.n, heard)
			}
		}
		if log := st.logged(); !strings.Contains(log, "eight") {
			t.Errorf("the log says %s", log)
		}
	})
}

func TestWorkEndsWithTheSession(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ended := false
		st := open(t, func(*document.Document) {
			NewWork(func(ctx context.Context, _ int) (int, error) {
				<-ctx.Done()
				ended = true
				return 0, ctx.Err()
			}).Start(0)
		})
		synctest.Wait() // until the work has begun
		if err := st.s.End(context.Background(), 1001, "bye"); err != nil {
			t.Fatal(err)
		}
		synctest.Wait()
		if !ended {
			t.Error("the work goes on")
		}
	})
}

func TestWorkTellsOfErrorsThatCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var w *Work[int, string]
		var said []string
		st := open(t, func(*document.Document) { w = NewWork(slow) })
		var stop func()
		st.must(func() { stop = w.OnError(func(err error) { said = append(said, err.Error()) }) })
		for _, n := range []int{7, 2, 8} {
			st.must(func() { w.Start(n) })
			time.Sleep(10 * time.Second)
			synctest.Wait()
		}
		st.must(func() { w.Start(7) })
		time.Sleep(time.Second)
		st.must(func() { w.Start(7); w.Cancel() })
		time.Sleep(10 * time.Second)
		st.must(func() { stop(); w.Start(7) })
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if got, want := strings.Join(said, ", "), "seven is too much, this did not work; the server's log says why"; got != want {
			t.Errorf("said %s, want %s", got, want)
		}
	})
}

func TestRepeatedWorkRunsWhileABrowserLooksAndNeverTwiceAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var began []string
		start := time.Now()
		var stop func()
		st := open(t, func(*document.Document) {
			w := NewWork(func(ctx context.Context, long time.Duration) (int, error) {
				began = append(began, time.Since(start).String())
				select {
				case <-time.After(long):
					return len(began), nil
				case <-ctx.Done():
					t.Error("a run was cut short")
					return 0, ctx.Err()
				}
			})
			stop = w.Repeat(1500*time.Millisecond, time.Second)
		})
		time.Sleep(5900 * time.Millisecond)
		st.must(stop)
		time.Sleep(time.Minute)
		if got, want := strings.Join(began, " "), "0s 2s 4s"; got != want {
			t.Errorf("runs began at %s, want %s", got, want)
		}
		began = nil
		st.must(func() {
			NewWork(func(context.Context, int) (int, error) { began = append(began, "again"); return 0, nil }).Repeat(0, time.Second)
		})
		st.s.Detach(st)
		time.Sleep(5 * time.Second)
		synctest.Wait()
		if len(began) != 1 {
			t.Errorf("%d runs for nobody", len(began))
		}
	})
}

func TestReportOutsideOfWorkDoesNothing(t *testing.T) {
	Report(context.Background(), 1, 2)
}

func TestAPeriodicRunsWhileABrowserLooks(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n atomic.Int64
		var p *Periodic
		st := open(t, func(doc *document.Document) { p = NewPeriodic(doc, time.Second, func() { n.Add(1) }) })
		step := func(want int, f func()) {
			t.Helper()
			if f != nil {
				st.must(f)
			}
			n.Store(0)
			time.Sleep(10*time.Second + time.Millisecond)
			synctest.Wait()
			if got := n.Load(); got != int64(want) {
				t.Errorf("ran %d times, want %d", got, want)
			}
		}
		step(10, nil)
		step(5, func() { p.SetPeriod(2 * time.Second) })
		step(0, p.Stop)
		step(5, p.Start)
		st.s.Detach(st)
		step(0, nil)
	})
}

func TestPacedSources(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var n *State[int]
		var calm, paced []string
		start := time.Now()
		at := func(n int) string { return fmt.Sprintf("%d@%v", n, time.Since(start).Round(time.Millisecond)) }
		st := open(t, func(*document.Document) {
			n = NewState(0)
			Debounce(n, 250*time.Millisecond).OnChange(func(n int) { calm = append(calm, at(n)) })
			Throttle(n, 250*time.Millisecond).OnChange(func(n int) { paced = append(paced, at(n)) })
		})
		for i := 1; i <= 5; i++ {
			st.must(func() { n.Set(i) })
			time.Sleep(100 * time.Millisecond)
		}
		time.Sleep(time.Second)
		synctest.Wait()
		if got, want := strings.Join(calm, " "), "5@650ms"; got != want {
			t.Errorf("debounced: %s, want %s", got, want)
		}
		if got, want := strings.Join(paced, " "), "1@0s 3@250ms 5@500ms"; got != want {
			t.Errorf("throttled: %s, want %s", got, want)
		}
	})
}
