package reactive

import (
	"context"
	"errors"
	"time"

	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/models"
)

// Work is slow work that runs beside the session, so that the page stays alive: a query, a
// simulation, a download. It is a Source of its latest result. Only one run counts: starting again
// ends the one before.
//
//	fit := reactive.NewWork(func(ctx context.Context, n int) (Model, error) { … })
//	start.OnClick(func() { fit.Start(samples.Value()) })
//	stop.OnClick(fit.Cancel)
//	reactive.Set(&stop.Disabled, reactive.Not(fit.Running()))
//	doc.Add(fit.View(func(m Model) models.UIElement { return chart(m) }))
//
// The function runs on a goroutine of its own, so it must not touch the document: what it needs of
// the page is its input, what it finds is its result. It should end soon after its context has,
// which is when it is cancelled, started again, or the session ends: one run is under way at a
// time, and the next waits for it. How far it is, it says with [Report].
type Work[A, T any] struct {
	f       func(ctx context.Context, in A) (T, error)
	result  *State[T]
	failed  listeners[error]
	status  *State[Status]
	running *Computed[bool]
	slot    chan struct{}      // holds what is under way, which a cancelled run may be for a while
	cancel  context.CancelFunc // of the latest run
	run     *run               // the latest, nil while none runs
}

// Status is how far some work is.
type Status struct {
	Running     bool
	Done, Total int           // steps, as the work has reported; Total 0 means that it is not known
	Left        time.Duration // what the rest will take if it goes on as it did; 0 means that nobody can say
	Finished    bool          // the latest run has a result
	Cancelled   bool          // the latest run was cancelled
	Err         error         // why the latest run has failed
}

// errPanicked is what a visitor is told of work that panicked.
var errPanicked = errors.New("this did not work; the server's log says why")

// NewWork makes Work from a function of an input. The context ends when the run is of no use any
// more.
func NewWork[A, T any](f func(ctx context.Context, in A) (T, error)) *Work[A, T] {
	var none T
	w := &Work[A, T]{f: f, result: NewState(none), status: NewState(Status{}), slot: make(chan struct{}, 1), cancel: func() {}}
	w.running = Bind(w.status, func(s Status) bool { return s.Running })
	return w
}

// Start begins a run with an input, in a turn. A run that is not over is cancelled, and what it
// finds is dropped.
func (w *Work[A, T]) Start(in A) {
	doc := document.Current()
	if doc == nil {
		panic("reactive: Work was started outside a turn; hand the call to doc.Next")
	}
	w.cancel()
	ctx, cancel := context.WithCancel(doc.Context())
	r := &run{doc: doc, began: time.Now()}
	r.show = func(done, total int, left time.Duration) {
		if w.run == r {
			w.status.Set(Status{Running: true, Done: done, Total: total, Left: left})
		}
	}
	w.cancel, w.run = cancel, r
	w.status.Set(Status{Running: true})
	doc.Go(func(context.Context) func() {
		defer cancel()
		finished := false
		defer func() {
			if r.close(); !finished { // a panic, which the session logs
				doc.Next(func() { w.finish(r, *new(T), errPanicked) })
			}
		}()
		v, err := w.perform(ctx, in, r)
		finished = true
		return func() { w.finish(r, v, err) }
	})
}

// perform calls the function once the run before has left its slot: a slider that is dragged starts
// many runs, and only the latest of those that wait is of use.
func (w *Work[A, T]) perform(ctx context.Context, in A, r *run) (v T, err error) {
	select {
	case w.slot <- struct{}{}:
		defer func() { <-w.slot }()
	case <-ctx.Done():
	}
	if ctx.Err() != nil {
		return v, ctx.Err()
	}
	return w.f(context.WithValue(ctx, runKey{}, r), in)
}

// finish takes what a run has found, unless another has begun since.
func (w *Work[A, T]) finish(r *run, v T, err error) {
	if w.run != r {
		return
	}
	w.run = nil
	last := w.status.Value()
	last.Running, last.Left, last.Err, last.Finished = false, 0, err, err == nil
	if err == nil {
		w.result.Set(v)
		last.Done = last.Total
	}
	w.status.Set(last)
	if err != nil {
		w.failed.tell(err)
	}
}

// Repeat starts a run now, and again every period while a browser shows the page. A run that takes
// longer than the period is left to end: the next begins a whole number of periods later. It is
// called in a turn; calling stop ends it.
//
//	load := reactive.NewWork(machine.Get)
//	load.Repeat("", time.Second)
func (w *Work[A, T]) Repeat(in A, period time.Duration) (stop func()) {
	w.Start(in)
	return NewPeriodic(document.Current(), period, func() {
		if w.run == nil {
			w.Start(in)
		}
	}).Stop
}

// Follow starts a run now, and whenever a source has changed. Calling stop ends it.
func (w *Work[A, T]) Follow(s Source[A]) (stop func()) {
	return follow(s, w.Start)
}

// Cancel ends the run, if there is one; the result stays what it was.
func (w *Work[A, T]) Cancel() {
	if w.run == nil {
		return
	}
	w.cancel()
	w.run = nil
	last := w.status.Value()
	last.Running, last.Left, last.Cancelled = false, 0, true
	w.status.Set(last)
}

// Value is the latest result, T's zero value before the first.
func (w *Work[A, T]) Value() T { return w.result.Value() }

// OnChange calls f when there is another result. Calling stop ends it.
func (w *Work[A, T]) OnChange(f func(T)) (stop func()) { return w.result.OnChange(f) }

// OnError calls f when a run has failed, with an error whose text is for visitors; those that were
// cancelled or started anew have not. Calling stop ends it.
func (w *Work[A, T]) OnError(f func(error)) (stop func()) { return w.failed.add(f) }

// Status is how far the work is. It changes ten times a second at most.
func (w *Work[A, T]) Status() Source[Status] { return w.status }

// Running is true while the work runs.
func (w *Work[A, T]) Running() Source[bool] { return w.running }

// View shows what f makes of the latest result, nothing before the first, and the error of a run
// that has failed.
func (w *Work[A, T]) View(f func(T) models.UIElement) *Placeholder {
	outcome := Bind(w.status, func(s Status) Status { return Status{Finished: s.Finished, Err: s.Err} })
	var shown models.UIElement
	return View2(outcome, w.result, func(s Status, v T) models.UIElement {
		switch {
		case s.Err != nil:
			shown = NewError(s.Err)
		case s.Finished:
			shown = f(v)
		}
		return shown // also while it runs anew
	})
}

// Bar shows progress, as layout.Progress does. Its methods are called in turns.
type Bar interface {
	// Start begins anew with so many steps; 0 if nobody knows how many there are.
	Start(steps int)
	// SetTotal says how many steps there are, once that is known.
	SetTotal(steps int)
	// Set says how many steps are done.
	Set(done int)
	// Stop ends it before its time and says why in words for the visitor; empty ones say nothing.
	Stop(why string)
}

// ShowIn shows in a bar how far the work is.
func (w *Work[A, T]) ShowIn(bar Bar) (stop func()) {
	var last Status
	return w.status.OnChange(func(s Status) {
		switch {
		case s.Running && (!last.Running || s.Total == 0 && s.Done == 0): // the latter is a run that took another's place
			bar.Start(0)
		case s.Running:
			bar.SetTotal(s.Total)
			bar.Set(s.Done)
		case s.Err != nil:
			bar.Stop("failed")
		case s.Cancelled:
			bar.Stop("cancelled")
		case s.Finished:
			bar.SetTotal(max(1, s.Total))
			bar.Set(max(1, s.Total))
		}
		last = s
	})
}
