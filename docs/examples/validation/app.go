// Package validation shows fields that say what is wrong with them: what they refuse does not reach the program.
//
//panelgo:gallery widgets.Validation
package validation

import (
	"errors"
	"fmt"
	"net/mail"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/document/layout"
	"github.com/panelgo/panelgo/document/pane"
	"github.com/panelgo/panelgo/document/widgets"
)

// App builds the page, once for every visitor's tab.
func App(doc *panelgo.Document) error {
	address := widgets.NewTextInput("Mail")
	address.Placeholder.Set("you@example.org")
	validAddress := address.Validate(func(text string) error {
		if _, err := mail.ParseAddress(text); err != nil {
			return errors.New("that is no address")
		}
		return nil
	})
	age := widgets.NewIntInput("Age")
	validAge := age.Validate(func(n int) error {
		if n < 16 {
			return errors.New("16 at least, please")
		}
		return nil
	})

	status := pane.NewText("Fill in both, then join.")
	join := widgets.NewButton("Join")
	join.SetColor(widgets.Primary)
	join.OnClick(func() {
		if errors.Join(validAddress(), validAge()) != nil { // both fields say what is wrong
			status.SetText("Not yet.")
			return
		}
		status.SetText(fmt.Sprintf("Welcome, %s.", address.Value()))
	})

	doc.SetTitle("Validation")
	doc.Add(layout.Column(address, age, join, status))
	return nil
}
