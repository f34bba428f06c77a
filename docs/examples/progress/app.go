// Package progress shows how far some work is and when it will be done, while the page stays alive.
//
//panelgo:gallery layout.Progress
package progress

import (
	"context"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	progress := layout.NewProgress("Counting primes")
	result := pane.NewText("Press the button.")
	start := widgets.NewButton("Count")
	start.OnClick(func() {
		start.Disabled.Set(true)
		primes := 0
		progress.Run(doc, 50, func(ctx context.Context, step func()) error {
			for part := range 50 {
				for n := part*10_000 + 2; n < (part+1)*10_000+2; n++ {
					if isPrime(n) {
						primes++
					}
				}
				step()
			}
			return ctx.Err()
		}, func(err error) {
			result.SetText(fmt.Sprintf("%d primes below 500,000", primes))
			start.Disabled.Set(false)
		})
	})

	doc.SetTitle("Progress")
	doc.Add(layout.Column(start, progress, result))
	return nil
}

func isPrime(n int) bool {
	for d := 2; d*d <= n; d++ {
		if n%d == 0 {
			return false
		}
	}
	return true
}
