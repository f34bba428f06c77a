package reactive

import (
	"context"
	"sync"
	"time"

	"github.com/panelgo/panelgo/document"
)

// reportPeriod is how often the page hears how far some work is: what works in small steps would
// flood it.
const reportPeriod = 100 * time.Millisecond

// run is one run of some work, as far as it reports.
type run struct {
	doc   *document.Document
	began time.Time
	show  func(done, total int, left time.Duration) // in a turn

	mu          sync.Mutex
	done, total int         // guarded by mu
	next        *time.Timer // guarded by mu: shows the latest report when its time has come
	over        bool        // guarded by mu
}

// runKey is where a run's context has the run.
type runKey struct{}

// Report reports how many of how many steps are done, as often as it likes and on any goroutine:
// pages hear of it ten times a second at most. The context is the one that the function of a [Work]
// was given, or made from that; another makes Report do nothing, so that the function can be called
// without a page, too. A total of 0 means that it is not known.
func Report(ctx context.Context, done, total int) {
	if r, ok := ctx.Value(runKey{}).(*run); ok {
		r.report(done, total)
	}
}

func (r *run) report(done, total int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.done, r.total = done, total
	if r.next != nil || r.over {
		return
	}
	r.next = time.AfterFunc(reportPeriod, func() {
		r.mu.Lock()
		r.next = nil
		r.mu.Unlock()
		r.doc.Next(r.tell)
	})
}

// tell shows the latest report.
func (r *run) tell() {
	r.mu.Lock()
	done, total := r.done, r.total
	r.mu.Unlock()
	var left time.Duration
	if done > 0 && total > done {
		left = time.Duration(float64(time.Since(r.began)) / float64(done) * float64(total-done))
	}
	r.show(done, total, left)
}

// close ends the reports.
func (r *run) close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = true
	if r.next != nil {
		r.next.Stop()
	}
}
