package template_test

import (
	"github.com/panelgo/panelgo/document"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/template"
)

func Example() {
	app := func(doc *document.Document) error {
		shell := template.New("Sales").Look(template.Fast)
		shell.Sidebar(layout.NewStatus(layout.Good, "connected"))
		shell.Main(layout.Card("Total", layout.NewNumber("Sum", "%.0f €", 12)))
		doc.Add(shell)
		return nil
	}
	_ = app
}
