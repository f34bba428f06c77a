// Package largedownload shows a file that is made while it is saved: a million lines need no memory on the server, and the
// visitor can stop it at any time.
//
//panelgo:gallery widgets.FileDownload
package largedownload

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	save := widgets.NewStreamDownload("Save a million roots", "roots.csv", roots)
	save.SetColor(widgets.Primary)

	doc.SetTitle("Large download")
	doc.Add(layout.Column(save))
	return nil
}

// roots writes the file. It runs outside of turns, and ends early with its context.
func roots(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	fmt.Fprintln(out, "number,root")
	for n := range 1_000_000 {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		fmt.Fprintf(out, "%d,%.6f\n", n, math.Sqrt(float64(n)))
	}
	return out.Flush()
}
