// Package slowwork shows slow work beside a page that stays alive. Start the count: the bar tells how far it is and how long it
// will take, the result waits below a spinner, and Cancel ends it. Starting again ends the run before.
//
//panelgo:gallery reactive.NewWork
package slowwork

import (
	"context"
	"fmt"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/reactive"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page.
func App(doc *panelgo.Document) error {
	limit := widgets.NewIntSlider("Primes up to", 1000, 1_000_000)
	start, cancel := widgets.NewButton("Count"), widgets.NewButton("Cancel")
	bar := layout.NewProgress("Numbers looked at")

	primes := reactive.NewWork(count)
	start.OnClick(func() { primes.Start(limit.Value()) })
	cancel.OnClick(primes.Cancel)
	reactive.Set(&cancel.Disabled, reactive.Not(primes.Running()))
	primes.ShowIn(bar)
	result := layout.Card("Result", primes.View(func(n int) models.UIElement { return pane.NewText(fmt.Sprintf("%d primes", n)) }))
	reactive.Busy(result, primes.Running())

	doc.SetTitle("Slow work")
	doc.Add(layout.Column(limit, layout.Row(start, cancel), bar, result))
	return nil
}

// count counts the primes up to a number, and takes its time.
func count(ctx context.Context, limit int) (primes int, err error) {
	for n := 2; n <= limit; n++ {
		if n%500 == 0 {
			time.Sleep(20 * time.Millisecond)
			reactive.Report(ctx, n, limit)
		}
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		if prime(n) {
			primes++
		}
	}
	return primes, nil
}

func prime(n int) bool {
	for d := 2; d*d <= n; d++ {
		if n%d == 0 {
			return false
		}
	}
	return true
}
