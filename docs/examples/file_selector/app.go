// Package fileselector shows how visitors pick files of the server: double-click a folder to open it and a file to pick it.
// What lies outside of the folder that the program names is out of reach.
//
//panelgo:gallery widgets.FileSelector
package fileselector

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	folder, err := samples()
	if err != nil {
		return err
	}
	doc.OnClose(func() { os.RemoveAll(folder) })
	files, err := widgets.NewFileSelector(folder)
	if err != nil {
		return err
	}
	said := pane.NewText("Nothing is picked.")
	files.OnChange(func(names []string) { said.SetText(fmt.Sprintf("%d picked: %q", len(names), names)) })

	csv := widgets.NewCheckbox("Only tables")
	csv.OnChange(func(only bool) {
		pattern := "*"
		if only {
			pattern = "*.csv"
		}
		_ = files.SetPattern(pattern) // both are good patterns
	})

	doc.SetTitle("FileSelector")
	doc.Add(layout.Column(csv, files, said))
	return nil
}

// samples makes a folder to pick from.
func samples() (folder string, err error) {
	if folder, err = os.MkdirTemp("", "panelgo-files-"); err != nil {
		return "", err
	}
	for _, name := range []string{"readme.txt", "2025/sales.csv", "2026/sales.csv", "2026/notes.txt"} {
		file := filepath.Join(folder, name)
		err = errors.Join(err, os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, []byte(name), 0o644))
	}
	return folder, err
}
