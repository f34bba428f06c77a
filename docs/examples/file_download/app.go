// Package filedownload shows a button whose file is made when it is clicked: a table of squares as CSV.
//
//panelgo:gallery widgets.FileDownload
package filedownload

import (
	"bytes"
	"context"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	rows := widgets.NewIntSlider("Rows", 1, 1000)
	rows.SetValue(100)

	save := widgets.NewFileDownload("Save squares.csv", "squares.csv", func() ([]byte, error) {
		var file bytes.Buffer
		fmt.Fprintln(&file, "number,square")
		for n := range rows.Value() {
			fmt.Fprintf(&file, "%d,%d\n", n+1, (n+1)*(n+1))
		}
		return file.Bytes(), nil
	})
	save.SetColor(widgets.Primary)

	// What takes long is made beside the session, and handed out when it is done.
	slow := widgets.NewFileDownload("Save primes.txt", "primes.txt", nil)
	slow.OnClick(func() {
		doc.Go(func(context.Context) func() {
			primes := fmt.Sprintln(primesBelow(100_000))
			return func() { slow.Deliver("primes.txt", []byte(primes)) }
		})
	})

	doc.SetTitle("FileDownload")
	doc.Add(layout.Column(rows, layout.Row(save, slow)))
	return nil
}

func primesBelow(end int) (primes []int) {
	composite := make([]bool, end)
	for n := 2; n < end; n++ {
		if composite[n] {
			continue
		}
		primes = append(primes, n)
		for m := n * n; m < end; m += n {
			composite[m] = true
		}
	}
	return primes
}
