// Package fileinput shows a button that takes files: Go counts the lines of each, and tells one from another by its hash.
//
//panelgo:gallery widgets.FileInput
package fileinput

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	type row struct {
		Name  string
		Bytes int
		Lines int
		Hash  string `pane:"SHA-256"`
	}
	files := widgets.NewFileInput("Texts")
	files.Multiple.Set(true)
	files.SetAccept(".txt", ".csv", ".go", ".md")
	files.SetLimit(5 << 20)

	table := pane.NewTable([]row{})
	files.OnChange(func(picked []widgets.File) {
		rows := []row{}
		for _, f := range picked {
			rows = append(rows, row{f.Name, len(f.Data), bytes.Count(f.Data, []byte("\n")), fmt.Sprintf("%x…", sha256.Sum256(f.Data))[:13]})
		}
		table.SetRows(rows)
	})

	forget := widgets.NewButton("Forget them")
	forget.OnClick(files.Clear)

	doc.SetTitle("FileInput")
	doc.Add(layout.Column(files, table, forget))
	return nil
}
