package reactive

import (
	"context"
	"time"

	"github.com/panelgo/panelgo/document"
)

// mostGathered is how many values a batch may hold; what is more waits in the channel, and then
// with the sender.
const mostGathered = 10_000

// Gather takes what comes over a channel to the page: f runs in a turn with all that came within a
// period, in the order of coming, so that a stream of any rate costs a turn a period. It is called
// in a turn.
//
//	reactive.Gather(doc, 100*time.Millisecond, lines, func(some []Line) { log.Append(some...) })
//
// Nothing is lost, and nothing piles up: while a turn is due, and beyond 10,000 values a period,
// the channel is not read. It ends with the channel (what came before is handed on), with the
// session, or when the returned function is called in a turn. Nobody reads after that, so a sender
// should watch doc.Context():
//
//	select {
//	case lines <- line:
//	case <-doc.Context().Done():
//		return
//	}
func Gather[T any](doc *document.Document, period time.Duration, from <-chan T, f func([]T)) (stop func()) {
	ctx, stop := context.WithCancel(doc.Context())
	var next func()
	next = func() {
		doc.Go(func(context.Context) func() {
			batch, open := gather(ctx, period, from)
			return func() {
				if ctx.Err() != nil {
					return
				}
				if open {
					defer next() // also after a panic of f
				}
				if len(batch) > 0 {
					f(batch)
				}
			}
		})
	}
	next()
	return stop
}

// gather waits for a value, and takes what follows it within a period. In the end the channel is
// open no more.
func gather[T any](ctx context.Context, period time.Duration, from <-chan T) (batch []T, open bool) {
	var over <-chan time.Time
	for {
		in := from
		if len(batch) == mostGathered {
			in = nil
		}
		select {
		case v, open := <-in:
			if !open {
				return batch, false
			}
			if over == nil {
				over = time.After(period)
			}
			batch = append(batch, v)
		case <-over:
			return batch, true
		case <-ctx.Done():
			return nil, false
		}
	}
}
