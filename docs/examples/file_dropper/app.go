// Package filedropper shows an area for large files: each is read while it is on its way.
//
//panelgo:gallery widgets.FileDropper
package filedropper

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	drop := widgets.NewFileDropper("Logs, up to 1 GB")
	drop.SetAccept(".log", ".txt", ".csv")
	drop.SetLimit(1 << 30)
	drop.Multiple.Set(true)

	found := pane.NewTextStream()
	found.SetText("Drop a file: its lines and errors are counted.\n")
	drop.OnFile(func(_ context.Context, file *widgets.Upload) func() {
		lines, failures := 0, 0
		scanner := bufio.NewScanner(file)
		for scanner.Scan() {
			lines++
			if strings.Contains(strings.ToLower(scanner.Text()), "error") {
				failures++
			}
		}
		return func() { found.Append(fmt.Sprintf("%s: %d lines, %d with an error\n", file.Name, lines, failures)) }
	})
	drop.OnRemove(func(name string) { found.Append(name + " was taken back\n") })

	doc.SetTitle("FileDropper")
	doc.Add(layout.Column(drop, found))
	return nil
}
