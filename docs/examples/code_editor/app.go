// Package codeeditor shows a field for a program: Go checks it as it is typed, and formats it.
//
//panelgo:gallery widgets.CodeEditor
package codeeditor

import (
	"go/format"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/models"
	"github.com/panelgo/panelgo/document/pane/markup"
	"github.com/panelgo/panelgo/document/widgets"
)

const program = `package main

import "fmt"

func main() {
	for i := range 3 { fmt.Println("Hello,", i) }
}
`

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	editor := widgets.NewCodeEditor("golang", program)
	editor.SizingMode.Set(document.Some(models.SizingModeStretchWidth))
	editor.Height.Set(document.Some(240.0))

	status := markup.NewAlert(markup.Success, "That is Go.")
	check := func(code string) {
		if _, err := format.Source([]byte(code)); err != nil {
			status.Show(markup.Danger, err.Error())
			return
		}
		status.Show(markup.Success, "That is Go.")
	}
	editor.OnType(check)
	editor.OnChange(check)

	tidy := widgets.NewButton("gofmt")
	tidy.OnClick(func() {
		if code, err := format.Source([]byte(editor.Value())); err == nil {
			editor.SetValue(string(code))
		}
	})

	doc.SetTitle("CodeEditor")
	doc.Add(layout.Column(editor, tidy, status))
	return nil
}
