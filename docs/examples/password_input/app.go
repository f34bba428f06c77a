// Package passwordinput shows a field that hides what is typed into it, and says below it what is wrong.
//
//panelgo:gallery widgets.PasswordInput
package passwordinput

import (
	"errors"
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	password := widgets.NewPasswordInput("New password")
	password.Describe("Four words beat one with a digit")
	valid := password.Validate(func(text string) error {
		if len(text) < 12 {
			return errors.New("12 characters, please")
		}
		return nil
	})

	status := pane.NewText("Not saved yet.")
	save := widgets.NewButton("Save")
	save.SetColor(widgets.Primary)
	save.OnClick(func() {
		if valid() != nil { // the field says why
			return
		}
		status.SetText(fmt.Sprintf("Saved %d characters.", len(password.Value())))
		password.SetValue("")
	})

	doc.SetTitle("PasswordInput")
	doc.Add(layout.Column(password, save, status))
	return nil
}
